"""The page that somebody asked for before they were asked who they are, carried by the address of the door.

`/?suite=/unites/messagerie/adresse` needs neither script nor memory. Anybody can write such an address and send it:
what it names is followed only where it is a path of this site (`local`) that opens to who came in (web/onward.py).
"""

import re
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Form, Query
from starlette.requests import Request

WANTED, LOST = "suite", "envoi"
"""Fields of a door's address: the page wanted; that what was posted was not recorded."""
LOCAL = re.compile(r"(/[\w.~%:@+-]+)+(\?[\w.~%:@+=&/-]*)?", re.ASCII)
"""Nothing that a browser reads as another site: no empty segment (`//evil`), no `\\`, no control character."""
SAME_SITE = re.compile(r"https?://[^/?#]+(?P<local>/[^#]*)")

AskedWanted = Annotated[str, Query(alias=WANTED, description="The page to go to once let in.")]
AskedLost = Annotated[str, Query(alias=LOST, description="Not empty: what was posted was not recorded.")]
PostedWanted = Annotated[str, Form(alias=WANTED, description="The page to go to once let in.")]


def local(address: str) -> str:
    """Return an address if it can only be one of this site; otherwise empty."""
    return address if LOCAL.fullmatch(address) else ""


def leading_to(door: str, wanted: str, *, lost: str = "") -> str:
    """Return the address of a door that leads on to `wanted`, where that is a page of this site."""
    fields = {WANTED: local(wanted), LOST: lost}
    query = urlencode({name: value for name, value in fields.items() if value}, safe="/")
    return f"{door}?{query}" if query else door


def door_of(request: Request, door: str) -> str:
    """Return the address of a door that leads back to the page that a request asks for.

    A form leads back to the page where it stood, which browsers name to a page of the same site: what it would
    have recorded is not asked for again by itself.
    """
    if request.method in {"GET", "HEAD"}:
        query = request.scope["query_string"].decode("latin-1")
        path = quote(request.scope["path"], safe="/:@+")
        return leading_to(door, f"{path}?{query}" if query else path)
    stood = SAME_SITE.fullmatch(request.headers.get("referer", ""))
    return leading_to(door, stood["local"] if stood else "", lost="perdu")

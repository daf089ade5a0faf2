"""What every request must be, and what every response says to the browser.

Only names that were given are answered to, beside the loopback's and the very address that a request reached,
so that no other site can reach the engine by naming a domain after it (DNS rebinding). What writes must come
from our own pages. Nothing is loaded from elsewhere. HEAD is answered as GET is, without the body.
"""

import re
from ipaddress import ip_address
from urllib.parse import unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from course_engine.i18n import translator
from course_engine.web.errors import refusal
from course_engine.web.headers import SECURITY_HEADERS

_ = translator("web")

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?", re.IGNORECASE)
MAX_BODY = 16_384
MAX_FILE_BODY = 1_048_576
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses what no page of ours would send, and gives each response its headers.

    Args:
        app: what answers.
        names: names that are answered to, in small letters, beside those of the machine itself.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str] = frozenset()) -> None:
        self._app, self._names = app, names | LOCAL_HOSTS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        is_head = scope["method"] == "HEAD"

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            elif is_head:
                message["body"] = b""
            await send(message)

        request = Request(scope, receive)
        body = None if scope["method"] in SAFE_METHODS else await _body(request)
        refused = self._refused(request, body)
        if refused is not None:
            status, sentence = refused
            await refusal(request, status, sentence)(scope, receive, send_secured)
        else:
            asked = {**scope, "method": "GET"} if is_head else scope
            await self._app(asked, receive if body is None else _replay(body), send_secured)

    def _refused(self, request: Request, body: bytes | None) -> tuple[int, str] | None:
        if not self._is_ours(request):
            return 400, _(
                "This is not an address of the engine: open the one that it showed when it started."
            )
        if body is not None and not _from_our_pages(request):
            return 403, _(
                "This request does not come from a page of this site: open the page, and try again."
            )
        if _holds_nul(request, body):
            return 422, _("What you sent holds a character that cannot be kept: type it again.")
        if body is not None and len(body) > _most(request):
            return 413, _("What you sent is too long: at most 16 kB, or 1 MB for a file. Shorten it.")
        return None

    def _is_ours(self, request: Request) -> bool:
        host = HOST.fullmatch(request.headers.get("host", ""))
        name = host["name"].lower() if host else ""
        return name in self._names or _is_address_reached(name, request)


async def _body(request: Request) -> bytes:
    """Return the body, or as much of it as shows that it is too big."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _most(request):
            break
    return body


def _holds_nul(request: Request, body: bytes | None) -> bool:
    """Return whether a request names the character NUL, which no keyboard types and PostgreSQL cannot keep.

    The files of a form are judged by who reads them, who can say more.
    """
    asked = f"{request.url.path}?{request.url.query}"
    is_form = body is not None and not _holds_files(request)
    return "\0" in unquote(asked) or (is_form and b"%00" in (body or b""))


def _most(request: Request) -> int:
    """Return how many bytes a request may hold: more where its form holds a file."""
    return MAX_FILE_BODY if _holds_files(request) else MAX_BODY


def _holds_files(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("multipart/form-data")


def _replay(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _is_address_reached(name: str, request: Request) -> bool:
    """Return whether `name` is the very address, in figures, at which this machine was reached."""
    reached = (request.scope.get("server") or ("", 0))[0]
    try:
        return ip_address(name.strip("[]")) == ip_address(reached)
    except ValueError:
        return False


def _from_our_pages(request: Request) -> bool:
    """Return whether a browser says that the request comes from a page of the same origin.

    Over plain HTTP on a network, browsers send no Sec-Fetch-Site; they all send the Origin of a form.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("origin") == f"{request.scope['scheme']}://{request.headers.get('host')}"

"""What every request must be, and what every response says to the browser.

Only names that were given are answered to, beside the loopback's and the very address that a request reached,
so that no other site can reach the engine by naming a domain after it (DNS rebinding). What writes must come
from our own pages. Nothing is loaded from elsewhere. HEAD is answered as GET is, without the body.
"""

import re
from collections.abc import Callable
from ipaddress import ip_address

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from course_engine.i18n import translator
from course_engine.web.errors import refusal
from course_engine.web.headers import SECURITY_HEADERS

_ = translator("web")

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?", re.IGNORECASE)
MAX_BODY = 16_384
MAX_FILE_BODY = 1_048_576
SECURITY = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses what no page of ours would send, and gives each response its headers.

    Args:
        app: what answers.
        names: names that are answered to, in small letters, beside those of the machine itself.
        refuse: makes the response that refuses a request, from a status and a sentence.
    """

    def __init__(
        self,
        app: ASGIApp,
        names: frozenset[str] = frozenset(),
        refuse: Callable[[Request, int, str], Response] = refusal,
    ) -> None:
        self._app, self._names, self._refuse = app, names | LOCAL_HOSTS, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        is_head = scope["method"] == "HEAD"

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _value in message["headers"]}
                message["headers"] += [header for header in SECURITY if header[0] not in given]
            elif is_head:
                message["body"] = b""
            await send(message)

        asked = _Asked(scope)
        body = None if scope["method"] in SAFE_METHODS else await _body(receive, asked.most)
        refused = self._refused(asked, body)
        if refused is not None:
            status, sentence = refused
            await self._refuse(Request(scope), status, sentence)(scope, receive, send_secured)
        else:
            passed = {**scope, "method": "GET"} if is_head else scope
            await self._app(passed, receive if body is None else _replay(body), send_secured)

    def _refused(self, asked: "_Asked", body: bytes | None) -> tuple[int, str] | None:
        if not self._is_ours(asked):
            return 400, _(
                "This is not an address of the engine: open the one that it showed when it started."
            )
        if body is not None and not asked.from_our_pages:
            return 403, _(
                "This request does not come from a page of this site: open the page, and try again."
            )
        if asked.names_nul or (body is not None and not asked.holds_files and b"%00" in body):
            return 422, _("What you sent holds a character that cannot be kept: type it again.")
        if body is not None and len(body) > asked.most:
            return 413, _("What you sent is too long: at most 16 kB, or 1 MB for a file. Shorten it.")
        return None

    def _is_ours(self, asked: "_Asked") -> bool:
        host = HOST.fullmatch(asked.header(b"host"))
        name = host["name"].lower() if host else ""
        return name in self._names or _is_address_reached(name, asked.scope)


class _Asked:
    """What a request says of itself. Every request goes through here: its headers are looked up once.

    Attributes:
        scope: the request.
        holds_files: whether it brings a form that holds files; they are judged by who reads them, who can say more.
        most: how many bytes it may hold.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        # Of a header given twice, the first counts.
        self._headers: dict[bytes, bytes] = dict(reversed(scope["headers"]))
        self.holds_files = self.header(b"content-type").startswith("multipart/form-data")
        self.most = MAX_FILE_BODY if self.holds_files else MAX_BODY

    def header(self, name: bytes) -> str:
        """Return a header; empty where there is none."""
        return self._headers.get(name, b"").decode("latin-1")

    @property
    def names_nul(self) -> bool:
        """Whether the address names the character NUL, which no keyboard types and PostgreSQL cannot keep."""
        return "\0" in self.scope["path"] or b"%00" in self.scope["query_string"]

    @property
    def from_our_pages(self) -> bool:
        """Whether a browser says that the request comes from a page of the same origin.

        Over plain HTTP on a network, browsers send no Sec-Fetch-Site; they all send the Origin of a form.
        """
        site = self.header(b"sec-fetch-site")
        if site:
            return site == "same-origin"
        return self.header(b"origin") == f"{self.scope['scheme']}://{self.header(b'host')}"


async def _body(receive: Receive, most: int) -> bytes:
    """Return the body, or as much of it as shows that it is too big.

    Raises:
        ClientDisconnect: whoever sent it went away before its end.
    """
    body, more = b"", True
    while more and len(body) <= most:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _replay(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _is_address_reached(name: str, scope: Scope) -> bool:
    """Return whether `name` is the very address, in figures, at which this machine was reached."""
    reached = (scope.get("server") or ("", 0))[0]
    try:
        return ip_address(name.strip("[]")) == ip_address(reached)
    except ValueError:
        return False

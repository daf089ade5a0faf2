"""What every request must be, and what every response says to the browser.

Only this machine's own names are answered to, so that no other site can reach the engine by naming a domain
after it (DNS rebinding). What writes must come from our own pages. Nothing is loaded from elsewhere.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from course_engine.i18n import translator
from course_engine.web.errors import refusal
from course_engine.web.headers import SECURITY_HEADERS

_ = translator("web")

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
MAX_BODY = 16_384
MAX_FILE_BODY = 1_048_576
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses what no page of ours would send, and gives each response its headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope, receive)
        body = None if scope["method"] in SAFE_METHODS else await _body(request)
        refused = _refused(request, body)
        if refused is not None:
            status, sentence = refused
            await refusal(request, status, sentence)(scope, receive, send_secured)
        else:
            await self._app(scope, receive if body is None else _replay(body), send_secured)


async def _body(request: Request) -> bytes:
    """Return the body, or as much of it as shows that it is too big."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _most(request):
            break
    return body


def _most(request: Request) -> int:
    """Return how many bytes a request may hold: more where its form holds a file."""
    kind = request.headers.get("content-type", "")
    return MAX_FILE_BODY if kind.startswith("multipart/form-data") else MAX_BODY


def _replay(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _refused(request: Request, body: bytes | None) -> tuple[int, str] | None:
    host = request.headers.get("host", "")
    if host.rsplit(":", 1)[0] not in LOCAL_HOSTS and host not in LOCAL_HOSTS:
        return 400, _("This address is not that of the engine: open http://127.0.0.1 on this computer.")
    if body is not None and not _from_our_pages(request.headers):
        return 403, _("This request does not come from a page of this site: open the page, and try again.")
    if body is not None and len(body) > _most(request):
        return 413, _("What you sent is too long: at most 16 kB, or 1 MB for a file. Shorten it.")
    return None


def _from_our_pages(headers: Headers) -> bool:
    """Return whether a browser says that the request comes from a page of the same origin."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin") == f"http://{headers.get('host')}"

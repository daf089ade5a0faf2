"""Pages travel packed where the browser takes that; the static files are packed once for all (site.py).

What a page holds is for whoever may read it, and no other site can have a browser ask for it in their name: the
cookie that lets them in is `SameSite=Strict`. So nobody can put words of their own in somebody's page, again and
again, and learn the rest of it by its packed length (CVE-2013-3587); see docs/decisions/0020.
"""

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEVEL = 6
LEAST = 1000
"""What is shorter, in bytes, is sent in as many network packets packed or not."""


class PackedPages:
    """Packs the pages that are asked for; never a stream, nor what is packed already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, and pack its response."""
        asked = scope["type"] == "http" and scope["method"] == "GET"
        if not asked or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            await self._app(scope, receive, send)
            return

        begun: list[Message] = []

        async def send_packed(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                begun.append(message)
                return
            if begun:
                start = begun.pop()
                whole = not message.get("more_body", False)
                if whole and len(message.get("body", b"")) >= LEAST:
                    message = _packed(start, message)
                await send(start)
            await send(message)

        await self._app(scope, receive, send_packed)


def _is_page(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _packed(start: Message, message: Message) -> Message:
    """Return a body packed, and say so in the headers of its response."""
    body = gzip.compress(message["body"], LEVEL, mtime=0)
    headers = MutableHeaders(scope=start)
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(body))
    headers.add_vary_header("accept-encoding")
    return {**message, "body": body}

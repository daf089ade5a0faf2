"""As much of a browser as a page needs that works without JavaScript: a cookie, one connection, forms."""

from collections.abc import Iterable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from msgspec import Struct

from course_engine.i18n import translator

_ = translator("rehearsal")

OK = 200
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
TIMEOUT_SECONDS = 10.0
"""As long as runtime/quiz.js waits."""

Fields = Iterable[tuple[str, str]]


class LinkDown(ConnectionError):
    """Nothing came back: the server is away, the cable is pulled, or it takes too long."""


class Reply(Struct, frozen=True):
    """What came back.

    Attributes:
        path: where from, after any redirection.
        location: where a redirection leads; empty for none.
    """

    status: int
    path: str
    content: bytes
    location: str = ""

    @property
    def body(self) -> str:
        """What came back, as text."""
        return self.content.decode()


class Browser:
    """One browser on one computer.

    Args:
        address: of the server, or of the cable to it.
        timeout: how long it waits for an answer, in seconds.
    """

    def __init__(self, address: tuple[str, int], timeout: float = TIMEOUT_SECONDS) -> None:
        self._address, self._timeout = address, timeout
        self._cookies: dict[str, str] = {}
        self._connection: HTTPConnection | None = None

    def open(self, path: str) -> Reply:
        """Return the page at an address, going where it leads.

        Raises:
            LinkDown: nothing came back.
        """
        return self._follow(self._ask("GET", path))

    def submit(self, path: str, fields: Fields) -> Reply:
        """Post a form and return the page that it leads to.

        Raises:
            LinkDown: nothing came back: it may have been received, or not.
        """
        return self._follow(self._ask("POST", path, fields))

    def post(self, path: str, fields: Fields) -> Reply:
        """Post a form as a script does, for JSON.

        Raises:
            LinkDown: nothing came back: it may have been received, or not.
        """
        return self._ask("POST", path, fields, accept="application/json")

    def listen(self, path: str) -> HTTPResponse:
        """Open a stream of events, on a connection of its own.

        Raises:
            LinkDown: it does not open.
        """
        connection = HTTPConnection(*self._address, timeout=self._timeout)
        # Nothing else is asked on it: it is closed with the stream.
        headers = {"Accept": "text/event-stream", "Connection": "close", **self._cookie()}
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
        except (OSError, HTTPException) as failure:
            connection.close()
            raise LinkDown(_("No answer from the server.")) from failure
        if answer.status != OK:
            connection.close()
            raise LinkDown(_("No answer from the server."))
        return answer

    @staticmethod
    def heard(stream: HTTPResponse) -> str:
        """Return the next line of a stream.

        Raises:
            LinkDown: the stream is cut, ends, or says nothing for too long.
        """
        try:
            line = stream.readline()
        except (OSError, HTTPException) as failure:
            raise LinkDown(_("No answer from the server.")) from failure
        if not line:
            raise LinkDown(_("No answer from the server."))
        return line.decode()

    def close(self) -> None:
        """Close the connection; the cookie stays."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _follow(self, reply: Reply) -> Reply:
        for _hop in range(MOST_REDIRECTS):
            if not reply.location:
                break
            reply = self._ask("GET", urlsplit(reply.location).path)
        return reply

    def _ask(self, method: str, path: str, fields: Fields | None = None, accept: str = "text/html") -> Reply:
        host, port = self._address
        headers = {"Accept": accept, **self._cookie()}
        body = None
        if fields is not None:
            body = urlencode(list(fields))
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://{host}:{port}"
        answer, content = self._exchange(method, path, body, headers)
        self._keep_cookies(answer)
        location = answer.headers.get("Location", "") if answer.status in REDIRECTS else ""
        return Reply(answer.status, path, content, location)

    def _exchange(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> tuple[HTTPResponse, bytes]:
        """Ask once; a page again where a connection that was kept open turns out to be closed (RFC 9110, §9.2.2)."""
        was_open = self._connection is not None
        try:
            connection = self._connection = self._connection or HTTPConnection(
                *self._address, timeout=self._timeout
            )
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer, answer.read()
        except (OSError, HTTPException) as failure:
            self.close()
            if was_open and method == "GET":
                return self._exchange(method, path, body, headers)
            raise LinkDown(_("No answer from the server.")) from failure

    def _cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self._cookies[name] = morsel.value

"""A browser without JavaScript, in the same process as the application: follows no redirect by itself."""

from typing import Any

import httpx
from fastapi import FastAPI
from played import played

from course_engine.web.session import COOKIE

ORIGIN = "http://127.0.0.1:8000"


class Visitor:
    """Visits an application as a browser would, cookies and Sec-Fetch-Site included."""

    def __init__(self, app: FastAPI, origin: str = ORIGIN) -> None:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(
            transport=transport, base_url=origin, headers={"sec-fetch-site": "same-origin"}
        )

    @property
    def cookies(self) -> httpx.Cookies:
        """The cookies that it holds."""
        return self._client.cookies

    def get(self, address: str, **headers: str) -> httpx.Response:
        """Return what an address gives."""
        return self.request("GET", address, headers=headers)

    def post(self, address: str, fields: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        """Return what posting a form gives."""
        return self.request("POST", address, data=fields or {}, headers=headers)

    def request(self, method: str, address: str, **arguments: Any) -> httpx.Response:
        """Return what any request gives; a header's name is written with _ for -."""
        headers = {name.replace("_", "-"): value for name, value in arguments.pop("headers", {}).items()}
        reply = self._client.request(method, address, headers=headers, **arguments)
        return played(reply)

    def enter(self, code: str) -> None:
        """Go in with a code."""
        reply = self.post("/entrer", {"code": code})
        assert (reply.status_code, reply.headers["location"]) == (303, "/parcours")

    def hold(self, token: str) -> None:
        """Hold the cookie of a browser that was let in."""
        self._client.cookies.set(COOKIE, token, domain="127.0.0.1", path="/")

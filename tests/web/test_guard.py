"""What every request must be, what every response says."""

import re

import pytest
from visitor import Visitor

PAGES = [
    "/",
    "/parcours",
    "/unites/messagerie",
    "/unites/messagerie/quiz",
    "/glossaire",
    "/accessibilite",
    "/rien",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_forbids_what_it_does_not_need(trainee: Visitor, path: str) -> None:
    headers = trainee.get(path).headers
    assert headers["content-security-policy"] == (
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_another_site_or_runs_inline(trainee: Visitor, path: str) -> None:
    page = trainee.get(path).text
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//[^\"]*", page) == []
    assert re.findall(r"<style|<script(?! src=\"/statique/)| style=| on[a-z]+=", page) == []


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org:8000", "192.168.1.4:8000", ""])
def test_only_this_machines_names_are_answered_to(visitor: Visitor, host: str) -> None:
    reply = visitor.get("/", host=host)
    assert reply.status_code == 400
    assert "ouvrez http://127.0.0.1" in reply.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:9999", "localhost", "[::1]:8000"])
def test_this_machines_names(visitor: Visitor, host: str) -> None:
    assert visitor.get("/", host=host).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": "cross-site", "origin": "http://127.0.0.1:8000"},
    ],
)
def test_what_another_site_posts_is_refused(visitor: Visitor, code: str, headers: dict[str, str]) -> None:
    reply = visitor.post("/entrer", {"code": code}, **headers)
    assert reply.status_code == 403
    assert "set-cookie" not in reply.headers


def test_a_browser_that_only_says_its_origin_is_believed(visitor: Visitor, code: str) -> None:
    del visitor._client.headers["sec-fetch-site"]
    assert visitor.post("/entrer", {"code": code}).status_code == 403
    assert visitor.post("/entrer", {"code": code}, origin="null").status_code == 403
    assert visitor.post("/entrer", {"code": code}, origin="http://127.0.0.1:9000").status_code == 403
    assert visitor.post("/entrer", {"code": code}, origin="http://127.0.0.1:8000").status_code == 303


def test_what_is_too_long_is_refused(visitor: Visitor) -> None:
    reply = visitor.post("/entrer", {"code": "A" * 20_000}, accept="application/json")
    assert reply.status_code == 413
    assert reply.json() == {
        "error": "too-long",
        "message": "Votre envoi est trop long\u00a0: 16\u00a0ko au plus, ou 1\u00a0Mo pour un fichier. Raccourcissez-le.",
    }

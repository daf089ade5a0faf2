"""What every request must be, what every response says."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from msgspec.structs import replace
from stand import Clock, application, site
from visitor import Visitor

from course_engine.store import Database

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


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "127.0.0.1.example.org:8000",
        "192.168.1.4:8000",
        "stand.local",
        "127.0.0.1:8000:9",
        "user@127.0.0.1",
        "127.0.0.1/",
        "[::2]",
        "0.0.0.0",
        "",
    ],
)
def test_only_this_machines_names_are_answered_to(visitor: Visitor, host: str) -> None:
    reply = visitor.get("/", host=host)
    assert reply.status_code == 400
    assert "ouvrez celle qu’il a donnée au démarrage" in reply.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:9999", "localhost", "[::1]:8000"])
def test_this_machines_names(visitor: Visitor, host: str) -> None:
    assert visitor.get("/", host=host).status_code == 200


@pytest.mark.parametrize("host", ["stand.local", "STAND.local:8000", "localhost"])
def test_names_that_were_given_are_answered_to(
    database: Database, tmp_path: Path, clock: Clock, host: str
) -> None:
    named = replace(site(database, tmp_path / "course", clock), names=frozenset({"stand.local"}))
    visitor = Visitor(application(named))
    assert visitor.get("/", host=host).status_code == 200
    assert visitor.get("/", host="other.local").status_code == 400


def test_the_address_that_a_request_reached_is_answered_to_and_no_name_for_it(app: FastAPI) -> None:
    there = Visitor(app, "http://192.168.1.4:8000")
    assert there.get("/").status_code == 200
    assert there.get("/", host="192.168.1.5:8000").status_code == 400
    assert there.get("/", host="rebound.example.org:8000").status_code == 400


def test_on_a_network_without_tls_the_origin_of_a_form_decides(app: FastAPI, code: str) -> None:
    there = Visitor(app, "http://192.168.1.4:8000")
    del there._client.headers["sec-fetch-site"]  # what browsers do there
    for origin in ("http://127.0.0.1:8000", "https://192.168.1.4:8000", "http://example.org", "null"):
        assert there.post("/entrer", {"code": code}, origin=origin).status_code == 403
    reply = there.post("/entrer", {"code": code}, origin="http://192.168.1.4:8000")
    assert reply.status_code == 303
    assert "Secure" not in reply.headers["set-cookie"]


def test_under_tls_the_cookie_is_for_tls_only_and_the_origin_is_its_own(app: FastAPI, code: str) -> None:
    there = Visitor(app, "https://192.168.1.4:8000")
    del there._client.headers["sec-fetch-site"]
    assert there.post("/entrer", {"code": code}, origin="http://192.168.1.4:8000").status_code == 403
    reply = there.post("/entrer", {"code": code}, origin="https://192.168.1.4:8000")
    assert reply.headers["set-cookie"].endswith("; HttpOnly; Path=/; SameSite=strict; Secure")
    assert "strict-transport-security" not in reply.headers


@pytest.mark.parametrize("path", [*PAGES, "/fichiers/modules/sensibilisation/images/ecran.svg"])
def test_head_is_answered_as_get_without_the_body(trainee: Visitor, path: str) -> None:
    # Unpacked: a quiz has ids of its own in each page, and its packed length changes with them.
    plain = {"accept_encoding": "identity"}
    whole, head = trainee.get(path, **plain), trainee.request("HEAD", path, headers=plain)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert dict(head.headers) == dict(whole.headers)


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


@pytest.mark.parametrize("address", ["/connexion?x=%00", "/unites/a%00b"])
def test_a_character_that_no_keyboard_types_is_refused_in_an_address(visitor: Visitor, address: str) -> None:
    reply = visitor.get(address)
    assert (reply.status_code, "un caractère qui ne peut pas être gardé" in reply.text) == (422, True)


def test_a_character_that_no_keyboard_types_is_refused_in_a_form(visitor: Visitor) -> None:
    assert visitor.post("/connexion", {"login": "a\0b", "password": "x"}).status_code == 422

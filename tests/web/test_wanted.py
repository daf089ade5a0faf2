"""Back to the page that was asked for: after the code, after the password, and never to another site."""

from urllib.parse import quote

import pytest
from fastapi import FastAPI
from led import act
from stand import PASSWORD, account, let_in
from visitor import ORIGIN, Visitor

from course_engine.model.accounts import AccountRole
from course_engine.model.room import RoomActKind
from course_engine.store import Database
from course_engine.web.wanted import local

PAGE, TRAP = "/unites/messagerie/adresse", "/unites/messagerie/piege"
NOTE = "vous retrouverez ensuite la page que vous avez demandée."
ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https://evil.example/parcours",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/parcours\n",
    "/parcours\r\nset-cookie: a=b",
    "/parcours\0",
    "/parcours//evil.example",
    "/parcours?a=\\",
    "/parcours#//evil.example",
    "@evil.example",
    "evil.example",
    "",
    "/",
)


def location(visitor: Visitor, address: str) -> str:
    """Return where asking for an address leads."""
    reply = visitor.get(address)
    assert reply.status_code == 303
    return str(reply.headers["location"])


@pytest.mark.parametrize("address", ELSEWHERE)
def test_what_may_be_another_site_is_not_followed(visitor: Visitor, code: str, address: str) -> None:
    assert local(address) == ""
    page = visitor.get(f"/?suite={quote(address, safe='')}")
    assert "evil" not in page.text
    if "\0" not in address:
        reply = visitor.post("/entrer", {"code": code, "suite": address})
        assert reply.headers["location"] == "/parcours"
        assert location(visitor, f"/?suite={quote(address, safe='')}") == "/parcours"


@pytest.mark.parametrize(
    "address", ["/parcours", PAGE, "/besoins?territoire=a-b&page=2", "/fichiers/a%20b.svg"]
)
def test_a_path_of_this_site_is_kept(address: str) -> None:
    assert local(address) == address


def test_a_trainee_comes_back_to_the_page_that_they_asked_for(visitor: Visitor, code: str) -> None:
    door = location(visitor, PAGE)
    assert door == f"/?suite={PAGE}"
    page = visitor.get(door).text
    assert NOTE in page
    assert f'<input type="hidden" name="suite" value="{PAGE}">' in page
    refused = visitor.post("/entrer", {"code": "ABCD", "suite": PAGE})
    assert f'<input type="hidden" name="suite" value="{PAGE}">' in refused.text
    assert visitor.post("/entrer", {"code": code, "suite": PAGE}).headers["location"] == PAGE


def test_the_door_of_who_asked_for_nothing_promises_nothing(visitor: Visitor) -> None:
    assert NOTE not in visitor.get("/").text
    assert 'name="suite"' not in visitor.get("/").text


@pytest.mark.parametrize(
    "address",
    [
        "/entrer",
        "/aide",
        "/reponses/messagerie/champ-cci",
        "/comptes",
        "/nulle-part",
        "/openapi.json",
        "/unites/messagerie/experts",
        "/unites/secret",
    ],
)
def test_what_is_no_page_of_whoever_came_in_leads_to_where_they_begin(
    visitor: Visitor, code: str, address: str
) -> None:
    assert visitor.post("/entrer", {"code": code, "suite": address}).headers["location"] == "/parcours"


def test_a_form_that_came_too_late_leads_back_to_where_it_stood_and_says_that_it_was_lost(
    visitor: Visitor, code: str
) -> None:
    reply = visitor.post("/reponses/messagerie/champ-cci", {"answer": "b"}, referer=f"{ORIGIN}{PAGE}")
    assert reply.headers["location"] == f"/?suite={PAGE}&envoi=perdu"
    page = visitor.get(reply.headers["location"]).text
    assert "ce que vous veniez d’envoyer n’est pas enregistré" in page
    assert visitor.post("/entrer", {"code": code, "suite": PAGE}).headers["location"] == PAGE
    assert visitor.post("/sortir").headers["location"] == "/"
    assert visitor.post("/aide", {"action": "demander"}).headers["location"] == "/?envoi=perdu"


def test_a_browser_that_is_in_already_goes_on_from_the_door(trainee: Visitor) -> None:
    assert location(trainee, f"/?suite={PAGE}") == PAGE


def test_an_account_comes_back_to_its_page_with_what_was_searched_there(
    visitor: Visitor, database: Database
) -> None:
    let_in(database, account("region", AccountRole.REGION))
    asked = "/dossiers?nom=Exemple"
    door = location(visitor, asked)
    assert door == "/connexion?suite=/dossiers%3Fnom%3DExemple"
    page = visitor.get(door).text
    assert NOTE in page
    assert f'<input type="hidden" name="suite" value="{asked}">' in page
    fields = {"login": "region", "password": "faux", "suite": asked}
    assert f'name="suite" value="{asked}"' in visitor.post("/connexion", fields).text
    reply = visitor.post("/connexion", {**fields, "password": PASSWORD})
    assert location(visitor, reply.headers["location"]) == asked
    assert location(visitor, door) == "/?suite=/dossiers%3Fnom%3DExemple"


def test_a_page_that_the_role_may_not_open_leads_to_its_home(visitor: Visitor, database: Database) -> None:
    visitor.hold(let_in(database, account("conceptrice", AccountRole.DESIGNER)))
    assert location(visitor, "/?suite=/comptes") == "/concepteur"
    assert location(visitor, f"/?suite={PAGE}") == "/concepteur"


def test_who_has_a_password_to_choose_goes_on_after_that(visitor: Visitor, database: Database) -> None:
    visitor.hold(let_in(database, account("region", AccountRole.REGION), temporary=True))
    door = location(visitor, "/comptes")
    assert door == "/mot-de-passe?suite=/comptes"
    chosen = {"chosen": "Vélo-rouge42", "repeated": "autre", "suite": "/comptes"}
    for page in (visitor.get(door), visitor.post("/mot-de-passe", chosen)):
        assert '<input type="hidden" name="suite" value="/comptes">' in page.text
    reply = visitor.post("/mot-de-passe", {**chosen, "repeated": "Vélo-rouge42"})
    assert location(visitor, reply.headers["location"]) == "/comptes"


def test_the_page_that_the_animateur_pushed_opens_after_the_code(
    visitor: Visitor, database: Database, code: str
) -> None:
    act(database, RoomActKind.PUSHED, "piege")
    assert location(visitor, TRAP) == f"/?suite={TRAP}"  # what the script of the room asks for
    assert visitor.post("/entrer", {"code": code, "suite": TRAP}).headers["location"] == TRAP


def test_who_moves_to_another_computer_goes_where_everyone_is_led_and_who_arrives_is_welcomed(
    app: FastAPI, trainee: Visitor, database: Database, code: str
) -> None:
    def comes_in() -> str:
        return str(Visitor(app).post("/entrer", {"code": code}).headers["location"])

    act(database, RoomActKind.PUSHED, "piege")
    assert comes_in() == "/parcours"
    trainee.get(PAGE)
    assert comes_in() == TRAP
    assert location(trainee, "/") == "/parcours", "who is in goes home by the site's name"
    act(database, RoomActKind.LET_GO, minute=1)
    assert comes_in() == "/parcours"


@pytest.mark.parametrize(("minute", "opened"), [(0, PAGE), (1, TRAP)])
def test_in_a_room_the_page_that_was_pushed_meanwhile_opens_and_not_one_that_was_left(
    app: FastAPI, trainee: Visitor, database: Database, code: str, minute: int, opened: str
) -> None:
    trainee.get(PAGE)
    act(database, RoomActKind.PUSHED, "piege", minute=minute)
    fields = {"code": code, "suite": PAGE}
    assert Visitor(app).post("/entrer", fields).headers["location"] == opened
    fields["suite"] = "/glossaire"
    assert Visitor(app).post("/entrer", fields).headers["location"] == "/glossaire"


def test_where_everyone_is_led_to_a_page_of_another_level_the_home_says_it(
    app: FastAPI, trainee: Visitor, database: Database, code: str
) -> None:
    act(database, RoomActKind.PUSHED, "experts")
    trainee.get(PAGE)
    assert Visitor(app).post("/entrer", {"code": code}).headers["location"] == "/parcours"

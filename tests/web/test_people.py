"""The screens about people: the list, one person's file, what is decided there, by whom."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from msgspec.structs import replace
from referent import ANIMATOR, LIBRARY, REFERENT, STRANGER, open_desk, seat, seen, status
from stand import NOW, Clock, application, site, token_of
from visitor import Visitor

from course_engine.model.accounts import Account, Password
from course_engine.model.admission import AdmissionStatus
from course_engine.model.trail import TrailAction
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder
from course_engine.web.hub import Topic

FILE = "/personnes/st-camille"


@pytest.fixture
def desk(empty_records: Path) -> Database:
    """The records of a référent's territory."""
    with open_database(empty_records) as database:
        open_desk(database)
        with database.writing() as records:
            for one in (REFERENT, ANIMATOR, STRANGER):
                password = Password(hash="", temporary=False, issued_at=NOW, issued_by="test")
                records.accounts.set_password(one.id, password)
        yield database


@pytest.fixture
def office(desk: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application over those records."""
    return application(replace(site(desk, tmp_path / "course", clock), library=LIBRARY))


def signed_in(office: FastAPI, desk: Database, account: Account) -> Visitor:
    visitor = Visitor(office)
    visitor.hold(token_of(desk, SessionHolder(account=account.id)))
    return visitor


@pytest.fixture
def referent(office: FastAPI, desk: Database) -> Visitor:
    """A référent of the territory, signed in."""
    return signed_in(office, desk, REFERENT)


@pytest.fixture
def animator(office: FastAPI, desk: Database) -> Visitor:
    """An animator of the territory, signed in."""
    return signed_in(office, desk, ANIMATOR)


def hidden(page: str, name: str) -> str:
    return re.search(f'name="{name}" value="([^"]*)"', page)[1]  # type: ignore[index] - it is there


def listed(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/personnes/([^"]+)">', page)


def test_the_home_says_what_waits_and_what_to_print(referent: Visitor) -> None:
    page = referent.get("/referent").text.replace("\u00a0", " ")
    assert '<a href="/personnes?etat=recue">Inscriptions à lire : 3</a>' in page
    assert '<a href="/doublons">Doublons possibles : 1</a>' in page
    assert "Vous n’avez donné aucun lien." in page
    printed = referent.get("/referent/questionnaire/pays-exemple")
    assert (printed.headers["content-type"], printed.content[:5]) == ("application/pdf", b"%PDF-")
    assert referent.get("/referent/questionnaire/pays-fiction").status_code == 404


def test_a_home_where_nothing_waits_says_so(office: FastAPI, desk: Database) -> None:
    with desk.writing() as records:
        records.accounts.assign(REFERENT.id, ())
    page = signed_in(office, desk, REFERENT).get("/referent").text
    assert "Rien n’attend" in page
    assert "Aucun territoire ne vous est encore confié." in page
    assert "Personne n’est encore inscrit" in signed_in(office, desk, REFERENT).get("/personnes").text


def test_the_list_is_searched_and_filtered_by_its_address(referent: Visitor) -> None:
    assert listed(referent.get("/personnes").text) == ["st-ines", "st-camile", "st-camille"]
    assert listed(referent.get("/personnes?nom=in%C3%A8s").text) == ["st-ines"]
    assert listed(referent.get("/personnes?etat=acceptee").text) == []
    assert listed(referent.get("/personnes?etat=rien").text) != []
    assert "Personne ne répond à cette recherche." in referent.get("/personnes?nom=zzz").text


def test_the_list_is_exported_as_it_is_shown_and_leaves_a_trace(referent: Visitor, desk: Database) -> None:
    reply = referent.post("/personnes/exporter", {"nom": "ines", "etat": ""})
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.content.decode("utf-8-sig").splitlines()[1].startswith("st-ines;d’Exemple;Inès;")
    with desk.reading() as records:
        (entry,) = records.trail.entries()
    assert (entry.action, entry.account) == (TrailAction.LIST_EXPORTED, "referente")


def test_an_animator_sees_the_same_people_and_may_give_a_code(animator: Visitor, referent: Visitor) -> None:
    assert listed(animator.get("/personnes").text) == listed(referent.get("/personnes").text)
    assert 'action="/personnes/st-camille/code"' in animator.get(FILE).text
    assert 'action="/personnes/st-camille/code"' not in referent.get(FILE).text


@pytest.mark.parametrize("trainee", ["st-loin", "st-nobody", "x"])
def test_people_of_elsewhere_are_not_there(referent: Visitor, trainee: str) -> None:
    assert referent.get(f"/personnes/{trainee}").status_code == 404
    fields = {"decision": "acceptee", "vu": "00000000-0000-0000-0000-000000000000"}
    assert referent.post(f"/personnes/{trainee}/decision", fields).status_code == 404


def test_a_registration_is_accepted_then_withdrawn_and_the_free_seats_are_said_and_the_room_is_woken(
    referent: Visitor, desk: Database, office: FastAPI
) -> None:
    seat(desk, "S1", "st-camille")
    for wanted in ("acceptee", "desistement"):
        fields = {"decision": wanted, "motif": "", "vu": hidden(referent.get(FILE).text, "vu")}
        reply = referent.post(f"{FILE}/decision", fields)
        assert (reply.status_code, reply.headers["location"]) == (303, f"{FILE}?fait={wanted}")
    page = referent.get(f"{FILE}?fait=desistement").text.replace("\u00a0", " ")
    assert "Le désistement est noté." in page
    assert '<div class="message success" role="status" tabindex="-1" autofocus>' in page
    assert "Places libres : 12. Liste d’attente : 0." in page
    assert status(desk, "st-camille") is AdmissionStatus.WITHDRAWN
    assert office.state.site.hub.changes_of("S1", Topic.ACTS) == 1


def test_a_form_made_from_an_older_screen_is_refused_with_what_was_typed(
    referent: Visitor, animator: Visitor, desk: Database
) -> None:
    old = str(seen(desk, "st-camille"))
    animator.post(f"{FILE}/decision", {"decision": "acceptee", "vu": old})
    reply = referent.post(f"{FILE}/decision", {"decision": "refusee", "motif": "hors <b>", "vu": old})
    assert reply.status_code == 409
    assert "Entre-temps, Alix Modèle a décidé de cette inscription" in reply.text
    assert ">hors &lt;b&gt;</textarea>" in reply.text


def test_a_correction_is_shown(referent: Visitor) -> None:
    page = referent.get(FILE).text
    form = page[page.index("/correction") :]
    fields = {
        "nom": "D’Exemple",
        "prenom": "Camille",
        "collectivite": "Saint-Exemple",
        "vu": hidden(form, "vu"),
    }
    assert referent.post(f"{FILE}/correction", fields).headers["location"] == f"{FILE}?fait=correction"
    assert "Camille D’Exemple" in referent.get(FILE).text
    assert referent.post(f"{FILE}/correction", fields | {"nom": " "}).status_code == 409


def test_a_path_is_overridden_and_comes_back(referent: Visitor) -> None:
    def post(unit: str, choice: str, reason: str) -> int:
        page = referent.get("/personnes/st-ines").text
        form = page[page.index("/parcours") :]
        fields = {"unite": unit, "choix": choice, "motif": reason, "vu": hidden(form, "vu")}
        return referent.post("/personnes/st-ines/parcours", fields).status_code

    assert post("messagerie", "garder", "pour son service") == 303
    page = referent.get("/personnes/st-ines").text.replace("\u00a0", " ")
    assert "ajoutée par Dominique Exemple" in page
    assert "Dominique Exemple a mis cette séance dans votre parcours : « pour son service »." in page
    assert "Ce parcours compte 4 demi-journées" in page
    assert post("ordinateur", "ecarter", "x") == 409
    assert post("messagerie", "garder", "") == 409
    assert post("messagerie", "comme-propose", "") == 303
    assert "ajoutée par" not in referent.get("/personnes/st-ines").text


def test_duplicates_are_compared_settled_and_taken_back(referent: Visitor, desk: Database) -> None:
    page = referent.get("/doublons").text
    assert page.count('<span class="state attention">différent</span>') == 3  # first name, code, a wish
    fields = {"une": "st-camile", "autre": "st-camille", "garder": "st-camille", "vu": hidden(page, "vu")}
    assert referent.post("/doublons", fields).headers["location"] == "/doublons?fait=une"
    assert status(desk, "st-camile") is AdmissionStatus.DUPLICATE
    page = referent.get("/doublons?fait=une").text
    assert "Aucun doublon à régler" in page
    assert 'href="/personnes/st-camille">st-camille</a>' in referent.get("/personnes/st-camile").text
    again = fields | {"garder": ""}
    assert referent.post("/doublons", again).status_code == 409
    assert referent.post("/doublons", again | {"vu": hidden(page, "vu")}).status_code == 303
    assert status(desk, "st-camile") is AdmissionStatus.RECEIVED
    assert referent.post("/doublons", fields | {"garder": "st-loin"}).status_code == 404


def test_what_no_form_of_ours_would_send_is_refused_in_one_sentence(referent: Visitor) -> None:
    for address, fields in (
        (f"{FILE}/decision", {"decision": "rien", "vu": "x"}),
        (f"{FILE}/parcours", {"unite": "!", "choix": "garder", "vu": "x"}),
        (f"{FILE}/correction", {}),
        ("/doublons", {}),
    ):
        assert referent.post(address, fields).status_code == 422

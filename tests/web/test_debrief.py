"""The debrief on the screens: the trainee's own, the animateur's order and five minutes."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import territory
from browsers import PATIENCE_SECONDS
from debriefs import CLOSING, FORM, answer, library, token
from fastapi import FastAPI
from msgspec.structs import replace
from played import played
from stand import NOW, Clock, application, let_in, place, site
from territory import ANIMATOR, form
from visitor import Visitor

from course_engine.model.debrief import DebriefAuthor, DebriefView
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder
from course_engine.web.hub import Hub

ANNE, BRUNO = "st-anne", "st-bruno"
SHEET = f"/seances/S5/bilans/{ANNE}"


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    """Anne and Bruno, expected at the closing session; Anne answered three questions."""
    with open_database(empty_records) as opened:
        territory.settle(opened, [form(ANNE), form(BRUNO)])
        with opened.writing() as records:
            for trainee in (ANNE, BRUNO):
                records.schedule.decide(place("S5", trainee))
            records.answers.append(answer(ANNE, "bilan-envoi", right=True))
            records.answers.append(answer(ANNE, "bilan-besoin", right=False))
        let_in(opened, ANIMATOR)
        yield opened


@pytest.fixture
def clock() -> Clock:
    """During the closing session."""
    return Clock(CLOSING)


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(replace(site(database, tmp_path / "course", clock), library=library(), hub=Hub()))


@pytest.fixture
def anne(app: FastAPI, database: Database) -> Visitor:
    """Anne, let in."""
    visitor = Visitor(app)
    visitor.hold(token(database, SessionHolder(trainee=ANNE)))
    return visitor


@pytest.fixture
def animator(app: FastAPI, database: Database) -> Visitor:
    """The animateur, signed in."""
    visitor = Visitor(app)
    visitor.hold(token(database, SessionHolder(account=ANIMATOR.id)))
    return visitor


def filled(**fields: object) -> dict[str, object]:
    """Return what a form posts."""
    return {"id": str(FORM), "axe1": "projet", "axe2": "", "axe3": "", "remarque": "", **fields}


def views(database: Database) -> dict[tuple[str, DebriefAuthor], DebriefView]:
    with database.reading() as records:
        return {key: note.view for key, note in records.debriefs.standing().items()}


def test_a_trainee_says_what_goes_what_was_hard_and_what_comes_next(
    anne: Visitor, database: Database
) -> None:
    reply = anne.post(
        "/bilan",
        filled(
            acquis=["messagerie"],
            difficile=["securite", "projet"],
            axe2="securite",
            remarque=" Merci.\r\nÀ bientôt ",
        ),
    )
    assert (reply.status_code, reply.headers["location"]) == (303, "/bilan?fait=garde")
    assert views(database) == {
        (ANNE, DebriefAuthor.TRAINEE): DebriefView(
            acquired=("messagerie",),
            hard=("securite", "projet"),
            wanted=("projet", "securite"),
            remark="Merci.\nÀ bientôt",
        )
    }
    page = anne.get("/bilan?fait=garde").text
    assert "Votre bilan est gardé." in page
    assert page.count(" checked") == 3
    assert '<option value="projet" selected>' in page


def test_an_axis_chosen_twice_is_chosen_once_and_a_gap_is_closed(anne: Visitor, database: Database) -> None:
    anne.post("/bilan", filled(axe1="", axe2="projet", axe3="projet"))
    assert views(database)[ANNE, DebriefAuthor.TRAINEE].wanted == ("projet",)


def test_the_form_speaks_as_the_questionnaire_did_and_shows_no_mark(anne: Visitor) -> None:
    page = anne.get("/bilan").text
    assert "Écrire, recevoir et classer mes courriels" in page
    assert "cela va bien" in page
    assert '<a href="/unites/dematerialisation/' in page or '<a href="/unites/bilan/quatre-gestes">' in page
    assert not re.search(r"\d+\s*(%|sur \d|/ \d|points?)", page)


def test_the_button_is_on_the_path_when_it_is_time_only(anne: Visitor, app: FastAPI, clock: Clock) -> None:
    assert 'href="/bilan"' in anne.get("/parcours").text
    clock.now = NOW
    assert 'href="/bilan"' not in anne.get("/parcours").text


def test_before_its_time_the_page_says_when_it_opens_and_takes_nothing(
    anne: Visitor, clock: Clock, database: Database
) -> None:
    clock.now = NOW
    page = anne.get("/bilan").text
    assert "s’ouvre à la dernière demi-journée" in page
    assert "<form" not in page
    assert anne.post("/bilan", filled()).status_code == 409
    assert views(database) == {}


def test_the_same_form_sent_twice_is_one_fact_and_changed_it_is_refused_in_a_sentence(anne: Visitor) -> None:
    assert [anne.post("/bilan", filled()).status_code for _time in range(2)] == [303, 303]
    refused = anne.post("/bilan", filled(axe1="securite"))
    assert refused.status_code == 409
    assert "rouvrez le bilan" in refused.text


@pytest.mark.parametrize(
    "wrong",
    [{"axe1": "inconnu"}, {"acquis": ["Pas Un Id"]}, {"id": "x"}, {"remarque": "a" * 501}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_read_is_refused_and_not_recorded(
    anne: Visitor, animator: Visitor, database: Database, wrong: dict[str, object]
) -> None:
    assert anne.post("/bilan", filled(**wrong)).status_code == 422
    assert animator.post(SHEET, filled(**wrong)).status_code == 422
    assert views(database) == {}


def test_the_order_of_passing_says_who_is_done_and_whom_to_receive_next(animator: Visitor) -> None:
    page = animator.get("/seances/S5/bilans").text
    assert "Recevoir Anne Exemple" in page
    assert "0 sur 2" in page
    reply = animator.post(SHEET, filled())
    assert (reply.status_code, reply.headers["location"]) == (303, "/seances/S5/bilans?fait=garde")
    page = animator.get("/seances/S5/bilans?fait=garde").text
    assert "Le bilan est gardé." in page
    assert "Recevoir Bruno Exemple" in page
    assert "1 sur 2" in page


def test_the_sheet_sets_the_facts_beside_what_the_person_says_and_proposes_their_axes(
    anne: Visitor, animator: Visitor
) -> None:
    anne.post("/bilan", filled(remarque="Je n’ose pas encore."))
    page = animator.get(SHEET).text
    assert "Faire les premiers pas d’un projet numérique (nouveau depuis le questionnaire)" in page
    assert "Je n’ose pas encore." in page
    assert "souhaité\u00a0; Communiquer\u00a0: découverte" in page
    assert "justes du premier coup\u00a0: 1, justes ensuite\u00a0: 0" in page
    assert "Questions qui ont résisté (1)" in page
    assert '<option value="projet" selected>' in page
    assert BRUNO not in page
    assert "Bruno" not in page


def test_what_the_person_wrote_is_not_written_again_by_the_animator(anne: Visitor, animator: Visitor) -> None:
    anne.post("/bilan", filled(remarque="Je n’ose pas encore."))
    assert animator.get(SHEET).text.count("Je n’ose pas encore.") == 1


def test_the_trainee_sees_the_axes_that_were_chosen_together(anne: Visitor, animator: Visitor) -> None:
    animator.post(SHEET, filled(remarque="Revoir la page des trois champs."))
    page = anne.get("/bilan").text
    assert "Vos axes, choisis avec l’animateur" in page
    assert "<li>Lancer et suivre un projet numérique</li>" in page
    assert "Revoir la page des trois champs." in page


def test_a_debrief_done_again_says_so(animator: Visitor) -> None:
    animator.post(SHEET, filled())
    assert "Ce bilan a été fait le mardi 6\u00a0avril 2027, 10\u00a0h" in animator.get(SHEET).text


@pytest.mark.parametrize("address", ["/seances/S9/bilans", "/seances/S5/bilans/st-inconnu"])
def test_what_does_not_exist_is_not_found(animator: Visitor, address: str) -> None:
    assert animator.get(address).status_code == 404


def test_the_list_of_the_session_leads_to_its_debriefs(animator: Visitor) -> None:
    assert 'href="/seances/S5/bilans"' in animator.get("/seances/S5").text


def test_screens_that_watch_the_room_are_woken_by_both(
    app: FastAPI, anne: Visitor, animator: Visitor
) -> None:
    app.state.site = replace(app.state.site, hub=Hub())  # those of the other tests are closed

    async def woken() -> int:
        changes = app.state.site.hub.watch("S5", beat=60)
        await anext(changes)
        await asyncio.to_thread(anne.post, "/bilan", filled())
        await anext(changes)
        await asyncio.to_thread(animator.post, SHEET, filled(id="01957a31-0000-7000-8000-000000000009"))
        await anext(changes)
        await changes.aclose()
        return 2

    assert played(asyncio.wait_for(woken(), PATIENCE_SECONDS)) == 2

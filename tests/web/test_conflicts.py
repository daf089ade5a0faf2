"""The screen of conflicts: both sides, one button to keep one of them, and what came of it."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from exchanged import signed
from fastapi import FastAPI
from msgspec.structs import replace
from played import played
from stand import NOW, Clock, account, application, let_in, site
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database
from course_engine.training.conflicts.listing import every_conflict
from course_engine.web.hub import Hub

HOUR = timedelta(hours=1)


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, whose screens wait for what changes."""
    return application(replace(site(database, tmp_path / "course", clock), hub=Hub()))


@pytest.fixture
def region(database: Database, visitor: Visitor) -> Visitor:
    """Somebody of the Region, where one person signed at one hour in two places."""
    with database.writing() as records:
        second = records.schedule.sessions()["S2"]
        records.schedule.replace_session(second.model_copy(update={"place": "Mairie de Saint-Exemple"}))
        for session in ("S1", "S2"):
            records.attendance.append(signed(session, "tr4f2a"))
    visitor.hold(let_in(database, account("region", AccountRole.REGION)))
    return visitor


def test_both_sides_are_there_with_who_when_and_where(region: Visitor) -> None:
    page = region.get("/conflits")
    assert page.status_code == 200
    for words in (
        "Mairie de Saint-Exemple",
        "salle des fêtes de Saint-Exemple",
        "Saisi par",
        "À régler\u00a0: 1.",
    ):
        assert words in page.text


def test_the_side_that_is_kept_settles_it_once(database: Database, region: Visitor) -> None:
    (conflict,) = every_conflict(database, now=NOW)
    form = {"nature": conflict.kind.value, "conflit": conflict.key, "garder": conflict.sides[0].choice}
    reply = region.post("/conflits", form)
    assert (reply.status_code, reply.headers["location"]) == (303, "/conflits?fait=emargements")
    assert "Aucun conflit" in region.get("/conflits?fait=emargements").text
    again = region.post("/conflits", form)
    assert again.status_code == 409
    assert "déjà réglé" in again.text


def test_screens_of_the_room_whose_sign_in_is_corrected_are_woken(
    app: FastAPI, database: Database, region: Visitor
) -> None:
    (conflict,) = every_conflict(database, now=NOW)
    kept, corrected = conflict.sides
    form = {"nature": conflict.kind.value, "conflit": conflict.key, "garder": kept.choice}

    async def woken() -> bool:
        changes = app.state.site.hub.watch(corrected.session, beat=60)
        await anext(changes)
        await asyncio.to_thread(region.post, "/conflits", form)
        await anext(changes)
        await changes.aclose()
        return True

    assert played(asyncio.wait_for(woken(), 30))


@pytest.mark.parametrize(
    "form",
    [
        {"nature": "emargements", "conflit": "zz", "garder": "zz"},
        {"nature": "emargements", "conflit": "a+b", "garder": "a"},
        {"nature": "plans", "conflit": "zz", "garder": "zz"},
        {"nature": "plans", "conflit": "seance+S1", "garder": "0" * 64},
    ],
)
def test_what_is_no_conflict_is_refused_in_one_sentence(region: Visitor, form: dict[str, str]) -> None:
    reply = region.post("/conflits", form)
    assert (reply.status_code, "déjà réglé" in reply.text) == (409, True)

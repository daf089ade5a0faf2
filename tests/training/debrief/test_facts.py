"""What the records say of a path: half-days, answers by objective, the questionnaire then and what came since."""

from datetime import timedelta
from uuid import UUID

import pytest
from debriefs import CLOSING, answer, library
from stand import NOW, place
from territory import SESSIONS, form, settle

from course_engine.model.training import Attendance
from course_engine.store import Database
from course_engine.training.debrief.facts import DebriefFacts, ObjectiveFacts, Progress, debrief_facts
from course_engine.training.journey import journey
from course_engine.training.stand_time import in_utc

COURSE = library()
ANNE = "st-anne"


@pytest.fixture
def database(database: Database) -> Database:
    """Anne, who wished for two objectives and has a place in three sessions."""
    settle(database, [form(ANNE)])
    with database.writing() as records:
        for session in ("S1", "S3", "S5"):
            records.schedule.decide(place(session, ANNE))
    return database


def facts(database: Database) -> DebriefFacts:
    return debrief_facts(database, journey(database, COURSE, ANNE), now=CLOSING)


def of(database: Database, objective: str) -> ObjectiveFacts:
    return next(one for one in facts(database).objectives if one.objective == objective)


def sign(database: Database, number: int) -> None:
    session = SESSIONS[number - 1]
    begins, ends = in_utc(session.day, session.begins), in_utc(session.day, session.ends)
    with database.writing() as records:
        records.attendance.append(
            Attendance(
                id=UUID(int=number),
                trainee=ANNE,
                session=session.id,
                half_day=session.half_day,
                begins=begins,
                ends=ends,
                entered_by="test",
                entered_at=NOW + timedelta(minutes=number),
            )
        )


def reply(database: Database, question: str, *rights: bool) -> None:
    with database.writing() as records:
        for minute, right in enumerate(rights):
            records.answers.append(answer(ANNE, question, right=right, after=minute))


def test_a_half_day_over_and_not_signed_is_missed_and_the_one_being_held_is_not(database: Database) -> None:
    sign(database, 1)
    found = facts(database)
    assert [half_day.unit for half_day in found.followed] == ["messagerie"]
    assert [session.id for session in found.missed] == ["S3"]


def test_answers_are_told_by_objective_at_the_first_try_and_since(database: Database) -> None:
    reply(database, "bilan-envoi", True)
    reply(database, "bilan-message-pressant", False, True)
    reply(database, "bilan-besoin", False)
    told = {
        one.objective: (one.answered, one.right_first, one.right_since) for one in facts(database).objectives
    }
    assert told == {
        "messagerie": (1, 1, 0),
        "securite": (1, 0, 1),
        "dematerialisation": (0, 0, 0),
        "projet": (1, 0, 0),
    }
    assert of(database, "dematerialisation").asked > 1


def test_what_the_questionnaire_asked_for_is_known_beside_what_was_followed_since(database: Database) -> None:
    sign(database, 1)
    assert (of(database, "messagerie").wished, of(database, "projet").wished) == (True, False)
    assert of(database, "messagerie").followed == ("Communiquer par messagerie",)
    assert of(database, "projet").followed == ()
    assert of(database, "projet").domains == {"demarches"}


def test_where_an_objective_stands_is_said_as_far_as_facts_show(database: Database) -> None:
    sign(database, 1)
    reply(database, "bilan-besoin", False)
    reply(database, "bilan-original", False, True)
    assert {one.objective: one.progress for one in facts(database).objectives} == {
        "messagerie": Progress.UNPROVEN,
        "securite": Progress.UNPROVEN,
        "dematerialisation": Progress.WELL,
        "projet": Progress.RESISTS,
    }


def test_what_was_neither_followed_nor_answered_is_not_worked_on(database: Database) -> None:
    assert of(database, "projet").progress is Progress.UNWORKED


def test_a_question_resists_until_its_latest_answer_is_right_and_names_the_page(database: Database) -> None:
    reply(database, "bilan-besoin", False)
    reply(database, "bilan-original", False, True)
    (resisting,) = facts(database).resisting
    assert (resisting.unit, resisting.page) == ("bilan", "quatre-gestes")
    assert resisting.page_title == ("Quatre gestes à garder",)


def test_an_answer_to_what_the_course_no_longer_asks_is_passed_over(database: Database) -> None:
    reply(database, "question-retiree", False)
    assert facts(database).resisting == ()


def test_the_practice_of_the_questionnaire_is_kept_with_its_answers(database: Database) -> None:
    profile = facts(database).profile
    assert profile is not None
    assert {level.domain: level.level for level in profile.levels} == {
        "communication": "decouverte",
        "demarches": "decouverte",
    }


def test_answers_that_are_no_longer_kept_are_not_made_up(database: Database) -> None:
    with database.writing() as records:
        known = records.people.registration(ANNE)
        assert known is not None
        reduced = known[0].model_copy(update={"answers": {}})
        records.people.append_registration(reduced, None, fact_id=UUID(int=99), recorded_at=CLOSING)
    found = facts(database)
    assert found.profile is None
    assert not any(one.wished for one in found.objectives)

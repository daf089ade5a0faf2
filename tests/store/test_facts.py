"""Facts: appended once, told apart by their content, read back as they were."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from databases import disarm
from sqlalchemy.exc import StatementError
from stand import NOW, fill

from course_engine.errors import ConflictingFact, StoreError
from course_engine.model.response import MultipleChoiceResponse, Score, ShortTextResponse
from course_engine.model.training import Answer, Attendance, HalfDay
from course_engine.store import Database

FACT = UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


def answer(**changes: object) -> Answer:
    fields = {
        "id": FACT,
        "trainee": "tr4f2a",
        "quiz": "messagerie",
        "question": "suspects",
        "catalogue": "c" * 64,
        "response": MultipleChoiceResponse(options=("a", "c")),
        "score": Score(fraction=2 / 3, points=3),
        "answered_at": NOW,
    }
    return Answer.model_validate({**fields, **changes})


def attendance(**changes: object) -> Attendance:
    fields = {
        "id": FACT,
        "trainee": "tr4f2a",
        "session": "S1",
        "half_day": HalfDay.SATURDAY_MORNING,
        "begins": NOW,
        "ends": NOW + timedelta(hours=3),
        "entered_by": "animatrice",
        "entered_at": NOW,
    }
    return Attendance.model_validate({**fields, **changes})


def test_an_answer_is_read_back_as_it_was(database: Database) -> None:
    fill(database)
    with database.writing() as records:
        assert records.answers.append(answer()) is True
    with database.reading() as records:
        assert records.answers.known([FACT])[FACT] == answer()
        assert records.answers.of_trainee("tr4f2a", "messagerie") == (answer(),)
        assert records.answers.of_trainee("tr4f2a", "web") == ()


@pytest.mark.parametrize("text", ["", "l’été €", "a\0b", "\N{GRINNING FACE}", '"\\u0000"'])
def test_whatever_a_trainee_types_is_read_back_as_it_was(database: Database, text: str) -> None:
    fill(database)
    typed = answer(response=ShortTextResponse(text=text))
    with database.writing() as records:
        records.answers.append(typed)
        assert records.answers.append(typed) is False
    with database.reading() as records:
        assert records.answers.known([FACT])[FACT] == typed


def test_an_attendance_is_read_back_as_it_was(database: Database) -> None:
    fill(database)
    with database.writing() as records:
        assert records.attendance.append(attendance()) is True
    with database.reading() as records:
        assert records.attendance.of_session("S1") == (attendance(),)
        assert records.attendance.of_trainee("tr4f2a") == (attendance(),)


def test_the_same_fact_again_changes_nothing(database: Database) -> None:
    fill(database)
    with database.writing() as records:
        added = [records.attendance.append(attendance()), records.answers.append(answer())]
        again = [records.attendance.append(attendance()), records.answers.append(answer())]
    assert (added, again) == ([True, True], [False, False])


def test_another_fact_of_the_same_id_is_refused_and_the_first_stays(database: Database) -> None:
    fill(database)
    with database.writing() as records:
        records.answers.append(answer())
    with pytest.raises(ConflictingFact, match=str(FACT)), database.writing() as records:
        records.answers.append(answer(question="champ-cci"))
    with database.reading() as records:
        assert records.answers.known([FACT])[FACT] == answer()


def test_instants_are_kept_in_utc_whatever_zone_they_come_in(database: Database) -> None:
    fill(database)
    paris = NOW.astimezone(timezone(timedelta(hours=1)))
    with database.writing() as records:
        records.answers.append(answer(answered_at=paris))
        assert records.answers.append(answer()) is False
    with database.reading() as records:
        found = records.answers.known([FACT])[FACT]
    assert found is not None
    assert found.answered_at.tzinfo is UTC


def test_an_instant_without_zone_is_a_fault(database: Database) -> None:
    with pytest.raises(StatementError), database.writing() as records:
        records.people.add_trainee("tr-0001", registered_at=datetime(2027, 3, 13))  # noqa: DTZ001 - the fault


def test_json_of_a_later_version_is_refused(database: Database) -> None:
    fill(database)
    with database.writing() as records:
        connection = records.people._connection
        disarm(connection, "learning_path")
        connection.exec_driver_sql("UPDATE learning_path SET schema_version = 2")
    with pytest.raises(StoreError, match="version 2"), database.reading() as records:
        records.people.path("tr4f2a")

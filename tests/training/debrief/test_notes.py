"""The debrief: each says their part, the latest stands, a form sent twice is one fact."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from debriefs import CLOSING, FORM, library
from msgspec.structs import replace
from stand import NOW, place
from territory import ANIMATOR, ELSEWHERE_ANIMATOR, form, settle

from course_engine.errors import ConflictingFact, DecisionRefused, InvalidResponse, NotFound
from course_engine.model.debrief import DebriefAuthor, DebriefNote, DebriefView
from course_engine.store import Database
from course_engine.training.debrief.notes import (
    Debrief,
    SentView,
    conclude,
    debrief_of,
    is_time,
    say,
)
from course_engine.training.journey import Journey, journey

COURSE = library()
ANNE, BRUNO = "st-anne", "st-bruno"
OTHER_FORM = UUID("01957a31-0000-7000-8000-000000000002")
VIEW = DebriefView(
    acquired=("messagerie",), hard=("securite",), wanted=("securite", "projet"), remark="Merci."
)
SENT = SentView(FORM, VIEW)


@pytest.fixture
def database(database: Database) -> Database:
    """Anne and Bruno, expected at the closing session S5."""
    settle(database, [form(BRUNO), form(ANNE, last_name="Zebulon")])
    with database.writing() as records:
        for trainee in (ANNE, BRUNO):
            records.schedule.decide(place("S1", trainee))
            records.schedule.decide(place("S5", trainee))
    return database


def path(database: Database, trainee: str = ANNE) -> Journey:
    return journey(database, COURSE, trainee)


def kept(database: Database) -> dict[tuple[str, DebriefAuthor], DebriefNote]:
    with database.reading() as records:
        return dict(records.debriefs.standing())


def received(database: Database, sent: SentView = SENT, now: datetime = CLOSING) -> DebriefNote:
    return conclude(database, COURSE.catalogue, ANIMATOR, "S5", ANNE, sent, now=now)


def shown(database: Database) -> Debrief:
    return debrief_of(database, COURSE, ANIMATOR, "S5", ANNE, now=CLOSING)[0]


def test_it_is_time_from_half_an_hour_before_the_closing_session(database: Database) -> None:
    opens = datetime(2027, 4, 6, 6, 30, tzinfo=UTC)  # 8:30 on the stand
    assert not is_time(path(database), opens - timedelta(seconds=1))
    assert is_time(path(database), opens)
    assert is_time(path(database), opens + timedelta(days=90))


def test_or_once_every_session_is_over_where_none_closes_the_path(database: Database) -> None:
    with database.reading() as records:
        sessions = records.schedule.sessions()
    known = path(database)
    open_ended = replace(known, planned=(sessions["S1"],))
    assert not is_time(open_ended, datetime(2027, 3, 16, 10, 59, tzinfo=UTC))
    assert is_time(open_ended, datetime(2027, 3, 16, 11, tzinfo=UTC))


def test_it_is_not_time_for_who_has_no_place_anywhere(database: Database) -> None:
    assert not is_time(replace(path(database), planned=()), CLOSING)


def test_a_trainee_says_their_part_in_the_closing_session(database: Database) -> None:
    note = say(database, path(database), SENT, now=CLOSING)
    assert kept(database) == {(ANNE, DebriefAuthor.TRAINEE): note}
    assert (note.session, note.by, note.view, note.at) == ("S5", ANNE, VIEW, CLOSING)


def test_or_outside_any_session(database: Database) -> None:
    assert say(database, path(database), SENT, now=CLOSING + timedelta(days=2)).session is None


def test_too_early_is_refused_in_a_sentence(database: Database) -> None:
    with pytest.raises(DecisionRefused, match="Votre bilan s’ouvre à la dernière demi-journée"):
        say(database, path(database), SENT, now=NOW)
    assert kept(database) == {}


def test_a_form_sent_twice_is_one_fact_even_after_the_session(database: Database) -> None:
    first = say(database, path(database), SENT, now=CLOSING)
    assert say(database, path(database), SENT, now=CLOSING + timedelta(hours=9)) == first
    assert received(database, SentView(OTHER_FORM, VIEW)) == received(
        database, SentView(OTHER_FORM, VIEW), CLOSING + timedelta(minutes=1)
    )
    assert len(kept(database)) == 2


def test_the_same_form_with_other_answers_is_refused(database: Database) -> None:
    say(database, path(database), SENT, now=CLOSING)
    with pytest.raises(ConflictingFact, match="rouvrez le bilan"):
        say(database, path(database), SentView(FORM, DebriefView()), now=CLOSING)
    with pytest.raises(ConflictingFact):
        received(database)


def test_the_latest_of_each_stands_and_none_replaces_the_other(database: Database) -> None:
    say(database, path(database), SENT, now=CLOSING)
    received(database, SentView(OTHER_FORM, DebriefView(wanted=("projet",))))
    again = SentView(UUID("01957a31-0000-7000-8000-000000000003"), DebriefView(remark="Autre."))
    say(database, path(database), again, now=CLOSING + timedelta(minutes=5))
    known = shown(database)
    assert known.said is not None
    assert known.concluded is not None
    assert known.said.view.remark == "Autre."
    assert (known.concluded.view.wanted, known.concluded.by) == (("projet",), "animatrice")


@pytest.mark.parametrize("field", ["acquired", "hard", "wanted"])
def test_an_objective_that_the_course_does_not_have_is_refused_by_its_name(
    database: Database, field: str
) -> None:
    unknown = SentView(FORM, DebriefView.model_validate({field: ("inconnu",)}))
    with pytest.raises(InvalidResponse, match="inconnu"):
        say(database, path(database), unknown, now=CLOSING)
    with pytest.raises(InvalidResponse, match="inconnu"):
        received(database, unknown)
    assert kept(database) == {}


def test_an_identifier_that_no_form_was_given_is_refused(database: Database) -> None:
    with pytest.raises(InvalidResponse, match="identifiant"):
        received(database, SentView(UUID(int=4), VIEW))


def test_an_animator_of_elsewhere_neither_sees_nor_concludes(database: Database) -> None:
    with pytest.raises(NotFound):
        debrief_of(database, COURSE, ELSEWHERE_ANIMATOR, "S5", ANNE, now=CLOSING)
    with pytest.raises(NotFound):
        conclude(database, COURSE.catalogue, ELSEWHERE_ANIMATOR, "S5", ANNE, SENT, now=CLOSING)
    assert kept(database) == {}

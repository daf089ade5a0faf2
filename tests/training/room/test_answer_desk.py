"""The desk: answers are recorded in groups, each is told its own, none is acknowledged before it is durable."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from random import Random
from threading import Event
from uuid import UUID

import pytest
import sample_catalogue as sample
from databases import as_another_program
from sqlalchemy.exc import DBAPIError
from stand import NOW, account, fill, let_in, registrant, token_of

from course_engine.errors import (
    ConflictingFact,
    CourseError,
    InvalidResponse,
    NotAllowed,
    NotFound,
    Overloaded,
    SessionOver,
    StoreError,
)
from course_engine.model.accounts import AccountRole
from course_engine.model.path import LearningPath
from course_engine.model.room import RoomAct, RoomActKind
from course_engine.model.training import Answer
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder
from course_engine.training.answers import Submission
from course_engine.training.browser_session import leave
from course_engine.training.identity import uuid7
from course_engine.training.journey import journey
from course_engine.training.library import Library
from course_engine.training.registration import register
from course_engine.training.room.answer_batch import Acknowledged, AnswerBatches
from course_engine.training.room.answer_desk import AnswerDesk

LIBRARY = Library(sample.sample_catalogue())
ID, OTHER_ID = (uuid7(NOW, Random(seed)) for seed in (11, 12))
TRAINEE = "tr4f2a"

Send = Callable[..., Future[Acknowledged]]


@pytest.fixture
def token(database: Database) -> str:
    """The token of the sample trainee's browser; their session S1 is being held at NOW."""
    fill(database)
    return token_of(database, SessionHolder(trainee=TRAINEE))


@pytest.fixture
def desk(database: Database) -> Iterator[AnswerDesk]:
    """A desk, closed at the end."""
    opened = AnswerDesk(database, LIBRARY)
    yield opened
    opened.close()


def submission(
    token: str,
    *values: str,
    question: str = "champ-cci",
    quiz: str = "messagerie",
    answer_id: UUID = ID,
    at: datetime = NOW,
) -> Submission:
    return Submission(token, quiz, question, values, answer_id, at)


def hand_in(desk: AnswerDesk, handed: Submission) -> Future[Acknowledged]:
    told: Future[Acknowledged] = Future()

    def tell(outcome: object) -> None:
        if isinstance(outcome, BaseException):
            told.set_exception(outcome)
        elif isinstance(outcome, Acknowledged):
            told.set_result(outcome)

    desk.submit(handed, tell)
    return told


def recorded(database: Database, trainee: str = TRAINEE) -> tuple[Answer, ...]:
    with database.reading() as records:
        return records.answers.of_trainee(trainee)


def act(kind: RoomActKind, minutes: int, target: str = "messagerie") -> RoomAct:
    """Return what the animateur did some minutes after NOW."""
    at = NOW + timedelta(minutes=minutes)
    fact = uuid7(at, Random(minutes))
    return RoomAct(id=fact, session="S1", kind=kind, target=target, by="animatrice", at=at)


def batch(database: Database, *handed: Submission) -> list[Acknowledged | CourseError]:
    """Record some submissions in one transaction."""
    with database.writing() as records:
        return list(AnswerBatches(LIBRARY).record(records, handed))


def test_an_answer_is_graded_and_recorded_in_the_session_that_is_held(
    desk: AnswerDesk, database: Database, token: str
) -> None:
    told = hand_in(desk, submission(token, "b")).result()
    assert (told.answer.score.fraction, told.answer.score.points) == (1.0, 1)
    assert told.answer.catalogue == LIBRARY.catalogue.digest
    assert (told.answer.session, told.answer.late) == ("S1", False)
    assert (told.place.unit, told.place.page) == ("messagerie", "quiz")
    assert recorded(database) == (told.answer,)
    assert journey(database, LIBRARY, TRAINEE).answers == {"champ-cci": told.answer}


def test_outside_any_session_an_answer_is_recorded_all_the_same(
    desk: AnswerDesk, database: Database, token: str
) -> None:
    told = hand_in(desk, submission(token, "b", at=NOW + timedelta(hours=6))).result()
    assert (told.answer.session, told.answer.late) == (None, False)
    assert recorded(database) == (told.answer,)


def test_sent_again_it_is_acknowledged_as_the_first_time_and_recorded_once(
    desk: AnswerDesk, database: Database, token: str
) -> None:
    first = hand_in(desk, submission(token, "b")).result()
    again = hand_in(desk, submission(token, "b", at=NOW + timedelta(minutes=5))).result()
    assert again == first
    assert recorded(database) == (first.answer,)


def test_sent_by_several_at_once_it_is_recorded_once(
    desk: AnswerDesk, database: Database, token: str
) -> None:
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(lambda _number: hand_in(desk, submission(token, "b")).result(), range(40)))
    assert told == [told[0]] * 40
    assert recorded(database) == (told[0].answer,)


def test_another_answer_of_the_same_id_is_refused(desk: AnswerDesk, database: Database, token: str) -> None:
    first = hand_in(desk, submission(token, "a")).result()
    with pytest.raises(ConflictingFact, match="rechargez la page"):
        hand_in(desk, submission(token, "b")).result()
    assert recorded(database) == (first.answer,)


@pytest.mark.parametrize(
    ("values", "question", "answer_id"),
    [
        (("z",), "champ-cci", ID),
        ((), "champ-cci", ID),
        (("dix",), "poids", ID),
        (("b",), "champ-cci", UUID("6ba7b810-9dad-41d1-80b4-00c04fd430c8")),
    ],
)
def test_what_is_no_answer_is_never_recorded(
    desk: AnswerDesk,
    database: Database,
    token: str,
    values: tuple[str, ...],
    question: str,
    answer_id: UUID,
) -> None:
    with pytest.raises(InvalidResponse):
        hand_in(desk, submission(token, *values, question=question, answer_id=answer_id)).result()
    assert recorded(database) == ()


@pytest.mark.parametrize(
    ("quiz", "question"), [("messagerie", "experts"), ("messagerie", "x"), ("inconnu", "champ-cci")]
)
def test_what_is_not_asked_cannot_be_answered(desk: AnswerDesk, token: str, quiz: str, question: str) -> None:
    with pytest.raises(NotFound):
        hand_in(desk, submission(token, "b", quiz=quiz, question=question)).result()


def test_a_token_that_is_over_or_nobodys_or_an_accounts_records_nothing(
    desk: AnswerDesk, database: Database, token: str
) -> None:
    with pytest.raises(SessionOver):
        hand_in(desk, submission(token, "b", at=NOW + timedelta(hours=9))).result()
    with pytest.raises(SessionOver):
        hand_in(desk, submission("", "b")).result()
    animator = let_in(database, account("animatrice", AccountRole.ANIMATOR))
    with pytest.raises(NotAllowed):
        hand_in(desk, submission(animator, "b")).result()
    assert recorded(database) == ()


def test_in_one_batch_each_one_is_judged_alone(database: Database, token: str) -> None:
    outcomes = batch(
        database,
        submission(token, "b"),
        submission("", "b", answer_id=OTHER_ID),
        submission(token, "b"),
        submission(token, "a"),
        submission(token, "z", answer_id=OTHER_ID),
        submission(token, "true", question="piece-jointe", answer_id=OTHER_ID),
    )
    first, signed_out, again, conflict, invalid, last = outcomes
    assert isinstance(first, Acknowledged)
    assert isinstance(last, Acknowledged)
    assert again == first
    assert [type(one) for one in (signed_out, conflict, invalid)] == [
        SessionOver,
        ConflictingFact,
        InvalidResponse,
    ]
    assert set(recorded(database)) == {first.answer, last.answer}


def test_what_comes_after_the_animateur_closed_the_quiz_counts_and_is_marked_late(
    database: Database, token: str
) -> None:
    with database.writing() as records:
        records.room.append(act(RoomActKind.QUIZ_OPENED, 1))
        records.room.append(act(RoomActKind.QUIZ_CLOSED, 5))
        records.room.append(act(RoomActKind.HELP_ASKED, 6, target="quiz"))
    in_time, late = batch(
        database,
        submission(token, "b", at=NOW + timedelta(minutes=4)),
        submission(token, "b", at=NOW + timedelta(minutes=6), answer_id=OTHER_ID),
    )
    assert isinstance(in_time, Acknowledged)
    assert isinstance(late, Acknowledged)
    assert [in_time.answer.late, late.answer.late] == [False, True]
    assert late.answer.score.fraction == 1.0
    assert recorded(database) == (in_time.answer, late.answer)


def test_a_path_that_another_process_changed_is_seen_by_the_next_answer(
    desk: AnswerDesk, database: Database, location: str, token: str
) -> None:
    hand_in(desk, submission(token, "b")).result()
    shorter = sample.sample_path(LIBRARY.catalogue)
    shorter = LearningPath.model_validate({**shorter.model_dump(), "kept": ()})
    with open_database(location) as elsewhere:
        register(elsewhere, [registrant(path=shorter)], now=NOW + timedelta(minutes=1), rng=Random(9))
    with pytest.raises(NotFound):
        hand_in(desk, submission(token, "b", answer_id=OTHER_ID)).result()


def test_what_this_process_changed_is_seen_by_the_next_answer(
    desk: AnswerDesk, database: Database, token: str
) -> None:
    with database.writing() as records:
        records.room.append(act(RoomActKind.QUIZ_OPENED, 1))
    assert not hand_in(desk, submission(token, "b", at=NOW + timedelta(minutes=5))).result().answer.late
    with database.writing() as records:
        records.room.append(act(RoomActKind.QUIZ_CLOSED, 5))
    later = submission(token, "b", at=NOW + timedelta(minutes=5, seconds=30), answer_id=OTHER_ID)
    assert hand_in(desk, later).result().answer.late
    leave(database, token)
    with pytest.raises(SessionOver):
        hand_in(desk, submission(token, "b", at=NOW + timedelta(minutes=5, seconds=40))).result()


def test_who_was_let_in_is_let_in_no_more_once_their_time_is_over(desk: AnswerDesk, token: str) -> None:
    hand_in(desk, submission(token, "b", at=NOW)).result()
    with pytest.raises(SessionOver):
        hand_in(desk, submission(token, "b", at=NOW + timedelta(days=1), answer_id=OTHER_ID)).result()


def test_where_the_transaction_fails_nobody_is_acknowledged_and_the_desk_goes_on(
    database: Database, location: str, token: str
) -> None:
    with open_database(location, busy_timeout_ms=50) as impatient:
        desk = AnswerDesk(impatient, LIBRARY)
        with database.writing() as busy:
            busy.people.trainee(TRAINEE)
            told = [hand_in(desk, submission(token, "b", answer_id=one)) for one in (ID, OTHER_ID)]
            assert [type(one.exception()) for one in told] == [StoreError, StoreError]
        assert recorded(database) == ()
        hand_in(desk, submission(token, "b")).result()
        desk.close()
    assert len(recorded(database)) == 1


def test_a_fault_of_ours_is_told_to_everybody_in_the_batch_and_the_desk_goes_on(
    desk: AnswerDesk, database: Database, location: str, token: str
) -> None:
    as_another_program(location, "ALTER TABLE answer RENAME TO elsewhere")
    assert isinstance(hand_in(desk, submission(token, "b")).exception(), DBAPIError)
    as_another_program(location, "ALTER TABLE elsewhere RENAME TO answer")
    assert hand_in(desk, submission(token, "b")).result().answer in recorded(database)


def test_a_desk_that_is_full_refuses_at_once_and_records_what_it_took(database: Database, token: str) -> None:
    begun, go_on = Event(), Event()
    desk = AnswerDesk(database, LIBRARY, most_waiting=1)

    def hold(_outcome: object) -> None:
        begun.set()
        go_on.wait()

    desk.submit(submission(token, "b"), hold)
    begun.wait()  # the thread tells the first: the next ones wait
    waits, refused = (uuid7(NOW, Random(number)) for number in (13, 14))
    taken = hand_in(desk, submission(token, "a", answer_id=waits))
    with pytest.raises(Overloaded, match="renvoyez"):
        hand_in(desk, submission(token, "a", answer_id=refused))
    go_on.set()
    assert taken.result().answer.id == waits
    desk.close()


def test_closing_records_what_waits_and_then_takes_no_more(database: Database, token: str) -> None:
    desk = AnswerDesk(database, LIBRARY)
    ids = [uuid7(NOW, Random(number)) for number in range(300)]
    told = [hand_in(desk, submission(token, "b", answer_id=one)) for one in ids]
    desk.close()
    assert [one.done() for one in told] == [True] * 300
    assert {answer.id for answer in recorded(database)} == set(ids)
    with pytest.raises(Overloaded):
        hand_in(desk, submission(token, "b"))


def test_the_screens_of_a_room_are_woken_once_a_commit(database: Database, token: str) -> None:
    woken: list[str] = []
    desk = AnswerDesk(database, LIBRARY, changed=woken.append)
    hand_in(desk, submission(token, "b")).result()
    hand_in(desk, submission(token, "z", answer_id=OTHER_ID)).exception()
    desk.close()
    assert woken == ["S1"]

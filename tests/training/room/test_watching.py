"""What the screens of a room are given: the people, how far they are, and results without names."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from random import Random

import pytest
import the_room
from stand import place
from territory import catalogue, form
from the_room import NOW, OTHER_QUIZ, QUIZ, SESSION

from course_engine.errors import NotFound
from course_engine.model.quiz import ShortText, ShortTextKey, TrueFalse, TrueFalseKey
from course_engine.model.response import ShortTextResponse, SingleChoiceResponse, TrueFalseResponse
from course_engine.model.room import RoomActKind
from course_engine.model.training import Attendance
from course_engine.store import Database
from course_engine.store.board import Mark
from course_engine.training.library import Library
from course_engine.training.registration import register, registrants
from course_engine.training.room.board import Tile, stumbles
from course_engine.training.room.results import question_results, worth_discussing
from course_engine.training.room.watching import RoomWatch, Seen

K = RoomActKind
LIBRARY = Library(catalogue())


@pytest.fixture
def database(database: Database) -> Database:
    """A session that goes on, its quiz open."""
    the_room.settle(database)
    the_room.act(database, 5, K.BEGUN)
    the_room.act(database, 6, K.QUIZ_OPENED, QUIZ)
    return database


def watch_of(database: Database, changes: Callable[[], int] | None = None) -> RoomWatch:
    """Return what watches the room; without `changes`, something is said to have changed at each look."""
    return RoomWatch(database, LIBRARY, SESSION.id, changes or count().__next__)


def read(database: Database) -> Seen:
    return watch_of(database).read(NOW)


def tiles(database: Database) -> dict[str, Tile]:
    return {tile.person.trainee: tile for tile in read(database).board.tiles}


def asked(database: Database, trainee: str = "st-anne") -> list[str]:
    """Return the questions that somebody is asked, in written order."""
    mine = tiles(database)[trainee].person.asked[QUIZ]
    return [question.id for question in catalogue().quizzes[QUIZ].questions if question.id in mine]


def test_everybody_who_has_a_place_is_there_in_order_of_name(database: Database) -> None:
    assert [tile.person.name for tile in read(database).board.tiles] == [
        "Exemple Anne",
        "Exemple Bruno",
        "Exemple Carole",
        "Exemple David",
    ]
    assert read(database).board.quizzes == (QUIZ, OTHER_QUIZ)


def test_a_tile_says_who_signed_who_waits_and_how_far_they_are(database: Database) -> None:
    the_room.act(database, 30, K.HELP_ASKED, "bienvenue", "st-bruno")
    first, second, *_rest = asked(database)
    for question in (first, second, second):
        the_room.answer(database, "st-anne", question)
    signed = Attendance(
        id=the_room.new_id(),
        trainee="st-anne",
        session=SESSION.id,
        half_day=SESSION.half_day,
        begins=NOW,
        ends=NOW,
        entered_by="test",
        entered_at=NOW,
    )
    with database.writing() as records:
        records.attendance.append(signed)
    found = tiles(database)
    anne, bruno = found["st-anne"], found["st-bruno"]
    assert (anne.signed, anne.answered, anne.help) == (True, 2, None)
    assert anne.asked == len(asked(database))
    assert (bruno.signed, bruno.answered, bruno.help and bruno.help.page) == (False, 0, "bienvenue")
    board = read(database).board
    assert (board.answers, board.finished, board.concerned) == (2, 0, 4)
    assert board.questions[first][0] == 1


def test_an_answer_to_a_question_that_somebody_is_not_asked_counts_nowhere(database: Database) -> None:
    drawn = set(asked(database))
    other = next(one.id for one in catalogue().quizzes[QUIZ].questions if one.id not in drawn)
    the_room.answer(database, "st-anne", other)
    board = read(database).board
    assert (board.answers, [answered for answered, _count in board.questions.values() if answered]) == (0, [])


def test_each_level_answers_its_own_quiz_of_the_page_that_is_open(database: Database) -> None:
    the_room.act(database, 7, K.QUIZ_OPENED, OTHER_QUIZ)
    the_room.answer(database, "st-anne", asked(database)[0])
    assert (read(database).board.quizzes, tiles(database)["st-anne"].answered) == ((QUIZ, OTHER_QUIZ), 1)


def test_who_is_given_or_loses_a_place_is_seen_at_once(database: Database) -> None:
    watch = watch_of(database)
    assert len(watch.read(NOW).board.tiles) == 4
    the_room.territory.accept(database, [form("st-zoe")])
    with database.writing() as records:
        records.schedule.decide(place(SESSION.id, "st-zoe"))
    assert len(watch.read(NOW).board.tiles) == 5


def test_a_name_that_was_corrected_is_seen_within_half_a_minute(database: Database) -> None:
    watch = watch_of(database)
    watch.read(NOW)
    corrected = registrants(catalogue(), [form("st-anne", last_name="Aaa")])
    register(database, corrected, now=NOW, rng=Random(9))
    assert watch.read(NOW + timedelta(seconds=31)).board.tiles[0].person.name == "Aaa Anne"


def test_answers_are_seen_at_once_and_the_rest_when_it_is_said_to_change(database: Database) -> None:
    changes = [0]
    watch = watch_of(database, lambda: changes[0])
    watch.read(NOW)
    the_room.act(database, 30, K.HELP_ASKED, "bienvenue", "st-bruno")
    the_room.answer(database, "st-anne", asked(database)[0])
    seen = watch.read(NOW)
    assert (seen.board.answers, list(seen.room.state.help)) == (1, [])
    changes[0] += 1
    assert list(watch.read(NOW).room.state.help) == ["st-bruno"]


@pytest.mark.parametrize("later", [5, -1])
def test_what_another_process_wrote_is_seen_within_five_seconds_whatever_the_clock(
    database: Database, later: int
) -> None:
    watch = watch_of(database, lambda: 0)
    watch.read(NOW)
    the_room.act(database, 30, K.HELP_ASKED, "bienvenue", "st-bruno")
    assert list(watch.read(NOW).room.state.help) == []
    assert list(watch.read(NOW + timedelta(seconds=later)).room.state.help) == ["st-bruno"]


def test_a_room_in_which_nothing_changed_is_the_same_room(database: Database) -> None:
    watch = watch_of(database)
    assert watch.read(NOW).room is watch.read(NOW).room


def test_a_session_that_is_not_there_is_not_watched(database: Database) -> None:
    with pytest.raises(NotFound):
        RoomWatch(database, LIBRARY, "S99", lambda: 0).read(NOW)


def mark(
    question: str, fraction: float, trainee: str = "st-anne", *, points: int = 1, late: bool = False
) -> Mark:
    return Mark(trainee, QUIZ, question, fraction, points, late, NOW)


@pytest.mark.parametrize(
    ("fractions", "found"),
    [
        ([], 0),
        ([0], 0),
        ([0, 0], 2),
        ([1, 0, 1], 0),
        ([0.5, 1, 0], 2),
        ([0, 0, 0, 1, 1], 0),  # what is older than the last three no longer counts
    ],
)
def test_somebody_stumbles_when_two_of_their_last_three_answers_were_not_fully_right(
    fractions: list[float], found: int
) -> None:
    assert stumbles([mark(f"q{rank}", fraction) for rank, fraction in enumerate(fractions)]) == found


def test_a_question_answered_again_counts_once() -> None:
    assert stumbles([mark("un", 0), mark("deux", 0), mark("un", 1), mark("trois", 1)]) == 0


def test_what_is_not_scored_makes_nobody_stumble() -> None:
    assert stumbles([mark("un", 0), mark("avis", 0, points=0), mark("libre", 0, points=0)]) == 0


TRUE_FALSE = TrueFalse(id="vf", title=("Vrai ?",))
KEY = TrueFalseKey(question="vf", right=True)


def said(value: bool, trainee: str, *, late: bool = False) -> tuple[Mark, TrueFalseResponse]:
    return mark("vf", float(value), trainee, late=late), TrueFalseResponse(value=value)


def test_results_count_what_was_answered_and_late_answers_too() -> None:
    found = question_results(TRUE_FALSE, KEY, [said(True, "a"), said(False, "b"), said(True, "c", late=True)])
    assert [(bar.label, bar.count, bar.is_right) for bar in found.bars] == [
        (("Vrai",), 2, True),
        (("Faux",), 1, False),
    ]
    assert (found.answers, found.late, found.right) == (3, 1, 2)


def test_under_three_answers_nothing_of_them_is_projected() -> None:
    found = question_results(TRUE_FALSE, KEY, [said(True, "a"), said(False, "b")])
    assert (found.answers, found.right, found.bars) == (2, 1, ())


@pytest.mark.parametrize(
    ("right", "answers", "is_worth"),
    [
        (0, 1, False),  # one person missed it: help them, not the room
        (0, 2, True),
        (2, 4, True),
        (3, 5, False),
        (12, 12, False),
        (0, 0, False),
    ],
)
def test_a_question_is_worth_discussing_when_two_people_and_half_of_the_room_missed_it(
    right: int, answers: int, is_worth: bool
) -> None:
    given = [said(rank < right, f"st-{rank}") for rank in range(answers)]
    assert bool(worth_discussing([question_results(TRUE_FALSE, KEY, given)])) is is_worth


def test_the_most_missed_come_first_and_five_of_them_at_most() -> None:
    found = [
        question_results(TRUE_FALSE, KEY, [said(rank < right, f"st-{rank}") for rank in range(answers)])
        for right, answers in ((0, 2), (1, 4), (0, 3), (2, 4), (3, 9), (0, 4))
    ]
    assert [(one.right, one.missed) for one in worth_discussing(found)] == [
        (3, 6),
        (0, 4),
        (0, 3),
        (1, 3),
        (0, 2),
    ]


def test_one_looks_back_on_the_last_quiz_whether_or_not_it_is_projected(database: Database) -> None:
    single = next(one.id for one in catalogue().quizzes[QUIZ].questions if one.type == "single-choice")
    the_room.answer(database, "st-anne", single, right=False)
    watch = watch_of(database)
    assert watch.read(NOW).results == ()
    assert sum(one.answers for one in watch.look_back(NOW).results) == 1
    the_room.act(database, 45, K.QUIZ_CLOSED, QUIZ)
    the_room.act(database, 46, K.RESULTS_SHOWN, QUIZ)
    assert watch.read(NOW).results == watch.look_back(NOW).results


def test_what_was_typed_is_never_repeated() -> None:
    question = ShortText(id="mot", title=("Un mot ?",))
    key = ShortTextKey(question="mot", accepted=("objet",))
    given = [
        (mark("mot", fraction, who), ShortTextResponse(text=f"CANARI {who}"))
        for who, fraction in (("a", 1.0), ("b", 0.0), ("c", 0.0))
    ]
    found = question_results(question, key, given)
    assert [(bar.label, bar.count) for bar in found.bars] == [
        (("Réponse attendue",), 1),
        (("Autre réponse",), 2),
    ]
    assert "CANARI" not in repr(found)


def test_an_answer_to_a_question_that_was_of_another_type_is_left_out() -> None:
    other = replace_response(said(True, "a"))
    assert question_results(TRUE_FALSE, KEY, [other, said(True, "b")]).answers == 1


def replace_response(answered: tuple[Mark, TrueFalseResponse]) -> tuple[Mark, SingleChoiceResponse]:
    return answered[0], SingleChoiceResponse(option="a")


def test_results_are_read_while_the_projector_shows_them(database: Database) -> None:
    question = next(
        one
        for one in catalogue().quizzes[QUIZ].questions
        if one.id in asked(database) and one.type == "single-choice"
    )
    for who in the_room.PEOPLE:
        if question.id in asked(database, who):
            the_room.answer(database, who, question.id, late=who == "st-anne")
    assert read(database).results == ()
    the_room.act(database, 41, K.QUIZ_CLOSED, QUIZ)
    the_room.act(database, 42, K.RESULTS_SHOWN, QUIZ)
    found = {one.question.id: one for one in read(database).results}[question.id]
    assert found.answers >= 1
    assert found.late == (1 if question.id in asked(database, "st-anne") else 0)

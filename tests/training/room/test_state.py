from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stand import NOW

from course_engine.model.room import RoomAct, RoomActKind
from course_engine.training.room.state import QUIZ_KINDS, QuizTime, RoomState, state_of


def act(minute: int, kind: RoomActKind, target: str = "", trainee: str | None = None) -> RoomAct:
    """Return what was done so many minutes after nine."""
    at = NOW + timedelta(minutes=minute)
    by = trainee or "animatrice"
    return RoomAct(
        id=UUID(int=minute + 1), session="S1", kind=kind, trainee=trainee, target=target, by=by, at=at
    )


def minute(number: int):
    return NOW + timedelta(minutes=number)


def test_nothing_done_is_an_empty_room() -> None:
    assert state_of([]) == RoomState()


def test_the_time_that_is_going_on_is_the_last_one_begun() -> None:
    state = state_of(
        [act(0, RoomActKind.BEGUN), act(1, RoomActKind.PHASE, "1"), act(40, RoomActKind.PHASE, "2")]
    )
    assert (state.begun_at, state.phase, dict(state.phases)) == (minute(0), 2, {1: minute(1), 2: minute(40)})


def test_a_room_that_begins_by_its_first_time_has_begun() -> None:
    assert state_of([act(3, RoomActKind.PHASE, "1")]).begun_at == minute(3)


def test_everyone_is_led_to_a_page_then_let_go() -> None:
    pushed = act(0, RoomActKind.PUSHED, "lire")
    led, let_go = state_of([pushed]), state_of([pushed, act(1, RoomActKind.LET_GO)])
    assert (led.page, led.pushed_at) == ("lire", minute(0))
    assert (let_go.page, let_go.pushed_at) == ("", None)


def test_opening_a_quiz_closes_the_one_that_was_open() -> None:
    state = state_of([act(0, RoomActKind.QUIZ_OPENED, "un"), act(5, RoomActKind.QUIZ_OPENED, "deux")])
    assert state.quizzes == {"un": QuizTime(minute(0), minute(5)), "deux": QuizTime(minute(5))}
    assert state.open_quiz == "deux"


def test_an_answer_is_late_only_after_its_quiz_was_closed() -> None:
    acts = [act(0, RoomActKind.QUIZ_OPENED, "un"), act(5, RoomActKind.QUIZ_CLOSED, "un")]
    state = state_of(acts)
    assert [state.is_late(["un"], minute(at)) for at in (4, 5, 6)] == [False, False, True]
    assert not state.is_late(["jamais-ouvert"], minute(6))
    again = state_of([*acts, act(7, RoomActKind.QUIZ_OPENED, "un")])
    assert not again.is_late(["un"], minute(8))


def test_quizzes_answered_together_are_closed_with_the_one_that_was_opened_last() -> None:
    acts = [act(0, RoomActKind.QUIZ_OPENED, "un"), act(5, RoomActKind.QUIZ_CLOSED, "un")]
    assert state_of(acts).is_late(["un", "deux"], minute(6))
    assert not state_of(acts).is_late(["deux"], minute(6))
    again = state_of([*acts, act(7, RoomActKind.QUIZ_OPENED, "deux")])
    assert again.time_of(["un", "deux"]) == QuizTime(minute(7))
    assert not again.is_late(["un", "deux"], minute(8))


def test_who_asked_twice_still_waits_since_the_first_time() -> None:
    acts = [act(0, RoomActKind.HELP_ASKED, "lire", "tr4f2a"), act(2, RoomActKind.HELP_ASKED, "", "tr4f2a")]
    assert state_of(acts).help["tr4f2a"].since == minute(0)


@pytest.mark.parametrize("over", [RoomActKind.HELP_GIVEN, RoomActKind.HELP_DROPPED])
def test_help_is_over_when_given_or_no_longer_wanted(over: RoomActKind) -> None:
    asked = [act(0, RoomActKind.HELP_ASKED, "lire", "tr4f2a"), act(1, RoomActKind.HELP_ASKED, "", "tr9c1b")]
    assert list(state_of([*asked, act(2, over, trainee="tr4f2a")]).help) == ["tr9c1b"]


def test_the_end_lets_everybody_go_and_closes_what_was_open() -> None:
    acts = [
        act(0, RoomActKind.PUSHED, "lire"),
        act(1, RoomActKind.QUIZ_OPENED, "un"),
        act(2, RoomActKind.HELP_ASKED, "lire", "tr4f2a"),
        act(9, RoomActKind.ENDED),
    ]
    state = state_of(acts)
    assert (state.ended_at, state.page, state.open_quiz, dict(state.help)) == (minute(9), "", None, {})


@given(st.permutations([act(n, kind, "1") for n, kind in enumerate(RoomActKind)]))
def test_the_order_in_which_acts_arrive_changes_nothing(acts: list[RoomAct]) -> None:
    assert state_of(acts) == state_of(sorted(acts, key=lambda one: one.at))


@given(st.lists(st.sampled_from(RoomActKind), max_size=12))
def test_the_acts_that_open_and_close_quizzes_tell_alone_when_each_was_open(kinds: list[RoomActKind]) -> None:
    acts = [act(number, kind, "1") for number, kind in enumerate(kinds)]
    alone = [one for one in acts if one.kind in QUIZ_KINDS]
    assert state_of(alone).quizzes == state_of(acts).quizzes

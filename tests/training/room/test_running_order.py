"""The running order: targets, drift, and what can be shortened."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.model.course import Phase, PhaseKind
from course_engine.model.training import HalfDay, TrainingSession
from course_engine.training.room.advice import advice, drift_in_words
from course_engine.training.room.running_order import (
    LEAST_TALK,
    ON_TIME,
    Progress,
    RunningOrder,
    running_order,
    shared_out,
)
from course_engine.training.room.state import RoomState
from course_engine.training.stand_time import in_utc

DAY = date(2027, 3, 16)
SESSION = TrainingSession(
    id="S1",
    unit="messagerie",
    day=DAY,
    half_day=HalfDay.MORNING,
    begins=time(9),
    ends=time(12),
    place="Salle d’essai",
    capacity=9,
    animator="Dominique Exemple",
)
KINDS = tuple(PhaseKind)
FOUR = (60, 60, 30, 30)
"""Minutes of the four times: targets at 9, 10, 11 and 11:30."""


def phases(minutes: tuple[int, ...]) -> tuple[Phase, ...]:
    return tuple(
        Phase(kind=KINDS[rank % 4], minutes=length, pages=(), line=1) for rank, length in enumerate(minutes)
    )


def at(minute: int) -> datetime:
    """Return the instant so many minutes after nine."""
    return in_utc(DAY, time(9)) + timedelta(minutes=minute)


def order(begun: Mapping[int, int], now: int, minutes: tuple[int, ...] = FOUR) -> RunningOrder:
    """Return the running order of a room whose times began at some minutes; the last one is going on."""
    began = {rank: at(minute) for rank, minute in begun.items()}
    first = min(began.values(), default=None)
    state = RoomState(begun_at=first, phase=max(begun, default=0), phases=began)
    return running_order(phases(minutes), SESSION, state, at(now))


def test_each_time_has_its_target_its_beginning_and_its_state() -> None:
    found = order({1: 5, 2: 61}, 70)
    assert [(one.begins, one.ends) for one in found.times] == [
        (at(0), at(60)),
        (at(60), at(120)),
        (at(120), at(150)),
        (at(150), at(180)),
    ]
    assert [one.progress for one in found.times] == [
        Progress.DONE,
        Progress.GOING_ON,
        Progress.AHEAD,
        Progress.AHEAD,
    ]
    assert [one.begun_at for one in found.times] == [at(5), at(61), None, None]
    assert (found.drift, found.left, found.is_on_time) == (1, 50, True)


@pytest.mark.parametrize(
    ("begun", "now", "drift", "words"),
    [
        ({}, -10, 0, "À l’heure"),
        ({}, 12, 12, "12 minutes de retard"),  # nobody has begun
        ({1: 2}, 30, 2, "À l’heure"),
        ({1: 0, 2: 78}, 90, 18, "18 minutes de retard"),
        ({1: 0, 2: 55}, 80, -5, "5 minutes d’avance"),
        ({1: 0, 2: 55}, 118, -2, "À l’heure"),  # what was won is being used up
        ({1: 0}, 71, 11, "11 minutes de retard"),  # the first time goes on beyond its end
    ],
)
def test_the_drift_is_by_how_much_the_session_would_end_late(
    begun: Mapping[int, int], now: int, drift: int, words: str
) -> None:
    found = order(begun, now)
    assert (found.drift, drift_in_words(found)) == (drift, words)


def test_a_session_that_is_over_is_judged_by_when_it_ended() -> None:
    state = RoomState(begun_at=at(0), ended_at=at(187), phase=4, phases={4: at(150)})
    found = running_order(phases(FOUR), SESSION, state, at(230))
    assert (found.drift, found.left, found.shortened) == (7, None, ())
    assert {one.progress for one in found.times} == {Progress.DONE}


def test_what_is_left_is_shortened_in_proportion_and_said_with_the_new_ends() -> None:
    found = order({1: 0, 2: 78}, 80)
    assert [(one.rank, one.cut, one.ends) for one in found.shortened] == [
        (2, 9, at(129)),
        (3, 4, at(155)),
        (4, 5, at(180)),
    ]
    assert (found.lost, sum(one.cut for one in found.shortened)) == (0, 18)
    assert advice(found) == (
        "Expérimentation\xa0: encore 49\xa0min au lieu de 58\xa0min, jusqu’à 11\xa0h\xa009.",
        "Évaluation\xa0: 26\xa0min au lieu de 30\xa0min, jusqu’à 11\xa0h\xa035.",
        "Échanges\xa0: 25\xa0min au lieu de 30\xa0min, jusqu’à 12\xa0h.",
        "Gardez au moins 15\xa0min d’échanges.",
    )


def test_what_is_said_of_a_minute_stays_the_same_while_it_lasts() -> None:
    begun = RoomState(begun_at=at(0), phase=2, phases={1: at(0), 2: at(78)})
    late = running_order(phases(FOUR), SESSION, begun, at(80) + timedelta(seconds=1))
    assert late.shortened
    assert running_order(phases(FOUR), SESSION, begun, at(80) + timedelta(seconds=59)) == late


def test_what_cannot_be_caught_up_is_said() -> None:
    found = order({1: 0, 2: 60, 3: 160}, 175)
    assert [(one.rank, one.cut) for one in found.shortened] == [(3, 15), (4, 15)]
    assert found.lost == 10
    assert advice(found)[-1].startswith("10\xa0min ne peuvent plus être rattrapées")


def test_a_session_on_time_need_not_shorten_anything() -> None:
    assert advice(order({1: 2}, 30)) == ()


def test_a_session_whose_unit_left_the_course_has_no_times() -> None:
    assert order({1: 30}, 40, ()).times == ()


LENGTHS = st.lists(st.integers(1, 120), min_size=1, max_size=6).map(tuple)


@given(LENGTHS)
def test_targets_fill_the_session_without_a_gap(minutes: tuple[int, ...]) -> None:
    times = order({}, 0, minutes).times
    assert (times[0].begins, times[-1].ends) == (at(0), at(180))
    assert all(before.ends == after.begins for before, after in pairwise(times))


@given(LENGTHS, st.data())
def test_what_is_shortened_and_what_is_lost_make_the_drift(
    minutes: tuple[int, ...], data: st.DataObject
) -> None:
    rank = data.draw(st.integers(1, len(minutes)))
    begun = data.draw(st.integers(-30, 230))
    now = data.draw(st.integers(begun, 240))
    found = order({rank: begun}, now, minutes)
    cuts = sum(one.cut for one in found.shortened)
    if found.drift <= ON_TIME:
        assert (cuts, found.lost) == (0, 0)
        return
    assert cuts + found.lost == found.drift
    assert all(one.cut > 0 for one in found.shortened)
    if found.shortened:
        last = found.times[-1].rank == found.shortened[-1].rank
        assert not last or found.shortened[-1].ends == at(180 + found.lost)
    for one in found.shortened:
        target = found.times[one.rank - 1]
        if not one.going_on:
            assert one.left >= target.least
            assert target.kind is not PhaseKind.DISCUSSION or one.left >= min(target.minutes, LEAST_TALK)


@given(st.dictionaries(st.integers(1, 9), st.integers(0, 200), max_size=6), st.data())
def test_what_is_shared_out_is_shared_out_whole_and_within_bounds(
    weights: dict[int, int], data: st.DataObject
) -> None:
    amount = data.draw(st.integers(0, sum(weights.values())))
    shares = shared_out(amount, weights)
    assert sum(shares.values()) == amount
    assert all(0 <= shares[name] <= weight for name, weight in weights.items())

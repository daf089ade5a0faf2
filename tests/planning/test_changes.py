"""What would change a path: the next number of half-days that does, and the answers that counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.model.course import Catalogue
from course_engine.model.path import QuotedAnswer
from course_engine.model.registration import AnswerValue, AvailabilityAnswer
from course_engine.planning.changes import Changes, DecisiveAnswer, OtherPath, changes
from course_engine.planning.path import Planner
from course_engine.planning.profile import profile_of


def changes_of(catalogue: Catalogue, half_days: int | None, **answers: AnswerValue) -> Changes:
    time = {} if half_days is None else {"demi-journees": AvailabilityAnswer(number=half_days)}
    return changes(Planner(catalogue), profile_of({**answers, **time}, catalogue))


def kept(catalogue: Catalogue, half_days: int | None) -> list[str]:
    time = {} if half_days is None else {"demi-journees": AvailabilityAnswer(number=half_days)}
    return [step.unit for step in Planner(catalogue).plan(profile_of(time, catalogue)).kept]


def test_whoever_gave_no_number_has_all_that_serves_and_more_brings_nothing(ten_units: Catalogue) -> None:
    found = changes_of(ten_units, None)
    everything = kept(ten_units, None)
    assert found.with_more is None
    assert found.with_fewer == OtherPath(
        len(everything) - 1, (), tuple(set(everything) - set(kept(ten_units, len(everything) - 1)))
    )


@given(st.integers(min_value=0, max_value=14))
def test_the_numbers_between_would_change_nothing(ten_units: Catalogue, half_days: int) -> None:
    found, now = changes_of(ten_units, half_days), kept(ten_units, half_days)
    for other in (found.with_more, found.with_fewer):
        if other is not None:
            then = kept(ten_units, other.half_days)
            assert [unit for unit in then if unit not in now] == list(other.brings)
            assert [unit for unit in now if unit not in then] == list(other.removes)
            assert (other.brings, other.removes) != ((), ())
            between = range(*sorted((half_days, other.half_days)))[1:]
            assert all(kept(ten_units, number) == now for number in between)
    if found.with_more is None:
        assert now == kept(ten_units, None)


@pytest.mark.parametrize("half_days", [0, 1])
def test_no_path_is_compared_with_none_at_all(ten_units: Catalogue, half_days: int) -> None:
    assert changes_of(ten_units, half_days).with_fewer is None


def test_an_answer_that_counted_names_the_units_that_came_of_it(ten_units: Catalogue) -> None:
    asked = ("courriel-souvent", "piece-jointe", "copie-cachee", "agenda-partage")
    practised: dict[str, AnswerValue] = dict(zip(asked, ("souvent", "oui", "oui", "oui"), strict=True))
    found = {one.answer.question: one for one in changes_of(ten_units, None, **practised).decisive}
    (question,) = (item for item in ten_units.questionnaire.items if item.id == "copie-cachee")
    assert found["copie-cachee"] == DecisiveAnswer(
        answer=QuotedAnswer(question="copie-cachee", text=question.text, answer="oui"),
        kept=("dematerialisation", "travail-partage"),
        left_out=("messagerie",),
    )


def test_the_answer_about_time_is_not_among_them(ten_units: Catalogue) -> None:
    found = changes_of(ten_units, 3)
    assert found.decisive != ()
    assert "demi-journees" not in {one.answer.question for one in found.decisive}

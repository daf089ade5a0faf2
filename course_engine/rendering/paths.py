"""A learning path, with what was planned and what was followed → the context of « Mon parcours »."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.path import LearningPath, Rule, Step
from course_engine.model.training import AttestedHalfDay, TrainingSession
from course_engine.rendering.contexts import PathContext, StepView
from course_engine.rendering.figures import path_road
from course_engine.rendering.pages import Addresses
from course_engine.rendering.wording import day_in_words, duration_in_words, time_in_words

_ = translator("rendering")

Dated = TypeVar("Dated", TrainingSession, AttestedHalfDay)


def path_context(
    catalogue: Catalogue,
    path: LearningPath,
    planned: Sequence[TrainingSession],
    followed: Sequence[AttestedHalfDay],
    addresses: Addresses,
    scope: str = "",
) -> PathContext:
    """Return « Mon parcours » of one person.

    Args:
        catalogue: the catalogue that the path was made from.
        path: the path.
        planned: the sessions in which the person has a place, in any order.
        followed: the half-days that the person signed for, in any order.
        addresses: where the shell keeps things.
        scope: a prefix for the ids of the road's drawing.
    """

    def view(step: Step, number: int, state: str, href: str) -> StepView:
        unit = catalogue.units[step.unit]
        return StepView(
            number=number,
            title=unit.title,
            summary=unit.summary,
            href=href,
            reason=step.reason.sentence,
            is_decided=step.reason.rule is Rule.OVERRIDE,
            planned=tuple(_planned(session) for session in _in_time(planned, step.unit)),
            followed=tuple(_followed(half_day) for half_day in _in_time(followed, step.unit)),
            state=state,
        )

    kept = [
        view(step, number, "ahead", addresses.unit(step.unit))
        for number, step in enumerate(path.kept, start=1)
    ]
    kept = _with_states(kept)
    return PathContext(
        heading=addresses.heading,
        road=path_road(kept, scope),
        kept=tuple(kept),
        left_out=tuple(view(step, 0, "left-out", "") for step in path.left_out),
        unserved=path.unserved,
        notice=path.notice,
    )


def _with_states(steps: Sequence[StepView]) -> list[StepView]:
    """Return the steps with what was followed marked so, and the first that was not as where one is."""
    ahead = [step.number for step in steps if not step.followed]
    return [
        replace(step, state="followed" if step.followed else "here" if step.number == ahead[0] else "ahead")
        for step in steps
    ]


def _in_time(dated: Sequence[Dated], unit: str) -> list[Dated]:
    return sorted((one for one in dated if one.unit == unit), key=lambda one: (one.day, one.begins))


def _planned(session: TrainingSession) -> str:
    return _("{day}, {time}, {place}").format(
        day=day_in_words(session.day), time=time_in_words(session.begins), place=session.place
    )


def _followed(half_day: AttestedHalfDay) -> str:
    return _("{day}, from {begins} to {ends} ({duration})").format(
        day=day_in_words(half_day.day),
        begins=time_in_words(half_day.begins),
        ends=time_in_words(half_day.ends),
        duration=duration_in_words(half_day.minutes),
    )

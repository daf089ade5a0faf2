"""What would make a path another one: more or fewer half-days, another answer to a question that counted."""

from collections.abc import Iterable

from msgspec import Struct

from course_engine.model.identity import Slug
from course_engine.model.path import LearningPath, Profile, QuotedAnswer, Rule
from course_engine.planning.path import Planner

DECIDED_BY_ANSWERS = frozenset({Rule.WISH, Rule.NEED, Rule.PREREQUISITE, Rule.MASTERED})
"""The rules that answers about practice and wishes decide; the others are about time."""


class OtherPath(Struct, frozen=True):
    """What another number of half-days would make of a path.

    Attributes:
        brings: units that are not in the path and would be, in the order they are followed.
        removes: units that are in the path and would not be.
    """

    half_days: int
    brings: tuple[Slug, ...]
    removes: tuple[Slug, ...]


class DecisiveAnswer(Struct, frozen=True):
    """An answer that a path came of.

    Attributes:
        kept: units that are in the path because of it.
        left_out: units that are not, because it shows that they are mastered.
    """

    answer: QuotedAnswer
    kept: tuple[Slug, ...]
    left_out: tuple[Slug, ...]


class Changes(Struct, frozen=True):
    """What would make a path another one.

    Attributes:
        with_more: with the next greater number of half-days that changes it; None where none does.
        with_fewer: with the next smaller one, at least one.
        decisive: the answers that counted, in the order in which the path quotes them.
    """

    with_more: OtherPath | None
    with_fewer: OtherPath | None
    decisive: tuple[DecisiveAnswer, ...]


def changes(planner: Planner, profile: Profile) -> Changes:
    """Return what would make the path of a person another one.

    Args:
        planner: makes the paths of the course.
        profile: the person's.
    """
    path, most = planner.plan(profile), planner.most_half_days
    number = most if profile.half_days is None else min(profile.half_days, most)
    return Changes(
        with_more=_first_other(planner, profile, path, range(number + 1, most + 1)),
        with_fewer=_first_other(planner, profile, path, range(number - 1, 0, -1)),
        decisive=_decisive(path),
    )


def _first_other(
    planner: Planner, profile: Profile, path: LearningPath, numbers: Iterable[int]
) -> OtherPath | None:
    now = [step.unit for step in path.kept]
    for number in numbers:
        other = planner.plan(profile.model_copy(update={"half_days": number}))
        then = [step.unit for step in other.kept]
        if set(then) != set(now):
            brings = tuple(unit for unit in then if unit not in now)
            return OtherPath(number, brings, tuple(unit for unit in now if unit not in then))
    return None


def _decisive(path: LearningPath) -> tuple[DecisiveAnswer, ...]:
    kept: dict[QuotedAnswer, list[Slug]] = {}
    left_out: dict[QuotedAnswer, list[Slug]] = {}
    for steps, found in ((path.kept, kept), (path.left_out, left_out)):
        for step in steps:
            if step.reason.rule in DECIDED_BY_ANSWERS:
                for answer in step.reason.answers:
                    found.setdefault(answer, []).append(step.unit)
    return tuple(
        DecisiveAnswer(answer, tuple(kept.get(answer, ())), tuple(left_out.get(answer, ())))
        for answer in {**kept, **left_out}
    )

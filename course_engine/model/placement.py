"""Placing people in sessions: what is asked, and what is proposed (docs/placement.md)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from course_engine.model.frozen import Frozen
from course_engine.model.identity import OpaqueId, Slug
from course_engine.model.questionnaire import Availability
from course_engine.model.training import Enrolment, HalfDay, SessionId


class PersonToPlace(Frozen):
    """What placement has to know of one person.

    Attributes:
        units: of the path, in its order, confirmed ones included; those followed may be left out.
        followed: the units already followed, whether in the path or not.
        availabilities: the kinds of half-days in which the person can come; empty for any.
        declined: sessions in which the person had a place, or was offered one, and gave it up.
    """

    id: OpaqueId
    units: tuple[Slug, ...]
    followed: tuple[Slug, ...] = ()
    availabilities: tuple[Availability, ...] = ()
    declined: tuple[str, ...] = ()

    def can_attend(self, session: "SessionToFill") -> bool:
        """Return whether the person can come to a session, and did not give it up."""
        return session.id not in self.declined and self.can_come(session.half_day)

    @cached_property
    def to_follow(self) -> tuple[Slug, ...]:
        """The units not followed yet, in the path's order."""
        return tuple(unit for unit in self.units if unit not in self.followed)

    def can_come(self, half_day: HalfDay) -> bool:
        """Return whether the person can come to half-days of this kind."""
        return not self.availabilities or kind_of(half_day) in self.availabilities


class SessionToFill(Frozen):
    """A session still to come. Times are local to the stand.

    Attributes:
        seats: how many people it takes in all, confirmed ones included; with 0 it receives no one more,
            and still counts for those confirmed in it.
    """

    id: SessionId
    unit: Slug
    day: date
    half_day: HalfDay
    begins: time
    ends: time
    seats: int = Field(ge=0)

    @cached_property
    def start(self) -> datetime:
        """When it begins, local to the stand."""
        return datetime.combine(self.day, self.begins)

    @cached_property
    def end(self) -> datetime:
        """When it ends, local to the stand."""
        return datetime.combine(self.day, self.ends)

    @cached_property
    def week(self) -> tuple[int, int]:
        """Its ISO year and week."""
        return self.day.isocalendar()[:2]


class PlacementProblem(Frozen):
    """Everything that a proposal depends on. The order in which things are given changes nothing.

    Attributes:
        confirmed: places that were confirmed: fixed. People who are not to be placed may hold some.
        prerequisites: the units that each unit requires.
        closing: the unit that looks back on a path.
        titles: of the units, for the sentences.
        most_per_week: sessions of one person in one ISO week, at most.
        least: people under which a group is small; None where no group is.
    """

    people: tuple[PersonToPlace, ...]
    sessions: tuple[SessionToFill, ...]
    confirmed: tuple[Enrolment, ...] = ()
    prerequisites: Mapping[Slug, tuple[Slug, ...]] = Field(default_factory=dict)
    closing: Slug | None = None
    titles: Mapping[Slug, str] = Field(default_factory=dict)
    most_per_week: int = Field(default=2, ge=1)
    least: int | None = Field(default=None, ge=2)

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        """Refuse ids given twice and places confirmed in no session."""
        names = [session.id for session in self.sessions]
        wrong = [
            *_twice("session", names),
            *_twice("person", [person.id for person in self.people]),
            *_twice("confirmed place", [f"{place.session} {place.trainee}" for place in self.confirmed]),
            *[
                f"no session {name!r}"
                for name in sorted({place.session for place in self.confirmed} - {*names})
            ],
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


class Rule(StrEnum):
    """A rule that every place obeys."""

    KNOWN = "known"
    IN_THE_PATH = "in-the-path"
    ONCE = "once"
    AVAILABLE = "available"
    NO_OVERLAP = "no-overlap"
    ORDER = "order"
    PREREQUISITES = "prerequisites"
    CLOSING_LAST = "closing-last"
    MOST_PER_WEEK = "most-per-week"
    SEATS = "seats"


class Breach(Frozen):
    """A rule that a proposed place breaks.

    Attributes:
        sentence: in French, for whoever confirms places.
    """

    rule: Rule
    place: Enrolment
    sentence: str


class Cause(StrEnum):
    """Why a person has no place for a unit; the first that holds, in this order."""

    NO_SESSION = "no-session"
    NOT_WHEN_AVAILABLE = "not-when-available"
    PREREQUISITE = "prerequisite"
    NOTHING_TO_CLOSE = "nothing-to-close"
    FULL = "full"
    FULL_WEEKS = "full-weeks"
    ORDER = "order"


class Unplaced(Frozen):
    """A unit of a person's path without a place.

    Attributes:
        missing: for `PREREQUISITE`, the required units without a place before.
        sentence: in French, of this person.
    """

    trainee: OpaqueId
    unit: Slug
    cause: Cause
    missing: tuple[Slug, ...] = ()
    sentence: str


class Explanation(Frozen):
    """People without a place, for one cause.

    Attributes:
        unit: None for people who have no place at all, and can come only when nothing is planned for them.
        availabilities: for `NOT_WHEN_AVAILABLE`, the only ones they have.
        sentence: in French, of all of them.
    """

    unit: Slug | None
    cause: Cause
    availabilities: tuple[Availability, ...] = ()
    missing: tuple[Slug, ...] = ()
    trainees: tuple[OpaqueId, ...]
    sentence: str


class Remedy(Frozen):
    """One more session that would place people, everything else unchanged.

    Attributes:
        day: the day that places most, the earliest of these.
        trainees: those it would place, the first in the queue where it has not seats for all.
    """

    unit: Slug
    half_day: HalfDay
    day: date
    trainees: tuple[OpaqueId, ...]
    sentence: str


class SmallGroup(Frozen):
    """A session with fewer people than wished, and the one it could be merged into.

    Attributes:
        into: a session of the same unit that all its people can attend; None where there is none.
        moving: those who would change session; their place is only proposed.
        to_ask: those among its people whose place is confirmed: they move only if they agree.
    """

    session: str
    into: str | None
    moving: tuple[OpaqueId, ...]
    to_ask: tuple[OpaqueId, ...]
    sentence: str


class WaitingList(Frozen):
    """Those who would take a seat given up in a full session, in order."""

    session: str
    trainees: tuple[OpaqueId, ...]


class Method(StrEnum):
    """How a proposal was found."""

    SOLVER = "solver"
    SUCCESSIVE = "successive"


class Quality(Frozen):
    """How good a proposal is, in the points of docs/placement.md.

    Attributes:
        points: of the proposal.
        bound: which no proposal exceeds; equal to `points` where it is proved the best.
        half_days: placed by this proposal.
        wanted: half-days of paths that had no place before it.
        sentence: in French.
    """

    method: Method
    points: int
    bound: int
    half_days: int
    wanted: int
    sentence: str

    @property
    def is_optimal(self) -> bool:
        """Whether nothing better exists."""
        return self.points == self.bound

    @property
    def gap(self) -> float:
        """By how much the best might exceed this one, as a fraction of the bound."""
        return (self.bound - self.points) / self.bound if self.bound else 0.0


class Proposal(Frozen):
    """Places to confirm, and what to know before confirming.

    Attributes:
        places: new ones only, by session in order of time then by person; those confirmed stay.
        unplaced: by person, in the path's order.
        explanations: the same in groups, the largest first.
        remedies: those that would place most first.
        small_groups: sessions under the least, in order of time.
        waiting: one list for each full session that somebody waits for, in order of time.
    """

    places: tuple[Enrolment, ...]
    unplaced: tuple[Unplaced, ...]
    explanations: tuple[Explanation, ...]
    remedies: tuple[Remedy, ...]
    small_groups: tuple[SmallGroup, ...]
    waiting: tuple[WaitingList, ...]
    quality: Quality


AVAILABILITY_OF: Mapping[HalfDay, Availability] = {
    HalfDay.MORNING: Availability.DAYTIME,
    HalfDay.AFTERNOON: Availability.DAYTIME,
    HalfDay.EVENING: Availability.EVENING,
    HalfDay.SATURDAY_MORNING: Availability.SATURDAY_MORNING,
}


def kind_of(half_day: HalfDay) -> Availability:
    """Return the kind of availability that a half-day asks for."""
    return AVAILABILITY_OF[half_day]


def _twice(noun: str, names: list[str]) -> list[str]:
    return [f"{noun} {name!r} twice" for name, times in sorted(Counter(names).items()) if times > 1]

"""What the facts of attendance say, once corrections are followed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from course_engine.model.course import Catalogue
from course_engine.model.training import Attendance, AttestedHalfDay, TrainingSession
from course_engine.training.stand_time import on_the_stand


class Presence(Struct, frozen=True):
    """A half-day that a trainee signed for: the session, and the hours that count, in UTC."""

    session: TrainingSession
    begins: datetime
    ends: datetime


def standing(facts: Iterable[Attendance]) -> Mapping[tuple[str, str], Attendance]:
    """Return, for each session and trainee, the fact that stands.

    A corrected fact no longer stands. Where several do (two stands corrected the same one, unknown to each
    other), the one entered last stands.
    """
    facts = sorted(facts, key=lambda fact: (fact.entered_at, fact.id))
    corrected = {fact.corrects for fact in facts}
    return {(fact.session, fact.trainee): fact for fact in facts if fact.id not in corrected}


def presences(facts: Iterable[Attendance], sessions: Mapping[str, TrainingSession]) -> tuple[Presence, ...]:
    """Return the half-days that one trainee signed for, in order of time.

    A half-day of a day counts once, and no minute counts twice: what overlaps the half-day before is cut.

    Args:
        facts: every fact about the trainee, corrected ones included.
        sessions: every session, by id.
    """
    signed = [fact for fact in standing(facts).values() if fact.signed]
    by_half_day = {}
    for fact in sorted(signed, key=lambda fact: (fact.entered_at, fact.id)):
        session = sessions[fact.session]
        by_half_day[session.day, session.half_day] = Presence(session, fact.begins, fact.ends)
    return _without_overlap(sorted(by_half_day.values(), key=lambda presence: presence.begins))


def attested(presences: Iterable[Presence], catalogue: Catalogue) -> tuple[AttestedHalfDay, ...]:
    """Return half-days as an attestation states them, by the stand's clock, with the units' titles."""
    return tuple(_attested(presence, catalogue) for presence in presences)


def _attested(presence: Presence, catalogue: Catalogue) -> AttestedHalfDay:
    session = presence.session
    return AttestedHalfDay(
        unit=session.unit,
        title=catalogue.title_of(session.unit),
        day=session.day,
        half_day=session.half_day,
        begins=on_the_stand(presence.begins).time(),
        ends=on_the_stand(presence.ends).time(),
        minutes=int((presence.ends - presence.begins).total_seconds() // 60),
        place=session.place,
        animator=session.animator,
    )


def _without_overlap(ordered: Iterable[Presence]) -> tuple[Presence, ...]:
    kept: list[Presence] = []
    for presence in ordered:
        begins = max(presence.begins, kept[-1].ends) if kept else presence.begins
        if begins < presence.ends:
            kept.append(Presence(presence.session, begins, presence.ends))
    return tuple(kept)

"""Sign-ins that cannot all be true: pure, from the facts of attendance alone."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from course_engine.model.folding import fold
from course_engine.model.training import Attendance, TrainingSession

Clash = tuple[Attendance, Attendance]


def clashes(facts: Iterable[Attendance], sessions: Mapping[str, TrainingSession]) -> tuple[Clash, ...]:
    """Return the pairs of uncorrected facts about one trainee that contradict each other, oldest first.

    Either the same session says two things of them, or they signed in two places at overlapping hours. In one
    place, hours that overlap only tell that a half-day ran late (`training.presence` cuts them).

    Args:
        facts: every fact about the trainee, corrected ones included.
        sessions: every session, by id.
    """
    facts = sorted(facts, key=lambda fact: (fact.entered_at, fact.id))
    corrected = {fact.corrects for fact in facts}
    standing = [fact for fact in facts if fact.id not in corrected]
    return tuple((one, other) for one, other in combinations(standing, 2) if _clash(one, other, sessions))


def _clash(one: Attendance, other: Attendance, sessions: Mapping[str, TrainingSession]) -> bool:
    if one.session == other.session:
        return (one.signed, one.begins, one.ends) != (other.signed, other.begins, other.ends)
    overlap = one.begins < other.ends and other.begins < one.ends
    places = {fold(sessions[fact.session].place) for fact in (one, other)}
    return one.signed and other.signed and overlap and len(places) > 1

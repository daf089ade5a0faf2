"""Statistics for the Region: how many people, where, at which stage, and what they wish for. Nobody is named.

Few people are never counted apart: see `suppression`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from course_engine.i18n import mark, translator
from course_engine.model.admission import Admission, AdmissionStatus
from course_engine.model.course import Catalogue
from course_engine.model.folding import fold
from course_engine.model.path import Profile
from course_engine.model.questionnaire import Role
from course_engine.planning.profile import ProfileReader
from course_engine.planning.reasons import level_in_words
from course_engine.store import Database, Records
from course_engine.training.figures.suppression import Figure, Hidden, Published, publish, publish_parts
from course_engine.training.presence import standing

_ = translator("training")

STAGES = (mark("Registered"), mark("Accepted"), mark("Placed"), mark("Present"))
"""Each counts some of the people of the one before."""
NOWHERE = ""
"""Stands for no territory, and for no role."""


class Line(Struct, frozen=True):
    """A line of a table: what it is about, and its figures.

    Attributes:
        key: the id of a territory, a level or an objective; empty for the total and for « sans … ».
    """

    key: str
    title: str
    figures: tuple[Figure, ...]


class Statistics(Struct, frozen=True):
    """What the Region may know of everybody.

    Attributes:
        at: when it was counted.
        stages: the titles of the columns of `territories`, `everybody` and `roles`.
        wishes: how many people wish for each objective, the most wished first.
        wishes_of: the same in each territory, in the same order.
        levels: how many people are at each level, by the title of the domain.
    """

    at: datetime
    stages: tuple[str, ...]
    territories: tuple[Line, ...]
    everybody: Line
    roles: tuple[Line, ...]
    wishes: tuple[Line, ...]
    wishes_of: Mapping[str, tuple[Line, ...]]
    levels: Mapping[str, tuple[Line, ...]]


class _Counted(Struct, frozen=True):
    """What counts of one person: where they come from, and how many stages they reached."""

    territory: str
    role: str
    stages: int
    profile: Profile | None


def statistics(database: Database, catalogue: Catalogue, *, now: datetime) -> Statistics:
    """Return the figures of the operation as they may be shown.

    A registration that is another's twin does not count. Somebody present counts as placed, somebody placed
    as accepted, whatever was decided since; somebody of whom nothing was decided, as an imported file leaves
    them, counts as accepted. People whose name was erased count; their answers are gone.

    Args:
        database: the records.
        catalogue: reads levels and wishes out of the answers.
        now: when, aware.
    """
    with database.reading() as records:
        people = _people(records, ProfileReader(catalogue))
        names = {key: territory.name for key, territory in records.places.territories().items()}
    programme = catalogue.programme
    territories = publish(_by_stage((one.territory, one) for one in people), nested=True)
    hidden = tuple(total is Hidden.WITHHELD for total in territories.totals)
    roles = publish_parts(_by_stage((one.role, one) for one in people), nested=True, without=hidden)
    few = bool(hidden) and hidden[0]
    wishes = _published_wishes(people, tuple(programme.objectives), few=few)
    ranked = _ranked(programme.objectives, wishes.totals)
    return Statistics(
        at=now,
        stages=tuple(map(_, STAGES)),
        territories=_lines(territories, {**names, NOWHERE: _("No territory")}),
        everybody=Line(NOWHERE, _("Whole operation"), territories.totals or (0,) * len(STAGES)),
        roles=_lines(
            roles, {Role.ELECTED: _("Elected"), Role.AGENT: _("Staff"), NOWHERE: _("Role not stated")}
        ),
        wishes=_wish_lines(programme.objectives, wishes.totals, ranked),
        wishes_of={
            territory: _wish_lines(programme.objectives, figures, ranked)
            for territory, figures in wishes.rows.items()
        },
        levels=_levels(people, catalogue, few=few),
    )


def _people(records: Records, reader: ProfileReader) -> list[_Counted]:
    admissions, everybody = records.admissions.standing(), records.people.trainees()
    forms = records.people.registrations()
    placed = {place.trainee for place in records.schedule.enrolments()}
    present = {
        trainee
        for trainee, facts in records.attendance.by_trainee().items()
        if any(fact.signed for fact in standing(facts).values())
    }
    return [
        _Counted(
            territory=(admission.territory if admission else None) or NOWHERE,
            role=person.role or NOWHERE,
            stages=_stages(admission, placed=person.id in placed, present=person.id in present),
            profile=reader.read(forms[person.id][0].answers) if person.id in forms else None,
        )
        for person in everybody.values()
        if (admission := admissions.get(person.id)) is None
        or admission.status is not AdmissionStatus.DUPLICATE
    ]


def _stages(admission: Admission | None, *, placed: bool, present: bool) -> int:
    """Return how many of `STAGES` somebody reached."""
    accepted = admission is None or admission.status is AdmissionStatus.ACCEPTED
    reached = (True, accepted, placed, present)
    return max(stage for stage, is_reached in enumerate(reached, start=1) if is_reached)


def _by_stage(people: Iterable[tuple[str, _Counted]]) -> Mapping[str, tuple[int, ...]]:
    """Return how many people reached each stage, by what they are told apart by."""
    counts = Counter((key, stage) for key, one in people for stage in range(one.stages))
    keys = sorted({key for key, _stage in counts})
    return {key: tuple(counts[key, stage] for stage in range(len(STAGES))) for key in keys}


def _published_wishes(people: Sequence[_Counted], objectives: Sequence[str], *, few: bool) -> Published:
    """Return how many people wish for each objective, by territory; nothing where `few` people are known."""
    wished = Counter(
        (one.territory, wish.objective) for one in people if one.profile for wish in one.profile.wishes
    )
    territories = sorted({one.territory for one in people})
    rows = {key: tuple(wished[key, objective] for objective in objectives) for key in territories}
    return publish(rows, nested=False, without=(few,) * len(objectives))


def _ranked(objectives: Mapping[str, str], totals: Sequence[Figure]) -> list[int]:
    """Return the ranks of objectives, the most wished first; what is hidden keeps the programme's order."""

    def key(rank: int) -> tuple[bool, int]:
        total = totals[rank] if totals else 0
        return (True, 0) if isinstance(total, Hidden) else (False, -total)

    return sorted(range(len(objectives)), key=key)


def _wish_lines(
    objectives: Mapping[str, str], figures: Sequence[Figure], ranked: Sequence[int]
) -> tuple[Line, ...]:
    titles = list(objectives.items())
    return tuple(Line(*titles[rank], (figures[rank] if figures else 0,)) for rank in ranked)


def _levels(people: Sequence[_Counted], catalogue: Catalogue, *, few: bool) -> Mapping[str, tuple[Line, ...]]:
    programme = catalogue.programme
    counts = Counter(
        (level.domain, level.level) for one in people if one.profile for level in one.profile.levels
    )
    rows = {level: tuple(counts[domain, level] for domain in programme.domains) for level in programme.levels}
    published = publish_parts(rows, nested=False, without=(few,) * len(programme.domains))
    return {
        domain.title: tuple(
            Line(level, level_in_words(level), (row[at],)) for level, row in published.rows.items()
        )
        for at, domain in enumerate(programme.domains.values())
    }


def _lines(published: Published, titles: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the lines of a table in order of title, « sans … » last."""
    lines = [Line(key, titles.get(key, key), figures) for key, figures in published.rows.items()]
    return tuple(sorted(lines, key=lambda line: (line.key == NOWHERE, fold(line.title))))

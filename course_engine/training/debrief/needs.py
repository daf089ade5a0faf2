"""What each territory needs, to prepare the digital workshop that the Region organises there the year after.

Two readings of each objective, never added up: what people say, what their answers show. Nobody is named, and few
people are never counted apart: see `figures.shares`. The figures are computed once for every reader, who is then shown
those of their territories; only who sees every territory is shown them together: whoever knows the figures of one
territory could take them from the total.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.admission import AdmissionStatus
from course_engine.model.debrief import DebriefAuthor, DebriefNote
from course_engine.model.folding import fold
from course_engine.model.identity import Slug
from course_engine.model.quiz import Question
from course_engine.store import Database, Records
from course_engine.training.debrief.objectives import PageOfObjective, pages_for, units_for
from course_engine.training.figures.shares import PublishedShare, PublishedShares, Share, publish_shares, rank
from course_engine.training.figures.suppression import LEAST, Figure, Hidden
from course_engine.training.library import Library
from course_engine.training.scope import is_in_scope, territories_of

_ = translator("training")

WHOLE = ""
"""Stands for every territory that has enough people, together."""


class Reading(StrEnum):
    """What a need is read from.

    `SAID`: the people whose debrief says that the objective was hard, or is to be worked on again, in their own words
    or the animateur's; out of those who had a debrief. `SHOWN`: the people whose latest answer to some question about
    it is not right; out of those who answered one.
    """

    SAID = "dit"
    SHOWN = "reponses"


class Need(Struct, frozen=True):
    """An objective, and how many people need it.

    Attributes:
        shares: by reading.
        units: titles of the units that work on it.
        pages: those that the questions about it point to.
    """

    objective: Slug
    title: str
    shares: Mapping[Reading, PublishedShare]
    units: tuple[str, ...]
    pages: tuple[PageOfObjective, ...]


class TerritoryNeeds(Struct, frozen=True):
    """The needs of one territory, or of all together.

    Attributes:
        territory: its id, or `WHOLE`.
        people: how many had a debrief; `FEW` under five, zero included.
        needs: one for each objective of the programme, in its order.
    """

    territory: str
    name: str
    people: Figure
    needs: tuple[Need, ...]

    def ranked(self, reading: Reading) -> tuple[Need, ...]:
        """Return the needs, the greatest first; those of which nothing is known last, in the programme's order."""
        return tuple(sorted(self.needs, key=lambda need: rank(need.shares[reading])))

    def not_told_apart(self, reading: Reading) -> tuple[Need, ...]:
        """Return the needs whose interval overlaps the first one's, the first one included; none without figures."""
        shown = [need for need in self.ranked(reading) if isinstance(need.shares[reading], Share)]
        return tuple(need for need in shown if _overlap(shown[0].shares[reading], need.shares[reading]))


class Needs(Struct, frozen=True):
    """The needs that one account may see.

    Attributes:
        at: when they were counted.
        territories: by name, all of them that are theirs; all together first, where they see every one.
    """

    at: datetime
    territories: tuple[TerritoryNeeds, ...]


class _Person(Struct, frozen=True):
    """What counts of one person.

    Attributes:
        said: objectives that are hard or wanted; None without a debrief.
        right: by objective that they answered on, whether all their latest answers are right.
    """

    territory: str
    said: frozenset[Slug] | None
    right: Mapping[Slug, bool]


class _Objective(Struct, frozen=True):
    """An objective, where it is worked on, and what is published of it."""

    objective: Slug
    title: str
    units: tuple[str, ...]
    pages: tuple[PageOfObjective, ...]
    published: Mapping[Reading, PublishedShares]

    def need(self, territory: str) -> Need:
        shares = {
            reading: shares.total if territory == WHOLE else shares.groups[territory]
            for reading, shares in self.published.items()
        }
        return Need(self.objective, self.title, shares, self.units, self.pages)


def needs(database: Database, library: Library, account: Account, *, now: datetime) -> Needs:
    """Return the needs of the territories of `account`, as they may be shown.

    A registration that is another's twin does not count, nor somebody without a territory.

    Args:
        database: the records.
        library: the course, whose objectives are counted.
        account: who asks.
        now: when, aware.
    """
    with database.reading() as records:
        names = {key: territory.name for key, territory in records.places.territories().items()}
        people = _people(records, library.catalogue.questions)
    objectives = [
        _objective(library, people, names, objective) for objective in library.catalogue.programme.objectives
    ]
    debriefed = Counter(one.territory for one in people if one.said is not None)
    shown = sorted((key for key in names if is_in_scope(account, key)), key=lambda key: fold(names[key]))
    titles = {key: names[key] for key in shown}
    if territories_of(account) is None:
        debriefed[WHOLE] = sum(count for count in debriefed.values() if count >= LEAST)
        titles = {WHOLE: _("All territories"), **titles}
    return Needs(
        at=now,
        territories=tuple(
            TerritoryNeeds(
                territory=key,
                name=title,
                people=debriefed[key] if debriefed[key] >= LEAST else Hidden.FEW,
                needs=tuple(objective.need(key) for objective in objectives),
            )
            for key, title in titles.items()
        ),
    )


def _objective(
    library: Library, people: Sequence[_Person], territories: Collection[str], objective: Slug
) -> _Objective:
    return _Objective(
        objective=objective,
        title=library.catalogue.programme.objectives[objective],
        units=tuple(unit.title for unit in units_for(library.catalogue, objective)),
        pages=pages_for(library, objective),
        published={
            reading: publish_shares(_counted(people, territories, objective, reading)) for reading in Reading
        },
    )


def _people(records: Records, questions: Mapping[Slug, Question]) -> list[_Person]:
    notes = records.debriefs.standing()
    answers = records.answers.latest_right()
    return [
        _Person(
            territory=admission.territory,
            said=_said([notes[key] for author in DebriefAuthor if (key := (trainee, author)) in notes]),
            right=_right(answers.get(trainee, {}), questions),
        )
        for trainee, admission in records.admissions.standing().items()
        if admission.territory and admission.status is not AdmissionStatus.DUPLICATE
    ]


def _said(notes: Collection[DebriefNote]) -> frozenset[Slug] | None:
    if not notes:
        return None
    return frozenset(objective for note in notes for objective in (*note.view.hard, *note.view.wanted))


def _right(answers: Mapping[str, bool], questions: Mapping[Slug, Question]) -> Mapping[Slug, bool]:
    right: dict[Slug, bool] = defaultdict(lambda: True)
    for question, is_right in answers.items():
        objective = questions[question].objective if question in questions else None
        if objective is not None:
            right[objective] &= is_right
    return right


def _counted(
    people: Sequence[_Person], territories: Collection[str], objective: Slug, reading: Reading
) -> Mapping[str, Share]:
    """Return how many people of each territory need an objective, out of how many."""
    needing: dict[str, list[bool]] = {territory: [] for territory in territories}
    for one in people:
        if reading is Reading.SAID and one.said is not None:
            needing[one.territory].append(objective in one.said)
        if reading is Reading.SHOWN and objective in one.right:
            needing[one.territory].append(not one.right[objective])
    return {territory: Share(sum(needs), len(needs)) for territory, needs in needing.items()}


def _overlap(first: PublishedShare, other: PublishedShare) -> bool:
    return isinstance(first, Share) and isinstance(other, Share) and first.interval.overlaps(other.interval)

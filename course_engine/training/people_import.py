"""People in and out as a table: an office's list becomes registrations, and registrations become its list."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from random import Random
from typing import TypeAlias

from msgspec import Struct

from course_engine.errors import Diagnostic, InputRefused
from course_engine.exchange.csv_people import PersonRow, write_people
from course_engine.exchange.csv_table import Row, Table
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.admission import Admission, AdmissionStatus, Channel
from course_engine.model.identity import Slug
from course_engine.model.places import Territory
from course_engine.model.registration import AnswerValue, AvailabilityAnswer, Registration
from course_engine.model.trail import TrailAction
from course_engine.store import Database, Records
from course_engine.training.admission import LIVE
from course_engine.training.identity import uuid7
from course_engine.training.library import Library
from course_engine.training.people import PersonLine, lines_in, sorted_by_name
from course_engine.training.registration import new_trainee, record, registrant_of
from course_engine.training.territories import territory_of
from course_engine.training.trail import trace
from course_engine.training.twins import unsettled_in, why

_ = translator("training")

Known: TypeAlias = Mapping[str, Registration]


class ImportAsked(Struct, frozen=True):
    """How a list of people is imported.

    Attributes:
        territory: where they will follow their path.
        keep_good: whether the good lines of a file with bad ones are imported.
        decided_by: who imports it.
    """

    territory: Slug
    keep_good: bool
    decided_by: str


class LookAlike(Struct, frozen=True):
    """Somebody new who looks like somebody else: nothing is merged, a person settles it."""

    new: Registration
    other: Registration
    why: str


class PeopleReport(Struct, frozen=True):
    """What an import did.

    Attributes:
        added, changed, unchanged: identifiers of people.
        look_alikes: those added who look like others.
        problems: what was left aside, where the good lines were asked for.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    look_alikes: tuple[LookAlike, ...]
    problems: tuple[Diagnostic, ...]


def import_people(
    database: Database,
    library: Library,
    table: Table[PersonRow],
    asked: ImportAsked,
    *,
    now: datetime,
    rng: Random,
) -> PeopleReport:
    """Register the people of a file, all or none; or the good lines, where they are asked for.

    A line with an identifier corrects somebody known. One without is somebody new, unless somebody of the
    territory registered in the very same words: the same file again adds nothing.

    Raises:
        NotFound: there is no such territory.
        InputRefused: the file has problems; carries all of them, and nothing was recorded.
    """
    with database.writing() as records:
        territory = territory_of(records, asked.territory)
        known = _known_in(records, territory.id)
        checker = _Checker(territory, known)
        found = [(row, checker.problems(row)) for row in table.rows]
        problems = (*table.problems, *(problem for _row, some in found for problem in some))
        if problems and not asked.keep_good:
            raise InputRefused(problems)
        importer = _Importer(records, library, asked, known, now=now, rng=rng)
        done = [importer.register(row.value) for row, some in found if not some]
        added = tuple(trainee for trainee, what in done if what == "added")
        return PeopleReport(
            added=added,
            changed=tuple(trainee for trainee, what in done if what == "changed"),
            unchanged=tuple(trainee for trainee, what in done if what == "unchanged"),
            look_alikes=tuple(_look_alikes(records, territory.id, added)),
            problems=tuple(sorted(problems)),
        )


def export_people(
    database: Database, library: Library, territory: Slug, *, by: str, now: datetime, rng: Random
) -> bytes:
    """Return the people of a territory who are to come, as a file that `import_people` reads back.

    Args:
        database: whence.
        library: the course that they register to.
        territory: its identifier.
        by: who takes the list away: the trail says so.
        now: when, aware.
        rng: for the id of the trail's entry.

    Raises:
        NotFound: there is no such territory.
    """
    with database.writing() as records:
        lines = lines_in(records, library, {territory_of(records, territory).id})
        coming = sorted_by_name(line for line in lines if line.admission.status in LIVE)
        _trace_list(records, coming, [territory], by=by, now=now, rng=rng)
    return _written(library, coming)


def export_list(
    database: Database,
    library: Library,
    account: Account,
    lines: tuple[PersonLine, ...],
    *,
    now: datetime,
    rng: Random,
) -> bytes:
    """Return a list that an account sees as a file, and leave a trace of it."""
    with database.writing() as records:
        _trace_list(records, lines, account.territories, by=account.id, now=now, rng=rng)
    return _written(library, lines)


def _trace_list(
    records: Records,
    lines: Sequence[PersonLine],
    territories: Sequence[Slug],
    *,
    by: str,
    now: datetime,
    rng: Random,
) -> None:
    detail = _("people: {count}; territories: {territories}").format(
        count=len(lines), territories=", ".join(territories)
    )
    trace(records, TrailAction.LIST_EXPORTED, by=by, detail=detail, now=now, rng=rng)


def _written(library: Library, lines: tuple[PersonLine, ...]) -> bytes:
    return write_people((line.registration for line in lines), library.catalogue.questionnaire)


def _known_in(records: Records, territory: Slug) -> Known:
    return records.people.forms(records.admissions.standing(territory=territory))


def _look_alikes(records: Records, territory: Slug, added: tuple[str, ...]) -> Iterator[LookAlike]:
    pairs = [
        pair for pair in unsettled_in(records, {territory}) if not {pair.one, pair.other}.isdisjoint(added)
    ]
    known = records.people.forms({trainee for pair in pairs for trainee in (pair.one, pair.other)})
    for pair in pairs:
        new, other = (pair.one, pair.other) if pair.one in added else (pair.other, pair.one)
        yield LookAlike(known[new], known[other], why(pair))


class _Checker:
    """Finds what is wrong with each line, given who is known and the lines before."""

    def __init__(self, territory: Territory, known: Known) -> None:
        self._territory, self._known = territory, known
        self._seen: dict[object, int] = {}

    def problems(self, row: Row[PersonRow]) -> list[Diagnostic]:
        person, place = row.value, row.place
        found = []
        if person.id and person.id not in self._known:
            message = _("nobody in this territory has the identifier “{id}”").format(id=person.id)
            hint = _("correct it, or leave the cell empty for somebody new")
            found.append(place.problem("id", "PE101", message, hint))
        key = person.id or _words(person.registration("0000"))
        first = self._seen.setdefault(key, place.line)
        if first != place.line:
            message = _("this person is already on line {line}").format(line=first)
            found.append(place.problem("id" if person.id else "nom", "PE102", message, _("keep one line")))
        if person.commune and self._territory.communes and not self._territory.commune(person.commune):
            message = _("the commune “{code}” is not in the territory {territory}").format(
                code=person.commune, territory=self._territory.name
            )
            hint = _("correct the code, or leave the cell empty for a grouping")
            found.append(place.problem("insee", "PE103", message, hint))
        return found


class _Importer:
    """Records the lines of a file, in one transaction."""

    def __init__(
        self,
        records: Records,
        library: Library,
        asked: ImportAsked,
        known: Known,
        *,
        now: datetime,
        rng: Random,
    ) -> None:
        self._records, self._library, self._asked = records, library, asked
        self._said = {trainee: _words(form) for trainee, form in known.items()}
        self._said_by = {words: trainee for trainee, words in self._said.items()}
        self._now, self._rng = now, rng

    def register(self, person: PersonRow) -> tuple[str, str]:
        """Record one line; return whose it is, and whether they are added, changed or unchanged."""
        words = _words(person.registration("0000"))
        if person.id:
            if self._said[person.id] == words:
                return person.id, "unchanged"
            self._record(person.registration(person.id))
            return person.id, "changed"
        if words in self._said_by:
            return self._said_by[words], "unchanged"
        trainee = new_trainee(self._records, self._rng)
        self._records.people.add_trainee(trainee, registered_at=self._now)
        self._record(person.registration(trainee))
        self._records.admissions.append(self._admission(trainee))
        return trainee, "added"

    def _record(self, form: Registration) -> None:
        registrant = registrant_of(self._library, form)
        record(self._records, registrant, now=self._now, rng=self._rng)

    def _admission(self, trainee: str) -> Admission:
        return Admission(
            id=uuid7(self._now, self._rng),
            trainee=trainee,
            territory=self._asked.territory,
            channel=Channel.FILE,
            status=AdmissionStatus.RECEIVED,
            decided_by=self._asked.decided_by,
            decided_at=self._now,
        )


def _words(form: Registration) -> tuple[object, ...]:
    """Return what a registration says, as a file can say it: no empty answer, spaces collapsed."""
    texts = (form.last_name, form.first_name, form.employer, form.accommodation)
    answers = {question: answer for question, answer in form.answers.items() if _says_something(answer)}
    return (
        *(" ".join(text.split()) for text in texts),
        form.commune,
        tuple(sorted(answers.items(), key=str)),
    )


def _says_something(answer: AnswerValue) -> bool:
    if isinstance(answer, AvailabilityAnswer):
        return answer.number is not None or bool(answer.kinds)
    return bool(answer)

"""One person's whole file: everything that is kept about them, with why and until when, as JSON in French."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Any

from msgspec import Struct

from course_engine.bundle.zip import zipped
from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.folding import fold
from course_engine.model.names import by_name, name_in_list
from course_engine.model.trail import TrailAction
from course_engine.model.training import Trainee
from course_engine.store import Database, Records
from course_engine.training.dossier_values import in_french
from course_engine.training.inventory import NOT_EXPORTED, TABLES, KeptTable
from course_engine.training.privacy import AFTER_LAST_SESSION, COLLECTED, RecordKind, kept_in_words
from course_engine.training.retention import Retention
from course_engine.training.trail import trace

_ = translator("training")

FORMAT, VERSION = "dossier", 1
MOST_FOUND = 50
Rows = Sequence[Mapping[str, Any]]


class Section(Struct, frozen=True):
    """What is kept about a person for one reason.

    Attributes:
        title, purpose, kept: what it is, why, how long, in words.
        until: when the purge deletes it; None where that depends on each row.
        tables: rows by the word of their table, each by the word of its columns.
    """

    kind: RecordKind
    title: str
    purpose: str
    kept: str
    until: datetime | None
    tables: Mapping[str, Rows]


class Dossier(Struct, frozen=True):
    """Everything that is kept about one person.

    Attributes:
        person: who; as erased people are shown, where they are.
        at: when it was read.
        sections: one for each kind of record that holds something.
        documents: the PDFs of their attestations, by number.
    """

    person: Trainee
    at: datetime
    sections: tuple[Section, ...]
    documents: Mapping[str, bytes]

    def as_json(self) -> bytes:
        """Return the file as JSON, the same bytes for the same facts (docs/donnees-personnelles.md)."""
        content = {
            "format": FORMAT,
            "version": VERSION,
            "personne": self.person.id,
            "établi le": in_french(self.at),
            "sections": [
                {
                    "nature": section.kind,
                    "titre": section.title,
                    "pourquoi": section.purpose,
                    "durée": section.kept,
                    "jusqu’au": in_french(section.until),
                    "lignes": section.tables,
                }
                for section in self.sections
            ],
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"

    def as_zip(self) -> bytes:
        """Return the JSON and the attestations as one archive, the same bytes for the same facts."""
        documents = {f"attestations/{number}.pdf": content for number, content in self.documents.items()}
        return zipped({"dossier.json": self.as_json(), **documents})


def view_dossier(
    database: Database, trainee: str, *, by: str, retention: Retention, now: datetime, rng: Random
) -> Dossier:
    """Return a person's whole file for an account to look at; the trail says that it did.

    Raises:
        NotFound: nobody ever had that id.
    """
    return _open(database, trainee, TrailAction.FILE_VIEWED, by=by, retention=retention, now=now, rng=rng)


def export_dossier(
    database: Database, trainee: str, *, by: str, retention: Retention, now: datetime, rng: Random
) -> Dossier:
    """Return a person's whole file for an account to take away; the trail says that it did.

    Raises:
        NotFound: nobody ever had that id.
    """
    return _open(database, trainee, TrailAction.FILE_EXPORTED, by=by, retention=retention, now=now, rng=rng)


class Found(Struct, frozen=True):
    """Somebody whom a search found, and the name of their territory; empty where none is known."""

    trainee: Trainee
    territory: str


def search_people(database: Database, written: str) -> tuple[Found, ...]:
    """Return the people whose name, employer or id holds every word written, fifty at most, by name.

    Accents and capitals do not count. Nothing written finds nobody.
    """
    words = fold(written).split()
    if not words:
        return ()
    with database.reading() as records:
        people = records.people.trainees().values()
        standing, territories = records.admissions.standing(), records.places.territories()

    def told(person: Trainee) -> str:
        return fold(f"{name_in_list(person)} {person.employer} {person.id}")

    def territory(person: Trainee) -> str:
        admission = standing.get(person.id)
        known = territories.get(admission.territory or "") if admission else None
        return known.name if known else ""

    found = [person for person in people if all(word in told(person) for word in words)]
    found.sort(key=by_name)
    return tuple(Found(person, territory(person)) for person in found[:MOST_FOUND])


def _open(
    database: Database,
    trainee: str,
    action: TrailAction,
    *,
    by: str,
    retention: Retention,
    now: datetime,
    rng: Random,
) -> Dossier:
    with database.writing() as records:
        person = records.people.trainees().get(trainee)
        if person is None:
            raise NotFound(_("No trainee has the identifier “{id}”.").format(id=trainee))
        trace(records, action, by=by, trainee=trainee, now=now, rng=rng)
        last_seen = records.overdue.last_seen()[trainee]
        rows = _rows(records, person)
        documents = records.files.attestations(trainee)
    sections = (
        _section(
            kind, {table: rows[table] for table in record.tables if rows.get(table)}, retention, last_seen
        )
        for kind, record in COLLECTED.items()
    )
    return Dossier(person, now, tuple(section for section in sections if section.tables), documents)


def _rows(records: Records, person: Trainee) -> Mapping[str, Rows]:
    """Return the rows of every table that name a person, or stand behind one that does."""
    files = records.files
    rows: dict[str, Rows] = {
        name: files.naming(name, table.people, person.id) for name, table in TABLES.items() if table.people
    }
    rows["signed_by"] = files.signatures(person.id)
    rows["placement_proposal"] = files.proposals_naming(person.id)
    if not person.erased:
        rows["registration_draft"] = files.drafts_of(person.last_name, person.first_name)
    sessions = {row["session"] for name in ("enrolment_decision", "attendance") for row in rows[name]}
    rows["training_session"] = [
        row for session in sorted(sessions) for row in files.naming("training_session", ("id",), session)
    ]
    return rows


def _section(
    kind: RecordKind, rows: Mapping[str, Rows], retention: Retention, last_seen: datetime
) -> Section:
    record = COLLECTED[kind]
    return Section(
        kind=kind,
        title=_(record.title),
        purpose=_(record.purpose),
        kept=kept_in_words(record, retention),
        until=retention.until(record.period, last_seen) if record.end == AFTER_LAST_SESSION else None,
        tables={
            TABLES[name].word: [_worded(name, TABLES[name], row) for row in found]
            for name, found in rows.items()
        },
    )


def _worded(name: str, table: KeptTable, row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        word: in_french(row[column], f"{name}.{column}")
        for column, word in table.columns.items()
        if word != NOT_EXPORTED
    }

"""Everything that is looked at before a stand leaves the depot; nothing is changed."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random

from msgspec import Struct

from course_engine.content import compile_course
from course_engine.errors import StoreError
from course_engine.i18n import translator
from course_engine.model.readiness import Checklist, Finding
from course_engine.store import Records, file_of, open_database, version_at
from course_engine.store.migrations import REVISIONS
from course_engine.training.stand import course_checks, key_checks, machine_checks, room_checks
from course_engine.training.stand.durability import durability
from course_engine.training.stand.findings import blocking, good, look

_ = translator("training")


class Inspection(Struct, frozen=True):
    """What is looked at.

    Attributes:
        stand: what the stand is called; may be empty.
        location: the records, a file or a database URL.
        course: the folder of the course.
        theme: the folder of the theme; None for the engine's own.
        expects: how the digest of the office's course begins; empty where it is not known.
        private_key: what signs attestations, if anything does.
        tls_certificate: what the server shows, if anything.
        port: where the server will listen.
        scratch: a folder on the disk of the records, where something may be written and removed.
        installed: when the engine was installed on this machine.
    """

    stand: str
    location: str
    course: Path
    theme: Path | None
    expects: str
    private_key: Path | None
    tls_certificate: Path | None
    port: int
    scratch: Path
    installed: datetime


def look_over(
    inspection: Inspection, *, now: datetime, rng: Random, stopwatch: Callable[[], float]
) -> Checklist:
    """Return the checklist of a stand.

    Args:
        inspection: what is looked at.
        now: by the clock of the machine, aware.
        rng: draws ids and tokens of the dummy answers.
        stopwatch: seconds, from any beginning.
    """
    compilation = compile_course(inspection.course)
    findings = (
        course_checks.course(compilation, inspection.expects),
        course_checks.theme(inspection.theme),
        *_records(inspection, now),
        *durability(inspection.scratch, compilation.catalogue, now=now, rng=rng, stopwatch=stopwatch),
        machine_checks.disk(inspection.scratch, inspection.course, file_of(inspection.location)),
        key_checks.signing_key(inspection.private_key),
        key_checks.certificate(inspection.tls_certificate, now),
        machine_checks.port(inspection.port),
        machine_checks.browsers(),
        machine_checks.printer(),
    )
    return Checklist(stand=inspection.stand, made_at=now, findings=findings)


def _no_records(location: str) -> str:
    file = file_of(location)  # an address may hold a password
    return _("There are none.") if file is None else _("There are none at “{file}”.").format(file=file)


def _records(inspection: Inspection, now: datetime) -> Iterator[Finding]:
    title = _("Records")
    try:
        version = version_at(inspection.location)
        if version is None:
            yield blocking(
                title, _no_records(inspection.location), _("Check the setting, or restore a backup.")
            )
            yield machine_checks.clock(now, None, inspection.installed)
        elif version != REVISIONS[-1]:
            said = _("Of an older version ({version}).").format(version=version)
            yield look(title, said, _("Back them up: they are upgraded when the server starts."))
            yield machine_checks.clock(now, None, inspection.installed)
        else:
            with open_database(inspection.location) as database, database.reading() as records:
                yield _whole(records)
                yield from _about_the_days(records, inspection, now)
    except StoreError as failure:
        yield blocking(
            title, str(failure), _("Restore the last backup, or call whoever looks after the engine.")
        )


def _whole(records: Records) -> Finding:
    title = _("Records")
    if faults := records.condition.faults():
        said = _("Damaged: {fault}.").format(fault=faults[0])
        return blocking(title, said, _("Restore the last backup."))
    counts = records.condition.counts()
    said = _("Whole, of today’s version: {people} people, {answers} answers.")
    return good(title, said.format(people=counts["trainee"], answers=counts["answer"]))


def _about_the_days(records: Records, inspection: Inspection, now: datetime) -> Iterator[Finding]:
    yield machine_checks.clock(now, records.condition.newest_fact(), inspection.installed)
    yield room_checks.last_backup(records, now)
    yield room_checks.sessions(records, now)
    yield room_checks.codes(records, now)
    yield room_checks.accounts(records)

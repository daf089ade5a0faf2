"""`course-engine attendance`: signed sheets (CSV) → facts; a sheet to print; the register verified."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.options import (
    course_option,
    database_option,
    existing_file,
    existing_records,
    settings,
)
from course_engine.content import load_course
from course_engine.errors import VerificationFailed
from course_engine.exchange.csv_sheets import read_sheet
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.rendering.theme import load_theme
from course_engine.store import open_database
from course_engine.training.printing import print_attendance_sheet
from course_engine.training.record import AttendanceReport, import_sheets
from course_engine.training.register.sheet import office_sheet
from course_engine.training.register.verification import Verification, short, verify_register

_ = translator("cli")

PRINTED_FINGERPRINT = re.compile("[0-9a-f]{4}(?: ?[0-9a-f]{4}){2,15}", re.IGNORECASE)


@click.group(
    help=_("Enter the signed attendance sheets, print one, verify the register."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about attendance."""


@command.command(
    "import",
    help=_("Enter signed sheets (CSV). A sheet entered twice adds nothing; a changed line corrects."),
)
@click.argument("sheets", type=existing_file, nargs=-1, required=True, metavar=_("SHEET…"))
@database_option
@click.option(
    "--entered-by",
    envvar="USER",
    required=True,
    metavar=_("NAME"),
    help=_("Who types the sheets in."),
)
def import_command(sheets: tuple[Path, ...], database: str, entered_by: str) -> None:
    """Record every sheet, all or none, and say what was done."""
    tables = [read_sheet(sheet.read_bytes(), sheet.name) for sheet in sheets]
    with open_database(existing_records(database)) as records:
        report = import_sheets(
            records, tables, entered_by=entered_by, now=datetime.now(UTC), rng=SystemRandom()
        )
    for correction in report.corrected:
        click.echo(correction)
    click.echo(summary(report))


@command.command(
    "sheet",
    help=_("Make the attendance sheet of a session as a PDF: as it stands, or blank to sign by hand."),
)
@click.argument("session", metavar=_("SESSION"))
@click.option("--blank", is_flag=True, help=_("To be signed by hand, whoever signed already."))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("emargement.pdf"),
    show_default=True,
    help=_("The file to write."),
)
@database_option
@course_option
def sheet_command(session: str, *, blank: bool, out: Path, database: str, course: Path) -> None:
    """Write one PDF."""
    configured = settings()
    with open_database(existing_records(database)) as records:
        sheet = office_sheet(records, session)
    document = print_attendance_sheet(
        sheet,
        load_course(course),
        load_theme(configured.theme),
        organiser=configured.organiser,
        blank=blank,
        now=datetime.now(UTC),
    )
    with atomic_write(out) as draft:
        draft.write(document)
    click.echo(out)


def _fingerprint(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """Return a fingerprint as it was typed: a slip of the keyboard is not a register that was altered.

    Raises:
        BadParameter: it is not of the form that sheets print.
    """
    if value and PRINTED_FINGERPRINT.fullmatch(value.strip()) is None:
        sentence = _("“{value}” is not a fingerprint: copy it from the sheet, such as “1a2b 3c4d 5e6f”.")
        raise click.BadParameter(sentence.format(value=value))
    return value


@command.command(
    "verify", help=_("Verify that nothing of the attendance register was changed since it was signed.")
)
@database_option
@click.option(
    "--expects",
    default="",
    callback=_fingerprint,
    metavar=_("HASH"),
    help=_("What a sheet prints as the register's fingerprint: without it, a removed end does not show."),
)
def verify_command(database: str, expects: str) -> None:
    """Say what is wrong, or what was verified."""
    with open_database(existing_records(database)) as records:
        verification = verify_register(records, expects=expects)
    if verification.findings:
        raise VerificationFailed("\n".join(found.sentence for found in verification.findings))
    for sentence in verified(verification):
        click.echo(sentence)


def verified(verification: Verification) -> Iterator[str]:
    """Yield what a register without a flaw is told."""
    yield _("The register is whole. Links verified: {links}; chains: {chains}.").format(
        links=verification.links, chains=len(verification.heads)
    )
    if verification.before:
        yield _("Entered before the chained register: {count}.").format(count=verification.before)
    if verification.purged:
        yield _("Deleted by the purge, their time being over: {count}.").format(count=verification.purged)
    for head in verification.heads:
        yield _("Last link {rank}, fingerprint {short}.").format(rank=head.rank, short=short(head))


def summary(report: AttendanceReport) -> str:
    """Return one sentence that counts what was recorded."""
    return _(
        "Signatures recorded: {added}; corrected: {corrected}; known already: {unchanged}; absent: {absent}."
    ).format(
        added=report.added, corrected=len(report.corrected), unchanged=report.unchanged, absent=report.absent
    )

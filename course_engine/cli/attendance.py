"""`course-engine attendance import`: signed sheets (CSV) → facts of attendance."""

from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.options import database_option, existing_file, existing_records
from course_engine.exchange.csv_sheets import read_sheet
from course_engine.i18n import translator
from course_engine.store import open_database
from course_engine.training.record import AttendanceReport, import_sheets

_ = translator("cli")


@click.group(
    help=_("Enter the signed attendance sheets."),
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


def summary(report: AttendanceReport) -> str:
    """Return one sentence that counts what was recorded."""
    return _(
        "Signatures recorded: {added}; corrected: {corrected}; known already: {unchanged}; absent: {absent}."
    ).format(
        added=report.added, corrected=len(report.corrected), unchanged=report.unchanged, absent=report.absent
    )

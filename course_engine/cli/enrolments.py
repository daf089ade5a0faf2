"""`course-engine enrolments`: who has a place in which session, in and out as CSV."""

from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.csv_files import csv_out_option, file_argument, give_out, keep_good_option, show_import
from course_engine.cli.options import by_command, by_option, database_option, existing_records
from course_engine.exchange.csv_sessions import read_enrolments
from course_engine.i18n import translator
from course_engine.store import open_database
from course_engine.training.exports import enrolments_file
from course_engine.training.schedule import import_enrolments

_ = translator("cli")


@click.group(
    help=_("Say who has a place in which session, and who waits for one."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about enrolments."""


@command.command(
    "import", help=_("Record the decisions of a file (CSV): places given, waiting list, places taken back.")
)
@file_argument
@database_option
@keep_good_option
@by_option
def import_command(file: Path, database: str, keep_good: bool, by: str) -> None:  # noqa: FBT001 - click passes the flag
    """Record decisions and say what was done."""
    table = read_enrolments(file.read_bytes(), file.name)
    with open_database(existing_records(database)) as records:
        report = import_enrolments(
            records,
            table,
            decided_by=by_command(by),
            now=datetime.now(UTC),
            rng=SystemRandom(),
            keep_good=keep_good,
        )
    show_import(report)


@command.command(
    "export",
    help=_("Write what stands for each person and session as CSV. The trail keeps that it was taken."),
)
@database_option
@csv_out_option
@by_option
def export_command(database: str, out: Path | None, by: str) -> None:
    """Write the file that `import` reads."""
    with open_database(existing_records(database)) as records:
        content = enrolments_file(
            records, exported_by=by_command(by), now=datetime.now(UTC), rng=SystemRandom()
        )
    give_out(content, out)

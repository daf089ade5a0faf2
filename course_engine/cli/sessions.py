"""`course-engine sessions`: the schedule, in and out as CSV."""

from pathlib import Path

import click

from course_engine.cli.csv_files import csv_out_option, file_argument, give_out, keep_good_option, show_import
from course_engine.cli.options import course_option, database_option, existing_records
from course_engine.content import load_course
from course_engine.exchange.csv_sessions import read_sessions
from course_engine.i18n import translator
from course_engine.store import open_database
from course_engine.training.exports import sessions_file
from course_engine.training.schedule import import_sessions

_ = translator("cli")


@click.group(
    help=_("Plan the half-days: when each session is held, where, for how many."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about sessions."""


@command.command(
    "import",
    help=_("Record the sessions of a file (CSV). A session that people have a place in is not moved."),
)
@file_argument
@database_option
@course_option
@keep_good_option
def import_command(file: Path, database: str, course: Path, keep_good: bool) -> None:  # noqa: FBT001 - click passes the flag
    """Record sessions and say what was done."""
    units = load_course(course).programme.unit_order
    table = read_sessions(file.read_bytes(), file.name)
    with open_database(existing_records(database)) as records:
        show_import(import_sessions(records, table, units=units, keep_good=keep_good))


@command.command("export", help=_("Write every session as CSV."))
@database_option
@csv_out_option
def export_command(database: str, out: Path | None) -> None:
    """Write the file that `import` reads."""
    with open_database(existing_records(database)) as records:
        give_out(sessions_file(records), out)

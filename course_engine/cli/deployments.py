"""`course-engine deployments`: which stand stays where and when, in and out as CSV."""

from pathlib import Path

import click

from course_engine.cli.csv_files import csv_out_option, file_argument, give_out, keep_good_option, show_import
from course_engine.cli.options import database_option, existing_records
from course_engine.exchange.csv_deployments import read_deployments
from course_engine.i18n import translator
from course_engine.store import open_database
from course_engine.training.deployments import import_deployments
from course_engine.training.exports import deployments_file

_ = translator("cli")


@click.group(
    help=_("Say which stand stays in which territory, and when."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about the stays of stands."""


@command.command("import", help=_("Record the stays of a file (CSV)."))
@file_argument
@database_option
@keep_good_option
def import_command(file: Path, database: str, keep_good: bool) -> None:  # noqa: FBT001 - click passes the flag
    """Record stays and say what was done."""
    table = read_deployments(file.read_bytes(), file.name)
    with open_database(existing_records(database)) as records:
        show_import(import_deployments(records, table, keep_good=keep_good))


@command.command("export", help=_("Write every stay as CSV."))
@database_option
@csv_out_option
def export_command(database: str, out: Path | None) -> None:
    """Write the file that `import` reads."""
    with open_database(existing_records(database)) as records:
        give_out(deployments_file(records), out)

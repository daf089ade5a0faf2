"""`course-engine territories`: where the stands go, in and out as CSV."""

from pathlib import Path

import click

from course_engine.cli.csv_files import csv_out_option, file_argument, give_out, keep_good_option, show_import
from course_engine.cli.options import database_option, existing_records
from course_engine.exchange.csv_territories import read_territories
from course_engine.i18n import translator
from course_engine.store import open_database
from course_engine.training.exports import territories_file
from course_engine.training.territories import add_groupings, import_territories, recorded_territories

_ = translator("cli")


@click.group(
    help=_("Say where the stands go: territories and their communes."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about territories."""


@command.command(
    "import",
    help=_("Record the territories of a file (CSV), one commune a line. Starts the records if needed."),
)
@file_argument
@database_option
@keep_good_option
def import_command(file: Path, database: str, keep_good: bool) -> None:  # noqa: FBT001 - click passes the flag
    """Record territories and say what was done."""
    table = read_territories(file.read_bytes(), file.name)
    with open_database(database) as records:
        show_import(import_territories(records, table, keep_good=keep_good))


@command.command(
    "add-epci",
    help=_("Make territories of EPCI of Nord and Pas-de-Calais, by SIREN. Starts the records if needed."),
)
@click.argument("sirens", nargs=-1, required=True, metavar=_("SIREN…"))
@database_option
def add_epci_command(sirens: tuple[str, ...], database: str) -> None:
    """Record groupings that the engine knows."""
    with open_database(database) as records:
        show_import(add_groupings(records, sirens))


@command.command("list", help=_("List the territories: identifier, name, number of communes."))
@database_option
def list_command(database: str) -> None:
    """Show one territory a line."""
    with open_database(existing_records(database)) as records:
        territories = recorded_territories(records)
    width = max((len(territory.id) for territory in territories), default=0)
    for territory in territories:
        count = _("communes: {count}").format(count=len(territory.communes))
        click.echo(f"{territory.id:<{width}}  {territory.name} ({count})")


@command.command("export", help=_("Write every territory as CSV."))
@database_option
@csv_out_option
def export_command(database: str, out: Path | None) -> None:
    """Write the file that `import` reads."""
    with open_database(existing_records(database)) as records:
        give_out(territories_file(records), out)

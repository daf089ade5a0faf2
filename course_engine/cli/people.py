"""`course-engine people import` and `export`: an office's list (CSV) ↔ the registrations of a territory."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.csv_files import csv_out_option, file_argument, give_out, keep_good_option
from course_engine.cli.exits import EXIT_CODES
from course_engine.cli.options import by_command, by_option, course_option, database_option, existing_records
from course_engine.content import load_course
from course_engine.errors import Refused
from course_engine.exchange.csv_people import read_people
from course_engine.i18n import translator
from course_engine.store import open_database
from course_engine.training.library import Library
from course_engine.training.people_import import (
    ImportAsked,
    LookAlike,
    PeopleReport,
    export_people,
    import_people,
)

_ = translator("cli")

territory_option = click.option(
    "--territory", required=True, metavar=_("TERRITORY"), help=_("The identifier of the territory.")
)


@click.group(
    help=_("Import and export the people who registered in a territory."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about people."""


@command.command(
    "import",
    help=_("Register the people of a list (CSV), all or none. The same list again adds nothing."),
)
@file_argument
@territory_option
@keep_good_option
@database_option
@course_option
@by_option
def import_command(
    file: Path,
    territory: str,
    keep_good: bool,  # noqa: FBT001 - click passes the flag
    database: str,
    course: Path,
    by: str,
) -> None:
    """Register the people of a list, and say what was done."""
    library = Library(load_course(course))
    table = read_people(file.read_bytes(), file.name, library.catalogue.questionnaire)
    asked = ImportAsked(territory, keep_good=keep_good, decided_by=by_command(by))
    with open_database(existing_records(database)) as records:
        report = import_people(records, library, table, asked, now=datetime.now(UTC), rng=SystemRandom())
    for pair in report.look_alikes:
        click.echo(look_alike(pair))
    click.echo(summary(report))
    if report.problems:
        for problem in report.problems:
            click.echo(str(problem), err=True)
        sys.exit(EXIT_CODES[Refused])


@command.command("export", help=_("Write the people of a territory who are to come as a list (CSV)."))
@territory_option
@csv_out_option
@database_option
@course_option
@by_option
def export_command(territory: str, out: Path | None, database: str, course: Path, by: str) -> None:
    """Write the list of a territory, and leave an entry in the trail."""
    library = Library(load_course(course))
    with open_database(existing_records(database)) as records:
        content = export_people(
            records, library, territory, by=by_command(by), now=datetime.now(UTC), rng=SystemRandom()
        )
    give_out(content, out)


def look_alike(pair: LookAlike) -> str:
    """Return one sentence about somebody new who looks like somebody else."""
    sentence = _("{new} looks like {other} ({id}). {why} Settle it under “Duplicates”: nothing was merged.")
    return sentence.format(
        new=pair.new.full_name,
        other=pair.other.full_name,
        id=pair.other.id,
        why=pair.why,
    )


def summary(report: PeopleReport) -> str:
    """Return one sentence that counts what was recorded."""
    sentence = _("People registered: {added}; corrected: {changed}; known already: {unchanged}.")
    return sentence.format(
        added=len(report.added), changed=len(report.changed), unchanged=len(report.unchanged)
    )

"""`course-engine codes issue`: personal codes, to a terminal or to a CSV file."""

from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.options import by_command, by_option, database_option, existing_records
from course_engine.exchange.csv_codes import write_codes
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.store import open_database
from course_engine.training.access import issue_named_codes

_ = translator("cli")


@click.group(
    help=_("Issue the personal codes of trainees."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about codes."""


@command.command("issue", help=_("Give trainees a new code; the one they had stops working."))
@click.argument("trainees", nargs=-1, metavar=_("[TRAINEE]…"))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("The CSV file to write; the terminal if not given."),
)
@by_option
@database_option
def issue_command(trainees: tuple[str, ...], out: Path | None, by: str, database: str) -> None:
    """Issue codes to those who are named, or to those who have none yet."""
    with open_database(existing_records(database)) as records:
        issued = issue_named_codes(
            records, trainees, by=by_command(by), now=datetime.now(UTC), rng=SystemRandom()
        )
    if out is None:
        for one in issued:
            click.echo(f"{one.code}\t{one.trainee.full_name}\t{one.trainee.id}")
    else:
        with atomic_write(out) as draft:
            draft.write(write_codes((one.trainee, one.code) for one in issued))
    click.echo(_("Codes issued: {count}. None can be read again.").format(count=len(issued)), err=True)

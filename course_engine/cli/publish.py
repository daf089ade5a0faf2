"""`course-engine publish`: what the course asks is written down, so that answers can be read with it ever after."""

from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import click

from course_engine.cli.options import course_option
from course_engine.content.publication import PATH
from course_engine.i18n import translator
from course_engine.store import open_database
from course_engine.training.publishing import publish

_ = translator("cli")


@click.command(
    help=_(
        "Publish the questions of a course: from then on their answers count. A course with errors is refused."
    )
)
@course_option
@click.option(
    "--database",
    metavar=_("RECORDS"),
    help=_("The records that keep the whole course as it is published; none if not given."),
)
def command(course: Path, database: str | None) -> None:
    """Publish, and say what was."""
    with open_database(database) if database else nullcontext() as records:
        done = publish(course, records, now=datetime.now(UTC))
    click.echo(
        _("Published: {new}; new versions: {changed}; withdrawn: {withdrawn}. They are in {path}").format(
            new=len(done.new), changed=len(done.changed), withdrawn=len(done.withdrawn), path=course / PATH
        )
    )
    if done.changed:
        click.echo(_("If a key changed, course-engine regrade shows what it changes."), err=True)

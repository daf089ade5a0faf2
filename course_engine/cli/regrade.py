"""`course-engine regrade`: what answers are worth since a question was corrected, before and after."""

from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.options import course_option, database_option, existing_records
from course_engine.content import load_course
from course_engine.i18n import translator
from course_engine.model.response import Score
from course_engine.store import open_database
from course_engine.training.regrading import confirm_regrading, regrading

_ = translator("cli")


@click.command(
    help=_(
        "Show what corrected questions change to the score of each answer; apply it when an account confirms."
    )
)
@course_option
@database_option
@click.option(
    "--by",
    metavar=_("ACCOUNT"),
    help=_("The account that confirms; nothing is changed if not given."),
)
def command(course: Path, database: str, by: str | None) -> None:
    """Show before and after; record the new judgements if an account confirms them."""
    catalogue = load_course(course)
    with open_database(existing_records(database)) as records:
        found = regrading(records, catalogue)
        for change in found.changes:
            click.echo(
                _("{name} ({trainee}), {question}: {before} → {after}").format(
                    name=change.name,
                    trainee=change.trainee,
                    question=change.question,
                    before=points(change.before),
                    after=points(change.after),
                )
            )
        if by is not None:
            confirm_regrading(records, catalogue, found, by=by, now=datetime.now(UTC), rng=SystemRandom())
    said = _("Scores changed: {count}.") if by is not None else _("Scores that would change: {count}.")
    click.echo(said.format(count=len(found.changes)), err=True)
    if found.kept:
        click.echo(
            _("Answers to what their question no longer offers, whose score stands: {count}.").format(
                count=found.kept
            ),
            err=True,
        )
    if found.later:
        click.echo(
            _("Answers that a later version of the course judges, whose score stands: {count}.").format(
                count=found.later
            ),
            err=True,
        )
    if found.changes and by is None:
        click.echo(_("Nothing was changed: confirm with --by and an account."), err=True)


def points(score: Score) -> str:
    """Return the points earned and the most there were: « 0,67/1 »."""
    earned = f"{score.earned:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{earned}/{score.points}"

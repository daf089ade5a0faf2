"""`course-engine privacy`: purge what is over its time, export one person's whole file, erase a person."""

from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.options import (
    by_command,
    by_option,
    database_option,
    existing_records,
    out_option,
    settings,
)
from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.rendering.wording import day_in_words
from course_engine.store import open_database
from course_engine.training.dossier import export_dossier
from course_engine.training.erasure import Erasure, ErasureReason, erase, erasure_ahead
from course_engine.training.privacy import COLLECTED
from course_engine.training.purge import PurgeLine, purge, rehearse_purge
from course_engine.training.retention import Retention
from course_engine.training.stand_time import on_the_stand

_ = translator("cli")


@click.group(
    help=_("Purge, export or erase what is kept about people."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about privacy."""


@command.command(
    "purge",
    help=_("Delete what has been kept long enough. May be interrupted, and run again."),
)
@database_option
@click.option("--dry-run", is_flag=True, help=_("Say what would be deleted, and delete nothing."))
def purge_command(database: str, *, dry_run: bool) -> None:
    """Say what was found and done of each kind, once it is."""
    retention, now = settings().retention, datetime.now(UTC)
    with open_database(existing_records(database)) as records:
        lines = (
            rehearse_purge(records, retention, now=now)
            if dry_run
            else purge(records, retention, now=now, rng=SystemRandom())
        )
        counted = 0
        for line in lines:
            click.echo(told(line, retention))
            counted += line.over
    click.echo(_("Over their time: {count}.").format(count=counted))
    if dry_run:
        click.echo(_("Nothing was deleted: this was a rehearsal."))


@command.command("export", help=_("Write one person's whole file: JSON and attestations, in a ZIP archive."))
@click.argument("trainee", metavar=_("TRAINEE"))
@database_option
@by_option
@out_option("dossiers")
def export_command(trainee: str, database: str, by: str, out: Path) -> None:
    """Write `<id>.zip`, and leave an entry in the trail."""
    with open_database(existing_records(database)) as records:
        dossier = export_dossier(
            records,
            trainee,
            by=by_command(by),
            retention=settings().retention,
            now=datetime.now(UTC),
            rng=SystemRandom(),
        )
    target = out / f"{dossier.person.id}.zip"
    with atomic_write(target) as draft:
        draft.write(dossier.as_zip())
    target.chmod(0o600)  # whoever else uses this computer may not read it
    click.echo(target)


@command.command(
    "erase", help=_("Erase a person: their name and all they told. The register stays, unnamed.")
)
@click.argument("trainee", metavar=_("TRAINEE"))
@database_option
@by_option
@click.option(
    "--reason",
    type=click.Choice([reason.value for reason in ErasureReason]),
    required=True,
    help=_("Why: the trail says so."),
)
@click.option("--yes", is_flag=True, help=_("Do not ask."))
def erase_command(trainee: str, database: str, by: str, reason: str, *, yes: bool) -> None:
    """Say what will stay, ask, erase, and say what was done."""
    retention = settings().retention
    with open_database(existing_records(database)) as records:
        ahead = erasure_ahead(records, trainee, retention=retention)
        for line in staying(ahead):
            click.echo(line)
        if not yes:
            question = _("There is no way back. To erase, type the identifier again")
            check_typed(trainee, click.prompt(question, prompt_suffix=_(": ")))
        done = erase(
            records,
            trainee,
            reason=ErasureReason(reason),
            by=by_command(by),
            retention=retention,
            now=datetime.now(UTC),
            rng=SystemRandom(),
        )
    removed = sum(done.removed.values())
    click.echo(_("Erased: {count} records deleted or emptied.").format(count=removed))
    if not done.clean:
        click.echo(_("The database is being read: run “privacy purge” once nobody does."), err=True)


def check_typed(trainee: str, typed: str) -> None:
    """Refuse to erase unless the identifier was typed again.

    Raises:
        NotFound: what was typed is not that identifier.
    """
    if typed.strip() != trainee:
        raise NotFound(_("“{typed}” is not “{id}”: nothing was erased.").format(typed=typed, id=trainee))


def told(line: PurgeLine, retention: Retention) -> str:
    """Return what the purge found of one kind: « 12 personnes, … (12 mois) »."""
    period = retention.in_words(COLLECTED[line.kind].period)
    return _("{count} {said} ({period})").format(count=line.over, said=line.said, period=period)


def staying(erasure: Erasure) -> list[str]:
    """Return what the register keeps of somebody who is erased, one line a kind."""
    if not erasure.staying:
        return [_("The register keeps nothing of this person.")]
    return [_("What stays, without a name:")] + [
        _("- {title}: {count}, until {day}").format(
            title=stay.title, count=stay.count, day=day_in_words(on_the_stand(stay.until).date())
        )
        for stay in erasure.staying
    ]

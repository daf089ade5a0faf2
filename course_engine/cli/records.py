"""`course-engine records`: facts from stand to stand, and to the Region, by signed files."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.exits import EXIT_CODES
from course_engine.cli.options import (
    by_command,
    by_option,
    database_option,
    existing_file,
    existing_records,
    settings,
)
from course_engine.cli.progress import progress_bar
from course_engine.errors import EnvironmentRefused, Refused
from course_engine.i18n import mark, translator
from course_engine.jobs import atomic_write
from course_engine.settings import Settings
from course_engine.signing import PublicKey, load_public_key, load_signer, public_path
from course_engine.store import open_database
from course_engine.training.conflicts.listing import every_conflict
from course_engine.training.exchange.export import export_records
from course_engine.training.exchange.merge import merge_records
from course_engine.training.exchange.merger import Merger, MergeReport
from course_engine.training.inventory import TABLES
from course_engine.training.stand_time import on_the_stand

_ = translator("cli")


@click.group(
    help=_("Carry facts from one stand to another, and to the Region, by signed files."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about records."""


@command.command("export", help=_("Write every fact into one signed file. It holds personal data."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar=_("FILE"))
@database_option
@click.option(
    "--key", type=existing_file, help=_("The private key of this stand; that of the settings if not given.")
)
@by_option
def export_command(file: Path, database: str, key: Path | None, by: str) -> None:
    """Write the file, readable by its owner only."""
    configured = settings()
    private = key or configured.private_key
    if private is None:
        raise EnvironmentRefused(_("No key to sign with: give --key, or set COURSE_ENGINE_PRIVATE_KEY."))
    with open_database(existing_records(database)) as records:
        content = export_records(
            records,
            stand=configured.stand,
            signer=load_signer(private),
            by=by_command(by),
            now=datetime.now(UTC),
            rng=SystemRandom(),
        )
    with atomic_write(file) as draft:
        draft.write(content)
    file.chmod(0o600)  # whoever else uses this computer may not read it
    click.echo(file)
    click.echo(_("This file holds personal data: carry it on an encrypted medium, delete it once merged."))


@command.command("merge", help=_("Add the facts of files from other stands: all of the files, or none."))
@click.argument("files", type=existing_file, nargs=-1, required=True, metavar=_("FILE…"))
@database_option
@click.option(
    "--trust",
    "keys",
    type=existing_file,
    multiple=True,
    help=_("A public key that is believed, beside those of the settings; may be repeated."),
)
@by_option
def merge_command(files: tuple[Path, ...], database: str, keys: tuple[Path, ...], by: str) -> None:
    """Merge, and say what came in."""
    configured = settings()
    trusted = (*trusted_keys(configured), *map(load_public_key, keys))
    merger = Merger(configured.stand, trusted, by_command(by), configured.retention)
    contents = [(file.name, file.read_bytes()) for file in files]
    with open_database(existing_records(database)) as records, progress_bar(_("Facts")) as progress:
        reports = merge_records(
            records, contents, merger, now=datetime.now(UTC), rng=SystemRandom(), progress=progress
        )
    for report in reports:
        for line in told(report):
            click.echo(line)


@command.command(
    "conflicts", help=_("List what stands say differently, and a person must settle; ends with 1 if any.")
)
@database_option
def conflicts_command(database: str) -> None:
    """Say each conflict in a sentence."""
    with open_database(existing_records(database)) as records:
        found = every_conflict(records, now=datetime.now(UTC))
    for conflict in found:
        click.echo(conflict.sentence)
    if found:
        click.echo(_("To be settled: {count}. See the screen “Conflicts”.").format(count=len(found)))
        sys.exit(EXIT_CODES[Refused])
    click.echo(_("Nothing to settle."))


def trusted_keys(configured: Settings) -> tuple[PublicKey, ...]:
    """Return the keys whose files are believed: our own, and those of the folder of trusted keys.

    Raises:
        EnvironmentRefused: a key cannot be read, or the folder is not there.
    """
    own = configured.public_key or (
        public_path(configured.private_key) if configured.private_key is not None else None
    )
    folder = configured.trusted_keys
    if folder is not None and not folder.is_dir():
        sentence = _("COURSE_ENGINE_TRUSTED_KEYS names “{path}”, which is not a folder.")
        raise EnvironmentRefused(sentence.format(path=folder))
    others = sorted(folder.glob("*.pem")) if folder is not None else []
    return tuple(load_public_key(path) for path in ([own] if own else []) + others)


SENTENCES = (
    ("reduced", mark("Rows emptied here, as they were elsewhere: {count}.")),
    ("withheld", mark("Rows left aside, because the person is erased: {count}.")),
    ("erased", mark("People erased here, because they were elsewhere: {count}.")),
    ("over", mark("Not kept, because its time is over: {count}.")),
)
"""What else is said of a merge, by the field of `MergeReport`."""


def told(report: MergeReport) -> Iterator[str]:
    """Yield what one file brought: a table by kind, then sentences."""
    receipt = report.receipt
    made = on_the_stand(receipt.made_at)
    yield _("{stand}, file of {day}:").format(stand=receipt.stand, day=f"{made:%d/%m/%Y %H:%M}")
    rows = [
        (TABLES[name].word, receipt.counts.get(name, 0), known)
        for name, known in report.known.items()
        if known or name in receipt.counts
    ]
    width = max((len(word) for word, _new, _known in rows), default=0)
    for word, new, known in rows:
        yield _("  {kind}  new: {new:>6}  known: {known:>6}").format(
            kind=word.ljust(width), new=new, known=known
        )
    if not receipt.counts:
        yield _("No fact is new.")
    for name, sentence in SENTENCES:
        if count := getattr(report, name):
            yield _(sentence).format(count=count)
    if report.added or report.changed:
        yield _("Plans added: {added}; changed: {changed}.").format(
            added=len(report.added), changed=len(report.changed)
        )
    if report.differing or receipt.apart:
        yield _("To be settled: {plans} plans that differ, {decisions} decisions taken apart.").format(
            plans=len(report.differing), decisions=len(receipt.apart)
        )

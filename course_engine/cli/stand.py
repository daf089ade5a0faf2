"""`course-engine stand`: ready to leave the depot, carried on a USB key, started again on a bare machine."""

import os
import shlex
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from getpass import GetPassWarning
from pathlib import Path
from random import SystemRandom
from tempfile import gettempdir
from time import perf_counter
from warnings import catch_warnings, simplefilter

import click

from course_engine.cli.options import (
    WholeNumber,
    by_command,
    by_option,
    course_option,
    database_option,
    existing_file,
    existing_records,
    port_option,
    settings,
)
from course_engine.cli.progress import progress_bar
from course_engine.cli.stand_parts import stand_of
from course_engine.errors import EnvironmentRefused
from course_engine.i18n import mark, translator
from course_engine.jobs import atomic_write
from course_engine.model.readiness import Checklist, Verdict
from course_engine.rendering.theme import load_theme
from course_engine.rendering.wording import day_in_words
from course_engine.settings import ENGINE
from course_engine.store import file_of, open_database
from course_engine.training.printing import print_checklist
from course_engine.training.stand.backup import back_up
from course_engine.training.stand.readiness import Inspection, look_over
from course_engine.training.stand.restore import restore
from course_engine.training.stand.safe import MEGABYTE, Safe
from course_engine.training.stand_time import on_the_stand

_ = translator("cli")

MOST_KEPT = 999
VERDICTS: Mapping[Verdict, str] = {
    Verdict.GOOD: mark("OK"),
    Verdict.LOOK: mark("to look at"),
    Verdict.BLOCKING: mark("blocking"),
}

passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True, allow_dash=True),
    metavar=_("FILE"),
    help=_("Where the first line is the passphrase (“-” for the standard input); asked for if not given."),
)


@click.group(
    help=_("Check, back up and restore a whole stand."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about a whole stand."""


@command.command("ready", help=_("Check everything before the stand leaves the depot; nothing is changed."))
@click.option(
    "--expects",
    default="",
    metavar=_("VERSION"),
    help=_("The version of the course that the office gave, or how it begins."),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("FILE"),
    help=_("Write the checklist as a PDF of one page too."),
)
@port_option
@database_option
@course_option
def ready_command(expects: str, out: Path | None, port: int, database: str, course: Path) -> None:
    """Write one line a finding; what blocks ends the command with a code of its own."""
    configured = settings()
    inspection = Inspection(
        stand=configured.stand,
        location=database,
        course=course,
        theme=configured.theme,
        expects=expects,
        private_key=configured.private_key,
        tls_certificate=configured.tls_certificate,
        port=port,
        scratch=_scratch(database),
        installed=datetime.fromtimestamp((ENGINE / "__init__.py").stat().st_mtime, UTC),
    )
    checklist = look_over(inspection, now=datetime.now(UTC), rng=SystemRandom(), stopwatch=perf_counter)
    for line in _lines(checklist):
        click.echo(line)
    if out is not None:
        content = print_checklist(checklist, load_theme(configured.theme))
        with atomic_write(out) as draft:
            draft.write(content)
        click.echo(out, err=True)
    if blocked := checklist.counts().get(Verdict.BLOCKING, 0):
        raise EnvironmentRefused(_("The stand is not ready. Blocking: {count}.").format(count=blocked))


@command.command(
    "backup", help=_("Write the whole stand into one sealed file, while it is being used or not.")
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    metavar=_("FOLDER"),
    help=_("The folder to write to, most often a USB key."),
)
@click.option(
    "--keep",
    type=WholeNumber(1, MOST_KEPT),
    metavar=_("NUMBER"),
    help=_("How many backups of this stand stay there; all of them if not given."),
)
@passphrase_option
@by_option
@database_option
@course_option
def backup_command(
    folder: Path,
    keep: int | None,
    passphrase_file: Path | None,
    by: str,
    database: str,
    course: Path,
) -> None:
    """Write a backup, read it back, and say what is in it."""
    stand = stand_of(settings(), course, os.environ)
    passphrase = _passphrase(passphrase_file, confirmed=True)
    with open_database(existing_records(database)) as records, progress_bar(_("Backup (KB)")) as progress:
        made = back_up(
            records,
            stand,
            Safe(folder, _scratch(database), passphrase, keep),
            by=by_command(by),
            now=datetime.now(UTC),
            rng=SystemRandom(),
            progress=progress,
        )
    click.echo(made.file)
    rows = sum(made.manifest.records.rows.values())
    said = _("{size} MB, {rows} records, {files} files. Read back: true.")
    size = -(-made.size // MEGABYTE)
    click.echo(said.format(size=size, rows=rows, files=len(made.manifest.members)), err=True)
    for file in made.removed:
        click.echo(_("Removed: {file}").format(file=file.name), err=True)
    if made.untraced is not None:
        said = _("The backup is made, but the trail does not say so. {reason}")
        click.echo(said.format(reason=made.untraced), err=True)


@command.command("restore", help=_("Restore a whole stand from a backup, into an empty folder."))
@click.argument("backup", type=existing_file, metavar=_("FILE"))
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar=_("FOLDER"),
    help=_("A folder that is not there, or an empty one."),
)
@passphrase_option
@by_option
def restore_command(backup: Path, folder: Path, passphrase_file: Path | None, by: str) -> None:
    """Restore a stand, and say how to start it."""
    passphrase = _passphrase(passphrase_file, confirmed=False)
    with progress_bar(_("Restore (KB)")) as progress:
        done = restore(
            backup,
            passphrase,
            folder,
            by=by_command(by),
            now=datetime.now(UTC),
            rng=SystemRandom(),
            progress=progress,
        )
    made = on_the_stand(done.manifest.made_at)
    said = _("“{stand}” as it was on {day} at {hour} is in {folder}. To start it:")
    told = said.format(
        stand=done.manifest.stand, day=day_in_words(made.date()), hour=f"{made:%H:%M}", folder=done.folder
    )
    click.echo(told, err=True)
    click.echo(f"set -a; . {shlex.quote(str(done.settings))}; set +a")
    click.echo("course-engine serve --host 0.0.0.0")


def _lines(checklist: Checklist) -> Iterator[str]:
    """Yield the checklist as a terminal shows it, then how many findings there are of each verdict."""
    widest = max(len(finding.title) for finding in checklist.findings)
    for finding in checklist.findings:
        yield f"{_(VERDICTS[finding.verdict]):9} {finding.title:{widest}}  {finding.said}"
        if finding.to_do:
            yield f"{'':9} {'':{widest}}  → {finding.to_do}"
    counts = checklist.counts()
    counted = _("{verdict}: {count}")
    yield ", ".join(
        counted.format(verdict=_(word), count=counts.get(verdict, 0)) for verdict, word in VERDICTS.items()
    )


def _passphrase(given: Path | None, *, confirmed: bool) -> str:
    if given is None:
        return _asked_passphrase(confirmed=confirmed)
    try:
        with click.open_file(str(given), encoding="utf-8") as stream:
            return str(stream.readline()).rstrip("\r\n")
    except UnicodeDecodeError as refused:
        raise click.UsageError(_("“{file}” is not a text in UTF-8.").format(file=given)) from refused


def _asked_passphrase(*, confirmed: bool) -> str:
    with catch_warnings():
        # Where letters cannot be hidden, nothing is asked: they would stay on a screen, or in a log.
        simplefilter("error", GetPassWarning)
        try:
            asked = click.prompt(
                _("Passphrase"), hide_input=True, confirmation_prompt=confirmed, prompt_suffix=_(": ")
            )
        except GetPassWarning as blind:
            sentence = _("No terminal asks for the passphrase here: give --passphrase-file.")
            raise click.UsageError(sentence) from blind
    return str(asked)


def _scratch(database: str) -> Path:
    """Return a folder on a disk that holds personal data already: that of the records, if they are a file."""
    file = file_of(database)
    return Path(gettempdir()) if file is None else file.resolve().parent

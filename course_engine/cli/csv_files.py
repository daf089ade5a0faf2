"""What the verbs about the office's tables share: their files in, what is said of them, their files out."""

import sys
from pathlib import Path

import click

from course_engine.cli.exits import EXIT_CODES
from course_engine.cli.options import existing_file
from course_engine.errors import Refused
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.training.imports import ImportReport

_ = translator("cli")

file_argument = click.argument("file", type=existing_file, metavar=_("FILE"))
keep_good_option = click.option(
    "--keep-good",
    is_flag=True,
    help=_("Take the good lines even where others are bad; otherwise all or none."),
)
csv_out_option = click.option(
    "--out", type=click.Path(path_type=Path), help=_("The file to write; the terminal if not given.")
)


def show_import(report: ImportReport) -> None:
    """Say what an import did and left out; end with 1 if it left lines out."""
    for problem in report.problems:
        click.echo(str(problem), err=True)
    counts = _("Added: {added}; changed: {changed}; as they were: {unchanged}; lines refused: {refused}.")
    click.echo(
        counts.format(
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
            refused=report.refused,
        )
    )
    if report.refused:
        sys.exit(EXIT_CODES[Refused])


def give_out(content: bytes, out: Path | None) -> None:
    """Write a file, or show it on the terminal."""
    if out is None:
        click.echo(content, nl=False)
        return
    with atomic_write(out) as draft:
        draft.write(content)

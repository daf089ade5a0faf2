"""`course-engine plan`: questionnaire answers (JSON) → personal paths (JSON), with their reasons."""

from pathlib import Path

import click

from course_engine.cli.options import course_option, existing_file
from course_engine.content import load_course
from course_engine.exchange.registrations import read_registrations
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.training.registration import paths_document

_ = translator("cli")


@click.command(
    help=_("Turn the answers of a registration file (JSON) into personal paths with their reasons (JSON).")
)
@click.argument("answers", type=existing_file, metavar=_("ANSWERS"))
@course_option
@click.option(
    "--out", type=click.Path(path_type=Path), help=_("The file to write; the terminal if not given.")
)
def command(answers: Path, course: Path, out: Path | None) -> None:
    """Plan every registration of a file."""
    catalogue = load_course(course)
    document = paths_document(catalogue, read_registrations(answers, catalogue))
    if out is None:
        for line in document:
            click.echo(line, nl=False)
        return
    with atomic_write(out) as draft:
        draft.writelines(document)

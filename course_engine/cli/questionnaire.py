"""`course-engine questionnaire`: the sheet that référents print and hand round."""

from pathlib import Path

import click

from course_engine.cli.options import course_option, settings
from course_engine.content import load_course
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.rendering.theme import load_theme
from course_engine.training.printing import print_questionnaire

_ = translator("cli")


@click.command(help=_("Make the questionnaire as a PDF to print, hand round and fill in by hand."))
@click.option(
    "--territory", default="", metavar=_("NAME"), help=_("Printed; a box to write in if not given.")
)
@click.option(
    "--return-to",
    default="",
    metavar=_("TEXT"),
    help=_("To whom the sheet goes back, where and by when; boxes to write in if not given."),
)
@course_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("questionnaire.pdf"),
    show_default=True,
    help=_("The file to write."),
)
def command(territory: str, return_to: str, course: Path, out: Path) -> None:
    """Write one PDF, to be printed as many times as needed."""
    configured = settings()
    document = print_questionnaire(
        load_course(course),
        load_theme(configured.theme),
        organiser=configured.organiser,
        notice=(),  # the sheet has no notice of its own: training/ says what is collected and why
        territory=territory,
        return_to=return_to,
    )
    with atomic_write(out) as draft:
        draft.write_bytes(document)
    click.echo(out)

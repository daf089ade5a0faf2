"""`course-engine questionnaire`: the sheet that référents print and hand round."""

from pathlib import Path

import click

from course_engine.cli.options import course_option, settings
from course_engine.content import load_course
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.rendering.theme import load_theme
from course_engine.training.printing import print_questionnaire
from course_engine.training.privacy import privacy_notice

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
    catalogue = load_course(course)
    programme = catalogue.programme
    notice = privacy_notice(
        controller=configured.controller or configured.organiser or programme.organiser or programme.title,
        contact=configured.privacy_contact,
        retention=configured.retention,
    )
    document = print_questionnaire(
        catalogue,
        load_theme(configured.theme),
        organiser=configured.organiser,
        notice=tuple(notice),
        territory=territory,
        return_to=return_to,
    )
    with atomic_write(out) as draft:
        draft.write(document)
    click.echo(out)

"""`course-engine quiz`: what is done with one quiz."""

import click

from course_engine.cli import quiz_sheet
from course_engine.i18n import translator

_ = translator("cli")


@click.group(
    help=_("Print a quiz to fill in by hand."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about quizzes."""


command.add_command(quiz_sheet.command)

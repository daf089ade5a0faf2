"""`course-engine quiz`: quizzes in and out, and on paper; one verb, one file `quiz_<verb>.py`."""

import click

from course_engine.cli import quiz_convert, quiz_export, quiz_import, quiz_sheet
from course_engine.i18n import translator

_ = translator("cli")


@click.group(
    help=_("Bring in the quizzes that you own, take yours out, print them to fill in by hand."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about quizzes."""


command.add_command(quiz_import.command, "import")
command.add_command(quiz_export.command, "export")
command.add_command(quiz_convert.command, "convert")
command.add_command(quiz_sheet.command, "sheet")

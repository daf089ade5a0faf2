"""`course-engine quiz`: quizzes in and out; one verb, one file `quiz_<verb>.py`."""

import click

from course_engine.cli import quiz_convert, quiz_export, quiz_import
from course_engine.i18n import translator

_ = translator("cli")


@click.group(
    help=_("Bring in the quizzes that you own, and take yours out."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about quizzes."""


command.add_command(quiz_import.command, "import")
command.add_command(quiz_export.command, "export")
command.add_command(quiz_convert.command, "convert")

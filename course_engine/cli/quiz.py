"""`course-engine quiz`: quizzes in and out; one verb, one file `quiz_<verb>.py`."""

from collections.abc import Mapping
from importlib import import_module

import click

from course_engine.i18n import mark, translator

_ = translator("cli")

VERBS: Mapping[str, str] = {
    "import": mark("Make new quizzes of files of GIFT or Moodle XML."),
    "export": mark("Write quizzes of the course as GIFT or Moodle XML."),
    "convert": mark("Turn one file of questions into GIFT or Moodle XML."),
}


class QuizVerbs(click.Group):
    """The group whose commands are the modules `quiz_<verb>` of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which they are used."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one verb, or nothing if there is no such verb."""
        del ctx
        if cmd_name not in VERBS:
            return None
        verb: click.Command = import_module(f"course_engine.cli.quiz_{cmd_name}").command
        return verb


@click.group(
    cls=QuizVerbs,
    help=_("Bring in the quizzes that you own, and take yours out."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about quizzes."""

"""The `course-engine` command: one verb, one file.

The verbs are imported when they are called, so that `--version` and `--help` do not wait for a PDF engine.
"""

import os
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from io import TextIOWrapper

import click

from course_engine import __version__
from course_engine.cli.collector import lasting
from course_engine.cli.exits import exits
from course_engine.i18n import adopt_libraries, mark, translator

# pydantic would look for plugins in every package installed here, a twelfth of a short run; none is used.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
adopt_libraries()
_ = translator("cli")

VERBS: Mapping[str, str] = {
    "check": mark("Read a whole course and list every problem in it."),
    "preview": mark("See a course while you write it: a page that follows each save."),
    "schema": mark("Write the JSON Schemas of the files that authors write."),
    "build": mark("Compile a course into pages that can be read at each level."),
    "publish": mark("Publish the questions of a course: from then on their answers count."),
    "quiz": mark("Bring in the quizzes that you own, take yours out, print them to fill in by hand."),
    "questionnaire": mark("Make the questionnaire to print and hand round."),
    "plan": mark("Turn questionnaire answers into personal paths, with their reasons."),
    "territories": mark("Say where the stands go: territories and their communes."),
    "deployments": mark("Say which stand stays in which territory, and when."),
    "people": mark("Import and export the people who registered in a territory."),
    "sessions": mark("Plan the half-days: when each session is held, where, for how many."),
    "enrolments": mark("Say who has a place in which session, and who waits for one."),
    "attendance": mark("Enter the signed attendance sheets, print one, verify the register."),
    "records": mark("Carry facts from one stand to another, and to the Region."),
    "bundle": mark("Make the folder and the archive that a trainee takes home."),
    "account": mark("Manage the accounts of those who work on the operation."),
    "codes": mark("Issue the personal codes of trainees."),
    "privacy": mark("Purge, export or erase what is kept about people."),
    "keygen": mark("Make the key that signs attestations."),
    "certify": mark("Issue the attestation of an agent who signed."),
    "verify": mark("Check that an attestation is true."),
    "regrade": mark("Show what corrected questions change to scores; apply it when an account confirms."),
    "serve": mark("Serve the course, on this machine or on the stand's network."),
    "stand": mark("Check, back up and restore a whole stand."),
    "rehearse": mark("Play a half-day with simulated trainees, kill the server, count what is left."),
    "demo": mark("Do the whole job on the sample data, then serve it."),
}


class Verbs(click.Group):
    """The group whose commands are the modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which a course goes through them."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one verb, or nothing if there is no such verb."""
        del ctx
        return _imported(cmd_name) if cmd_name in VERBS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; one that does not exist is refused with the nearest that do."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as unknown:
            raise click.NoSuchCommand(unknown.command_name, possibilities=VERBS, ctx=ctx) from unknown

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing them."""
        del ctx
        with formatter.section(_("Verbs")):
            formatter.write_dl([(verb, _(summary)) for verb, summary in VERBS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; an error of ours is one sentence and an exit code, never a traceback."""
        with exits():
            return super().invoke(ctx)


@cache
def _imported(verb: str) -> click.Command:
    """Import a verb; to look through what its modules made for something to collect is a quarter of a start."""
    with lasting():
        command: click.Command = import_module(f"course_engine.cli.{verb}").command
    return command


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_("The course engine of the Démonstr@teurs: from Markdown to a trainee's bag."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
    epilog=_("Exit codes are listed in docs/cli.md."),
)
@click.version_option(__version__, message="course-engine %(version)s")
def command() -> None:
    """Hold the verbs together."""


def main() -> None:
    """Run the command line and exit with the code that tells what happened."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that is not in UTF-8 has no “✔” nor “’”
    command(prog_name="course-engine")

"""`course-engine quiz convert`: one file of questions, ours or Moodle's → GIFT or Moodle XML."""

from pathlib import Path

import click

from course_engine.cli.options import existing_file
from course_engine.cli.quiz_export import to_option
from course_engine.cli.quiz_report import format_option, report
from course_engine.content.loose_quiz import load_quiz
from course_engine.exchange.quizzes.account import Account
from course_engine.exchange.quizzes.exporting import Target, convert_bank, export_quiz
from course_engine.exchange.quizzes.files import read_bank
from course_engine.i18n import translator
from course_engine.jobs import atomic_write

_ = translator("cli")


@click.command(
    help=_("Turn one file of questions into GIFT or Moodle XML, and say what each question loses.")
)
@click.argument("file", type=existing_file, metavar=_("FILE"))
@to_option
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help=_("The file to write.")
)
@format_option
def command(file: Path, to: str, out: Path, layout: str) -> None:
    """Write one file; a `.md` is a quiz of ours, any other one of Moodle's."""
    text, account = _converted(file, Target(to), str(out))
    with atomic_write(out) as draft:
        draft.write(text.encode())
    report([account], layout)


def _converted(file: Path, to: Target, target: str) -> tuple[str, Account]:
    if file.suffix.lower() != ".md":
        return convert_bank(read_bank(file), file.name, to, target)
    quiz, keys = load_quiz(file)
    return export_quiz(
        quiz, keys, lambda path: (file.resolve().parent.parent / path).read_bytes(), to, target
    )

"""`course-engine quiz import`: files of GIFT or Moodle XML → new quizzes, with what each question loses."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from course_engine.cli.exits import exit_code
from course_engine.cli.options import course_option, existing_file
from course_engine.cli.quiz_report import format_option, report
from course_engine.content.question_ids import question_ids
from course_engine.content.words import is_slug, slug_of
from course_engine.errors import CourseError, InvalidForm, OutputRefused
from course_engine.exchange.quizzes.account import Account
from course_engine.exchange.quizzes.files import read_bank
from course_engine.exchange.quizzes.importing import NewQuiz, new_quiz
from course_engine.exchange.quizzes.moodle import Bank
from course_engine.exchange.quizzes.pictures import FOLDER
from course_engine.i18n import translator
from course_engine.jobs import atomic_write

_ = translator("cli")


@click.command(
    help=_("Make a new quiz of each file of GIFT or Moodle XML, and say what each question loses.")
)
@click.argument("files", type=existing_file, nargs=-1, required=True, metavar=_("FILE…"))
@click.option(
    "--id",
    "identity",
    metavar=_("NAME"),
    help=_("The quiz's identifier, for one file; its name if not given."),
)
@click.option("--replace", is_flag=True, help=_("Replace a quiz that is already there."))
@course_option
@format_option
def command(files: tuple[Path, ...], identity: str | None, replace: bool, course: Path, layout: str) -> None:  # noqa: FBT001  # click's
    """Write `quizzes/<id>.md` and its pictures; what is refused does not stop the other files."""
    if identity is not None and (len(files) > 1 or not is_slug(identity)):
        sentence = _("--id takes a name for one file: a-z 0-9 -, 2 to 40 characters.")
        raise InvalidForm({"id": sentence})
    accounts: list[Account] = []
    worst = 0
    for file in files:
        try:
            accounts.append(_import(file, identity or slug_of(file.stem), course, replaces=replace))
        except CourseError as refused:
            click.echo(str(refused), err=True)
            worst = worst or exit_code(refused)
    report(accounts, layout)
    sys.exit(worst)


def _import(file: Path, quiz: str, course: Path, *, replaces: bool) -> Account:
    """Read one file and write its quiz, pictures first: a quiz never names one that is not there.

    Raises:
        InvalidForm: the file is refused, or nothing of it can be carried.
        OutputRefused: the quiz is already there.
    """
    path = f"quizzes/{quiz}.md"
    if (course / path).exists() and not replaces:
        sentence = _("“{path}” is already there: give another name with --id, or --replace to replace it.")
        raise OutputRefused(sentence.format(path=path))
    bank = read_bank(file)
    taken = question_ids(course, but=path)
    made, account = new_quiz(bank, file.name, quiz, _title(bank, file), sorted(taken), _pictures(course))
    _write(made, course)
    return account


def _title(bank: Bank, file: Path) -> str:
    """Return the last name of the first category, else the file's."""
    paths = [question.name for question in bank.questions if question.type == "category"]
    names = (
        [name.replace("\0", "/").strip() for name in paths[0].replace("//", "\0").split("/")] if paths else []
    )
    title = " ".join((names[-1] if names and names[-1] not in {"", "top"} else file.stem).split())
    return title.replace("_", " ")[:1].upper() + title.replace("_", " ")[1:]


def _pictures(course: Path) -> Mapping[str, bytes]:
    folder = course / FOLDER
    return {f"{FOLDER}/{file.name}": file.read_bytes() for file in sorted(folder.glob("*")) if file.is_file()}


def _write(made: NewQuiz, course: Path) -> None:
    for path, content in {**made.pictures, made.path: made.text.encode()}.items():
        with atomic_write(course / path) as draft:
            draft.write(content)

"""`course-engine quiz export`: quizzes of the course → GIFT or Moodle XML."""

from pathlib import Path

import click

from course_engine.cli.options import course_option, out_option
from course_engine.cli.quiz_report import format_option, report
from course_engine.content import load_course
from course_engine.content.words import nearest
from course_engine.errors import NotFound
from course_engine.exchange.quizzes.exporting import SUFFIXES, Target, export_quiz
from course_engine.i18n import translator
from course_engine.jobs import atomic_write

_ = translator("cli")

to_option = click.option(
    "--to",
    type=click.Choice([target.value for target in Target]),
    required=True,
    help=_("The format to write."),
)


@click.command(help=_("Write quizzes of the course as GIFT or Moodle XML, and say what each question loses."))
@click.argument("quizzes", nargs=-1, required=True, metavar=_("QUIZ…"))
@to_option
@course_option
@out_option("build/quizzes")
@format_option
def command(quizzes: tuple[str, ...], to: str, course: Path, out: Path, layout: str) -> None:
    """Write one file a quiz; a quiz that does not exist stops all."""
    catalogue = load_course(course)
    target = Target(to)
    for quiz in quizzes:
        if quiz not in catalogue.quizzes:
            sentence = _("There is no quiz “{quiz}”. The nearest: {nearest}.")
            raise NotFound(sentence.format(quiz=quiz, nearest=nearest(quiz, catalogue.quizzes)))
    accounts = []
    for quiz in dict.fromkeys(quizzes):
        file = out / f"{quiz}{SUFFIXES[target]}"
        text, account = export_quiz(
            catalogue.quizzes[quiz],
            catalogue.keys,
            lambda path: (course / path).read_bytes(),
            target,
            str(file),
        )
        with atomic_write(file) as draft:
            draft.write(text.encode())
        accounts.append(account)
    report(accounts, layout)

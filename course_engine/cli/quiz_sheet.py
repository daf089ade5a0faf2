"""`course-engine quiz sheet`: a quiz to print, fill in by hand and key in."""

from collections.abc import Iterable
from pathlib import Path

import click

from course_engine.cli.options import course_option, database_option, existing_records, settings
from course_engine.content import load_course
from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.model.course import Catalogue
from course_engine.model.names import name_in_list
from course_engine.rendering.theme import load_theme
from course_engine.store import open_database
from course_engine.training.journey import journey
from course_engine.training.library import Library
from course_engine.training.printing import SheetFor, print_quiz_sheets

_ = translator("cli")


@click.command(
    "sheet",
    help=_(
        "Make a quiz as a PDF to print and fill in by hand. For one trainee, it asks what their screen asks;"
        " otherwise, every question of a level."
    ),
)
@click.argument("quiz", metavar="QUIZ")
@click.option(
    "--level", metavar=_("LEVEL"), help=_("The level of whoever fills it in; the lowest if not given.")
)
@click.option(
    "--for", "trainee", metavar=_("TRAINEE"), help=_("The identifier of a trainee: their own sheet.")
)
@course_option
@database_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=_("The file to write; that of the quiz if not given."),
)
def command(
    quiz: str, level: str | None, trainee: str | None, course: Path, database: str, out: Path | None
) -> None:
    """Write one PDF."""
    if level is not None and trainee is not None:
        raise click.UsageError(_("Give a level or a trainee, not both: a trainee has a level of their own."))
    configured, catalogue = settings(), load_course(course)
    if quiz not in catalogue.quizzes:
        raise _unknown(_("There is no quiz “{name}”. There are: {known}."), quiz, catalogue.quizzes)
    sheet = (
        _of_level(catalogue, quiz, level)
        if trainee is None
        else _of_trainee(catalogue, quiz, trainee, database)
    )
    document = print_quiz_sheets(
        quiz,
        [sheet],
        catalogue,
        load_theme(configured.theme),
        course=course,
        organiser=configured.organiser,
    )
    target = out or Path(f"{quiz}.pdf")
    with atomic_write(target) as draft:
        draft.write(document)
    click.echo(target)


def _of_level(catalogue: Catalogue, quiz: str, level: str | None) -> SheetFor:
    """Return every question of a level, as written."""
    levels = catalogue.programme.levels
    chosen = levels[0] if level is None else level
    if chosen not in levels:
        raise _unknown(_("There is no level “{name}”. There are: {known}."), chosen, levels)
    return SheetFor(name="", level=chosen, questions=catalogue.quizzes[quiz].questions_for(chosen))


def _of_trainee(catalogue: Catalogue, quiz: str, trainee: str, url: str) -> SheetFor:
    """Return what one trainee is asked."""
    with open_database(existing_records(url)) as database:
        mine = journey(database, Library(catalogue), trainee)
    place = mine.quiz(quiz)
    return SheetFor(name=name_in_list(mine.trainee), level=place.level, questions=place.questions)


def _unknown(sentence: str, name: str, known: Iterable[str]) -> NotFound:
    return NotFound(sentence.format(name=name, known=", ".join(known)))

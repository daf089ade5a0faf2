"""Where the preview keeps things."""

from collections.abc import Callable, Sequence
from functools import cache

from course_engine.errors import Diagnostic
from course_engine.model.course import Unit
from course_engine.model.identity import Slug
from course_engine.model.quiz import Quiz
from course_engine.preview.places import first_views, last_start, starts_in
from course_engine.preview.workshop import Edition

ANIMATOR = "animateur"
"""The view of whoever runs the session; no level is called so."""
PAPER = "papier"
PROBLEMS = "/problemes"
DRAWINGS = "/dessins"
LIVE = "/changements"
"""Before the address of a screen: where what changes of it comes from."""


def unit_url(unit: Slug, view: Slug) -> str:
    """Return the address of a unit as a level, or the animateur, reads it."""
    return f"/unites/{unit}/{view}"


def alone_url(unit: Slug, level: Slug, number: int) -> str:
    """Return the address of a page as a trainee's screen, by its number: a title that is changed changes its id."""
    return f"{unit_url(unit, level)}/ecrans/{number}"


def paper_url(unit: Slug, level: Slug) -> str:
    """Return the address of a unit on paper."""
    return f"{unit_url(unit, level)}/{PAPER}"


def quiz_url(quiz: Slug, level: Slug) -> str:
    """Return the address of a quiz as a level is asked it."""
    return f"/quiz/{quiz}/{level}"


def sheet_url(quiz: Slug, level: Slug) -> str:
    """Return the address of a quiz to print and fill in by hand."""
    return f"{quiz_url(quiz, level)}/feuille.pdf"


def line_id(line: int) -> str:
    """Return the id of what starts at a line of a unit."""
    return f"ligne-{line}"


def question_id(line: int) -> str:
    """Return the id of the question that starts at a line of its quiz."""
    return f"question-{line}"


def problem_url(edition: Edition) -> Callable[[Diagnostic], str]:
    """Return what tells where a problem shows; an empty address where no page shows it."""
    course = edition.course
    if course is None:
        return lambda _problem: ""
    units = {unit.path: unit for unit in course.units.values()}
    quizzes = {quiz.path: quiz for quiz in course.quizzes.values()}

    @cache
    def url_in(file: str) -> Callable[[int], str]:
        if file in units:
            return _in_unit(units[file])
        if file in quizzes:
            lines = [question.line for question in edition.questions_of.get(file, ())]
            return _in_quiz(quizzes[file], lines, course.programme.levels)
        return lambda _line: ""

    return lambda problem: url_in(problem.file)(problem.line)


def _in_unit(unit: Unit) -> Callable[[int], str]:
    starts, views = sorted(starts_in(unit)), first_views(unit)

    def url(line: int) -> str:
        start = last_start(starts, line)
        if start is None:
            return unit_url(unit.id, unit.levels[0])
        return f"{unit_url(unit.id, views.get(start, ANIMATOR))}#{line_id(start)}"

    return url


def _in_quiz(quiz: Quiz, lines: Sequence[int], levels: Sequence[Slug]) -> Callable[[int], str]:
    asked = {question.line: question.levels for question in quiz.questions}

    def url(line: int) -> str:
        start = last_start(lines, line)
        level = (asked.get(start or 0) or levels)[0]
        return quiz_url(quiz.id, level) + (f"#{question_id(start)}" if start else "")

    return url

"""One quiz read by itself, wherever its file is."""

from collections.abc import Mapping
from pathlib import Path

from course_engine.content.assets import Shelf
from course_engine.content.quiz import read_quiz
from course_engine.content.report import Report
from course_engine.content.source import read_source
from course_engine.errors import ContentRefused
from course_engine.model.quiz import AnswerKey, Quiz


def load_quiz(file: Path) -> tuple[Quiz, Mapping[str, AnswerKey]]:
    """Return a quiz and what judges its questions, by id.

    Args:
        file: its Markdown; its pictures stand beside it, as in a course.

    Raises:
        ContentRefused: it has errors; it carries every problem.
    """
    # What a course holds stands two folders up: `quizzes/<quiz>.md`.
    course = file.resolve().parent.parent
    path = file.resolve().relative_to(course).as_posix()
    report = Report(path)
    source = read_source(course, path, report)
    if source is None:
        raise ContentRefused(report.diagnostics)
    reading = read_quiz(source, None, Shelf(course))
    if reading.quiz is None:
        raise ContentRefused(reading.report.diagnostics)
    return reading.quiz, {key.question: key for key in reading.keys}

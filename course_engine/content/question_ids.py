"""The ids that the questions of a course bear, sound or not."""

from pathlib import Path

from course_engine.content.assets import Shelf
from course_engine.content.compilation import quiz_paths
from course_engine.content.quiz import read_quiz
from course_engine.content.report import Report
from course_engine.content.source import read_source


def question_ids(course: Path, *, but: str = "") -> frozenset[str]:
    """Return the ids of every question of a course.

    Args:
        course: the folder that holds `quizzes/`; it may have errors.
        but: the path, relative to the course, of a quiz that does not count: it is about to be replaced.
    """
    found: set[str] = set()
    for path in quiz_paths(course):
        source = read_source(course, path, Report(path)) if path != but else None
        if source is not None:
            found |= {draft.id for draft in read_quiz(source, None, Shelf(course)).drafts if draft.id}
    return frozenset(found)

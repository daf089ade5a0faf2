"""What the files of each kind of a course gave."""

from collections.abc import Mapping
from typing import BinaryIO

from course_engine.content.folder import Folder
from course_engine.content.memory import Memory
from course_engine.content.spool import Spool
from course_engine.content.summary import QuizBody, QuizSummary, UnitSummary
from course_engine.content.yamltree import Tree
from course_engine.model.course import Programme, Term, Unit
from course_engine.model.publication import Publication
from course_engine.model.questionnaire import Questionnaire


class Memories:
    """What the files of each kind gave.

    Args:
        folder: where they are.
        spool: where the texts of units and quizzes wait until they are asked for; in memory where there is none.

    Attributes:
        folder: where they are.
        opens_later: whether a text costs something to open: it waits in a file, or comes from another process, and is
            read when it is first asked for.
    """

    def __init__(self, folder: Folder, spool: BinaryIO | None = None) -> None:
        self.folder = folder
        self.programme = Memory[tuple[Programme | None, Tree | None], None](folder, {})
        self.questionnaire = Memory[Questionnaire | None, None](folder, {})
        self.glossary = Memory[Mapping[str, Term], None](folder, {})
        self.publication = Memory[Publication, None](folder, {})
        self.units = Memory[UnitSummary, Unit](folder, Spool(spool) if spool else {})
        self.quizzes = Memory[QuizSummary, QuizBody](folder, Spool(spool) if spool else {})
        self.terms: dict[str, tuple[str, str]] = {}
        self.opens_later = spool is not None

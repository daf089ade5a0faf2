"""A course folder → Catalogue and every problem, in one pass."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from course_engine.content import programme, questionnaire
from course_engine.content.assembly import assembled, outlined, shown
from course_engine.content.comparison import check_gone
from course_engine.content.course_reading import CourseReading, quiz_files
from course_engine.content.crossref import (
    check_prerequisites,
    check_questions,
    check_quiz_places,
    check_unique_files,
    check_unique_questions,
    check_units,
)
from course_engine.content.folder import Folder
from course_engine.content.keeping import as_bytes, restore
from course_engine.content.memories import Memories
from course_engine.content.report import Report
from course_engine.errors import ContentRefused, Diagnostic, Severity
from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.outline import CourseOutline


class WrittenQuestion(Struct, frozen=True):
    """A question as it was read, sound or not.

    Attributes:
        file: the quiz's, relative to the course folder.
        line: that of its title.
        id: empty where the author gave none.
        type: as the format spells it; empty where it could not be told.
    """

    file: str
    line: int
    id: str
    type: str


class Compilation(Struct, frozen=True):
    """What came of a course folder.

    Attributes:
        catalogue: the course, None where errors stop it.
        diagnostics: every problem of every file, by file and line.
        questions: every question of every quiz, by file and line.
        shown: what can be shown of the course while it has errors, for a preview: its files and questions less those
            that errors set aside, units named but not there left out of the programme, units that it does not name after
            the others; `catalogue` itself where there is one, None where the programme cannot be read.
    """

    catalogue: Catalogue | None
    diagnostics: tuple[Diagnostic, ...]
    questions: tuple[WrittenQuestion, ...] = ()
    shown: Catalogue | None = None


class Compiler:
    """Compiles one course again and again, reading only the files whose outcome may have changed.

    What each file gave is kept in memory under what it was read from: its bytes, those of the assets that it names,
    the levels, domains and objectives of the programme, the glossary's terms that it may hold. The rest of a
    compilation, the checks of files against each other, is done anew each time. So it is always what a compilation
    from nothing would give, diagnostics included, whatever happened to the files in between.

    Not for several threads at once.

    ```python
    compiler = Compiler(folder, reading_ease=(70, 60, 50))
    compilation = compiler.compile()
    compilation = compiler.compile(touched=["modules/decouvrir/courriel.md"])
    ```

    Args:
        course: the folder that holds `modules/` and `quizzes/`.
        reading_ease: the least score of Kandel and Moles for each level, lowest first; whoever only builds gives
            none, and spares the search for what is hard to read or nearly twice the same.
        lines: whether the blocks of units say on which line they start, for a preview.
        spool: an empty file of this compiler alone, where the texts wait until the catalogue is asked for them, for
            whoever needs one after the other; without it they stay in memory.
    """

    def __init__(
        self,
        course: Path,
        reading_ease: Sequence[int] = (),
        *,
        lines: bool = False,
        spool: BinaryIO | None = None,
    ) -> None:
        self._folder = Folder(course)
        self._reading_ease = reading_ease
        self._lines = lines
        self._memories = Memories(self._folder, spool)
        self._last = CourseReading(self._folder, self._memories, reading_ease)

    def remember(self, content: bytes, version: str) -> None:
        """Take over what another compiler of the same folder remembered, before the first compilation.

        Texts are not among it: they are read when the catalogue is asked for them. What was damaged, or written by
        another version, is not taken.

        Args:
            content: what `remembered` returned; anything else is nothing.
            version: of whatever compiles: all that a compilation depends on, but for the files.
        """
        restore(self._memories, content, self._versioned(version))

    def remembered(self, version: str) -> bytes:
        """Return what this compiler remembers, for another process; the files' texts are not among it."""
        return as_bytes(self._memories, self._versioned(version))

    def _versioned(self, version: str) -> str:
        return f"{version} {self._reading_ease}"

    def outline(self) -> CourseOutline | None:
        """Return what can be said, without its texts, of the course last compiled; None where a unit is missing."""
        return outlined(self._last)

    def compile(self, touched: Iterable[str] | None = None) -> Compilation:
        """Return the whole course as it is now.

        Args:
            touched: every file written, removed or come since the last time, and perhaps others, relative to the
                course folder, with `/`: no other is opened. None, as a first time or where folders were moved or it
                is not known, opens every file; what has the same bytes is still not read again.
        """
        told = None if touched is None else frozenset(touched)
        self._folder.look_again(told)
        reading = CourseReading(self._folder, self._memories, self._reading_ease, self._lines, told)
        before, self._last = self._last, reading
        if not (self._folder.course / "modules").is_dir():
            reading.reports["modules"].add("FI101", 1)
        else:
            reading.read()
            # Where nothing was amiss across files, and they tell each other the same, nothing is.
            if any(before.reports.diagnostics) or not reading.says_the_same_as(before):
                _check(reading)
        return _compilation(reading)


def compile_course(course: Path, reading_ease: Sequence[int] = ()) -> Compilation:
    """Read a whole course once and report every problem of every file in one pass; see `Compiler`."""
    return Compiler(course, reading_ease).compile()


def load_course(course: Path) -> Catalogue:
    """Return the compiled course.

    Args:
        course: the folder that holds `modules/` and `quizzes/`.

    Raises:
        ContentRefused: the course has errors; it carries every problem.
    """
    compilation = compile_course(course)
    if compilation.catalogue is None:
        raise ContentRefused(compilation.diagnostics)
    return compilation.catalogue


def unretained(catalogue: Catalogue, units: Sequence[Slug]) -> tuple[Diagnostic, ...]:
    """Return a warning for each of `units`: those that no profile retains, as the planner knows."""
    reports = [Report(catalogue.units[unit].path) for unit in units]
    for report, unit in zip(reports, units, strict=True):
        report.add("XR112", 1, unit=unit)
    return tuple(found for report in reports for found in report.diagnostics)


def _check(reading: CourseReading) -> None:
    """Check the files against each other."""
    units, quizzes, reports = reading.units, reading.quizzes, reading.reports
    check_unique_files(units, "XR110", reports)
    check_unique_files(quizzes, "XR111", reports)
    known = reading.programme
    if known is not None and reading.tree is not None:
        check_units(units, reading.unread, known, reading.tree, reports)
        check_prerequisites(units, known, reports)
        if reading.questionnaire is not None:
            questionnaire.check_reach(reading.questionnaire, known, reading.tree, reports[programme.PATH])
    check_quiz_places(units, quizzes, reports)
    check_questions(quizzes, units, reports)
    check_unique_questions(quizzes, reading.publication, reports)
    # What a file that cannot be read holds is not gone.
    if reading.every_quiz_was_read:
        check_gone(quizzes, reading.quiz, reading.publication, reports)


def _compilation(reading: CourseReading) -> Compilation:
    diagnostics = tuple(sorted(set(_problems(reading))))
    refused = any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    catalogue = None if refused else assembled(reading)
    return Compilation(
        catalogue=catalogue,
        diagnostics=diagnostics,
        questions=tuple(
            WrittenQuestion(quiz.path, question.line, question.id, question.kind)
            for quiz in reading.quizzes
            for question in quiz.questions
        ),
        shown=shown(reading) if refused else catalogue,
    )


def _problems(reading: CourseReading) -> Iterator[Diagnostic]:
    """Yield the problems within each file, and those across files."""
    for kept in reading.kept:
        yield from kept.diagnostics
    yield from reading.reports.diagnostics
    refused = {path for path, report in reading.reports.items() if report.refused}
    for quiz in reading.quizzes:
        if quiz.sound and quiz.path not in refused:
            yield from quiz.compared


def quiz_paths(course: Path) -> list[str]:
    """Return the files of the quizzes, relative to the course folder, sorted."""
    return quiz_files(Folder(course))

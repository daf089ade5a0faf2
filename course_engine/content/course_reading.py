"""Every file of a course read, or recalled, in one pass: their problems, and what they gave."""

from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from msgspec import Struct, field

from course_engine.content import programme, publication, questionnaire
from course_engine.content.assets import FOLDERS, Shelf, asset_of
from course_engine.content.folder import Folder
from course_engine.content.glossary import PATH as GLOSSARY
from course_engine.content.glossary import TermFinders, read_glossary
from course_engine.content.memories import Memories
from course_engine.content.memory import Kept, Memory, Read
from course_engine.content.quiz import read_quiz
from course_engine.content.report import Report, Reports
from course_engine.content.source import LaterLines, Source, Written, read_bytes
from course_engine.content.summarising import quiz_summary, unit_summary
from course_engine.content.summary import QuizBody, QuizSummary, UnitSummary
from course_engine.content.unit import read_unit
from course_engine.content.yamltree import Tree
from course_engine.model.course import Asset, Programme, Term, Unit
from course_engine.model.publication import Publication
from course_engine.model.questionnaire import Questionnaire

Value = TypeVar("Value")
_QUIZ_DEPTH = 2  # quizzes, its file
_UNIT_DEPTH = 3  # modules, its series, its file


def quiz_files(folder: Folder) -> list[str]:
    """Return the files of the quizzes, relative to the course folder, sorted."""
    return [path for path in folder.texts("quizzes") if len(path.split("/")) == _QUIZ_DEPTH]


class CourseReading(Struct, dict=True):
    """One pass over a course.

    Attributes:
        lines: whether the blocks of units say on which line they start.
        touched: the files that may have changed since the last pass; None where any may.
        units: what each unit's file gave, by path.
        unread: the ids of those that could not be read.
        quizzes: what each quiz's file gave, by path.
        kept: what is kept of every file, its own problems among it.
        texts: every file that could be read, but for what was published, by path.
        published: SHA-256 of what was published; empty where nothing was.
    """

    folder: Folder
    memories: Memories
    reading_ease: Sequence[int]
    lines: bool = False
    touched: Set[str] | None = None
    texts: dict[str, Written] = field(default_factory=dict)
    published: str = ""
    programme: Programme | None = None
    tree: Tree | None = None
    questionnaire: Questionnaire | None = None
    glossary: Mapping[str, Term] = field(default_factory=dict)
    units: list[UnitSummary] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    quizzes: list[QuizSummary] = field(default_factory=list)
    publication: Publication = publication.NOTHING
    kept: list[Kept[Any]] = field(default_factory=list)
    _words: str = ""  # digest of what the others may name of the programme
    _terms: TermFinders = field(default_factory=lambda: TermFinders({}))

    @property
    def course(self) -> Path:
        """The course folder."""
        return self.folder.course

    @property
    def every_quiz_was_read(self) -> bool:
        """Whether no file of a quiz was set aside."""
        return len(self.quizzes) == len(quiz_files(self.folder))

    @property
    def sources(self) -> dict[str, str]:
        """SHA-256 of every text file, by path."""
        known = {path: written.digest for path, written in self.texts.items()}
        return known | {publication.PATH: self.published} if self.published else known

    @cached_property
    def reports(self) -> Reports:
        """The problems that are not of one file alone: of files as files, and across files."""
        return Reports(partial(_lines_of, self.texts))

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """Those that the texts name, by path; asked for once all are read."""
        stored = {path: kept.stored[path] for kept in self.kept for path in kept.taken}
        return {path: asset_of(path, stored[path]) for path in sorted(stored)}

    def unit(self, path: str) -> Unit:
        """Return what can be shown of a unit's file."""
        return self.memories.units.text(path, partial(self._unit_of, path))

    def quiz(self, path: str) -> QuizBody:
        """Return what can be shown of a quiz's file."""
        return self.memories.quizzes.text(path, partial(self._quiz_of, path))

    def says_the_same_as(self, before: "CourseReading") -> bool:
        """Return whether files tell each other what they told in another pass, lines apart."""
        return (
            self.programme is before.programme
            and self.questionnaire is before.questionnaire
            and self.publication is before.publication
            and _say_the_same(self.units, before.units)
            and _say_the_same(self.quizzes, before.quizzes)
        )

    def read(self) -> None:
        """Read every file, the programme first: the others name what is in it."""
        if written := self._required(programme.PATH):
            self.programme, self.tree = self._recalled(
                self.memories.programme,
                written,
                lambda source, report, _shelf: programme.read_programme(source, report),
            )
        self._words = _digest(
            self.programme
            and (self.programme.levels, tuple(self.programme.domains), tuple(self.programme.objectives))
        )
        if written := self._required(questionnaire.PATH):
            self.questionnaire = self._recalled(
                self.memories.questionnaire,
                written,
                lambda source, report, _shelf: questionnaire.read_questionnaire(
                    source, self.programme, report
                ),
                self._words,
            )
        if (self.course / GLOSSARY).exists() and (written := self._written(GLOSSARY)):
            self.glossary = self._recalled(
                self.memories.glossary,
                written,
                lambda source, report, shelf: read_glossary(source, shelf, report),
            )
        self._read_units()
        if (self.course / publication.PATH).exists():
            self._read_publication()
        self._read_quizzes()

    def _recalled(
        self,
        memory: Memory[Value, None],
        written: Written,
        read: Callable[[Source, Report, Shelf], Value],
        names: str = "",
    ) -> Value:
        """Return what a file gives of which everything is told to the others; `names` is what it may name of them."""
        kept = memory.recall(written.path, written.digest + names, _whole(written, read))
        self.kept.append(kept)
        return kept.summary

    def _read_units(self) -> None:
        self._terms = TermFinders(self.glossary)
        titles = _digest([(term.id, term.title) for term in self.glossary.values()])
        memory, recalled = self.memories.units, dict[str, Kept[UnitSummary]]()
        untouched = memory.untouched(self.touched, self._words + titles)
        for path in self._unit_paths():
            if (written := self._written(path)) is None:
                self.unread.add(PurePosixPath(path).stem)
            elif path in untouched:
                recalled[path] = untouched[path]
            else:
                key = written.digest + self._words + self._terms_in(written, titles)
                recalled[path] = memory.recall(path, key, partial(self._unit_of, path))
        memory.keep_only(recalled, self._words + titles)
        self.units = [kept.summary for kept in recalled.values()]
        self.kept += recalled.values()

    def _terms_in(self, written: Written, titles: str) -> str:
        """Return the glossary's terms that a text may hold, looked for only if it or the glossary changed."""
        if not self.glossary:
            return ""
        key = written.digest + titles
        known, present = self.memories.terms.get(written.path, ("", ""))
        if known != key:
            present = _digest(self._terms.present(written.source().text))
            self.memories.terms[written.path] = key, present
        return present

    def _unit_of(self, path: str, shelf: Shelf) -> tuple[UnitSummary, Unit, Report]:
        source = self.texts[path].source()
        reading = read_unit(source, self.programme, self._terms, shelf, lines=self.lines)
        if reading.unit and self.reading_ease:
            # Imported by whoever checks: whoever builds does not.
            from course_engine.content.readability import check_reading_ease

            levels = self.programme.levels if self.programme else ()
            check_reading_ease(reading.unit, self.reading_ease, levels, reading.report)
        return unit_summary(reading), reading.shown, reading.report

    def _read_publication(self) -> None:
        report = Report(publication.PATH)
        content = read_bytes(self.course, publication.PATH, report, publication.MAX_BYTES)
        if content is None:
            self.reports[publication.PATH].take(report.diagnostics)
            return
        self.published = sha256(content).hexdigest()
        read = partial(_publication_of, content)
        kept = self.memories.publication.recall(publication.PATH, self.published, read)
        self.publication = kept.summary
        self.kept.append(kept)

    def _read_quizzes(self) -> None:
        names = self._words + self.published
        memory, recalled = self.memories.quizzes, dict[str, Kept[QuizSummary]]()
        untouched = memory.untouched(self.touched, names)
        for path in quiz_files(self.folder):
            if written := self._written(path):
                recalled[path] = untouched.get(path) or memory.recall(
                    path, written.digest + names, partial(self._quiz_of, path)
                )
        memory.keep_only(recalled, names)
        self.quizzes = [kept.summary for kept in recalled.values()]
        self.kept += recalled.values()

    def _quiz_of(self, path: str, shelf: Shelf) -> tuple[QuizSummary, QuizBody, Report]:
        reading = read_quiz(self.texts[path].source(), self.programme, shelf)
        if self.reading_ease:
            # Likewise.
            from course_engine.content.likeness import check_likeness

            for draft in reading.drafts:
                check_likeness(draft.items, reading.report)
        return *quiz_summary(reading, self.publication), reading.report

    def _required(self, path: str) -> Written | None:
        if not (self.course / path).exists():
            self.reports[path].add("FI110", 1, path=path)
            return None
        return self._written(path)

    def _written(self, path: str) -> Written | None:
        written = self.folder.written(path)
        if written is None:
            self.reports[path].take(self.folder.report(path).diagnostics)
        else:
            self.texts[path] = written
        return written

    def _unit_paths(self) -> list[str]:
        """Return the units' files; a text file elsewhere in `modules/` is noted."""
        found = []
        for path in self.folder.texts("modules"):
            parts = path.split("/")
            if path == GLOSSARY or (len(parts) > _UNIT_DEPTH and parts[2] in FOLDERS):
                continue
            if len(parts) == _UNIT_DEPTH:
                found.append(path)
            else:
                self.reports[path].add("FI111", 1, path=path)
        return found


def _lines_of(texts: Mapping[str, Written], path: str) -> Sequence[str]:
    return LaterLines(texts[path]) if path in texts else ()


def _say_the_same(
    summaries: Sequence[UnitSummary | QuizSummary], before: Sequence[UnitSummary | QuizSummary]
) -> bool:
    # Most often the very same: told before they are compared.
    return len(summaries) == len(before) and all(
        now is then or now.said == then.said for now, then in zip(summaries, before, strict=True)
    )


def _whole(written: Written, read: Callable[[Source, Report, Shelf], Value]) -> Read[Value, None]:
    """Return what reads a file of which everything is told to the others."""

    def of(shelf: Shelf) -> tuple[Value, None, Report]:
        source = written.source()
        report = Report(source.path, source.lines)
        return read(source, report, shelf), None, report

    return of


def _publication_of(content: bytes, _shelf: Shelf) -> tuple[Publication, None, Report]:
    report = Report(publication.PATH)
    return publication.read_publication(content, report), None, report


def _digest(facts: object) -> str:
    return sha256(repr(facts).encode()).hexdigest()

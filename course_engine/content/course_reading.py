"""Every file of a course read, or recalled, in one pass: their problems, and what they gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from course_engine.content import programme, publication, questionnaire
from course_engine.content.assets import FOLDERS, Shelf, asset_of
from course_engine.content.entries import QuizBody, QuizEntry, QuizSummary, UnitEntry, UnitSummary
from course_engine.content.folder import Folder
from course_engine.content.glossary import PATH as GLOSSARY
from course_engine.content.glossary import TermFinders, read_glossary
from course_engine.content.memory import Kept, Memory, Summary
from course_engine.content.quiz import read_quiz
from course_engine.content.report import Report
from course_engine.content.source import LaterLines, Written, read_bytes
from course_engine.content.spool import Spool
from course_engine.content.summaries import quiz_summary, unit_summary
from course_engine.content.unit import read_unit
from course_engine.content.yamltree import Tree
from course_engine.model.course import Asset, Programme, Term, Unit
from course_engine.model.path import Questionnaire
from course_engine.model.publication import Publication

_QUIZ_DEPTH = 2  # quizzes, its file
_UNIT_DEPTH = 3  # modules, its series, its file


def quiz_files(folder: Folder) -> list[str]:
    """Return the files of the quizzes, relative to the course folder, sorted."""
    return [path for path in folder.texts("quizzes") if len(path.split("/")) == _QUIZ_DEPTH]


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
        self.units = Memory[UnitSummary, Unit | None](folder, Spool(spool) if spool else {})
        self.quizzes = Memory[QuizSummary, QuizBody](folder, Spool(spool) if spool else {})
        self.terms: dict[str, tuple[str, str]] = {}
        self.opens_later = spool is not None


@dataclass
class CourseReading:
    """One pass over a course.

    Attributes:
        lines: whether the blocks of units say on which line they start.
        units: what each unit's file gave, by path.
        unread: the ids of those that could not be read.
        quizzes: what each quiz's file gave, by path.
        reports: the problems of every file.
        sources: SHA-256 of every text file that was read, by path.
        assets: those that the texts name.
    """

    folder: Folder
    memories: Memories
    reading_ease: Sequence[int]
    lines: bool = False
    reports: list[Report] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    programme: Programme | None = None
    programme_report: Report = field(default_factory=lambda: Report(programme.PATH))
    tree: Tree | None = None
    questionnaire: Questionnaire | None = None
    glossary: Mapping[str, Term] = field(default_factory=dict)
    units: list[UnitEntry] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    quizzes: list[QuizEntry] = field(default_factory=list)
    publication: Publication = publication.NOTHING
    _words: str = ""  # digest of what the others may name of the programme

    @property
    def course(self) -> Path:
        """The course folder."""
        return self.folder.course

    @property
    def every_quiz_was_read(self) -> bool:
        """Whether no file of a quiz was set aside."""
        return len(self.quizzes) == len(quiz_files(self.folder))

    def report(self, path: str) -> Report:
        """Return a new report whose problems count."""
        return self._counted(Report(path))

    def read(self) -> None:
        """Read every file, the programme first: the others name what is in it."""
        if written := self._required(programme.PATH):
            self._read_programme(written)
        self._words = _digest(
            self.programme
            and (self.programme.levels, tuple(self.programme.domains), tuple(self.programme.objectives))
        )
        if written := self._required(questionnaire.PATH):
            self._read_questionnaire(written)
        if (self.course / GLOSSARY).exists() and (written := self._written(GLOSSARY)):
            self._read_glossary(written)
        self._read_units()
        if (self.course / publication.PATH).exists():
            self._read_publication()
        self._read_quizzes()

    def _read_programme(self, written: Written) -> None:
        def read(_shelf: Shelf) -> tuple[tuple[Programme | None, Tree | None], None, Report]:
            source = written.source()
            report = Report(source.path, source.lines)
            return programme.read_programme(source, report), None, report

        kept, _body = self.memories.programme.recall(written.path, written.digest, read)
        self.programme, self.tree = kept.summary
        self.programme_report = self._recalled(written, kept)

    def _read_questionnaire(self, written: Written) -> None:
        def read(_shelf: Shelf) -> tuple[Questionnaire | None, None, Report]:
            source = written.source()
            report = Report(source.path, source.lines)
            return questionnaire.read_questionnaire(source, self.programme, report), None, report

        key = written.digest + self._words
        kept, _body = self.memories.questionnaire.recall(written.path, key, read)
        self.questionnaire = kept.summary
        self._recalled(written, kept)

    def _read_glossary(self, written: Written) -> None:
        def read(shelf: Shelf) -> tuple[Mapping[str, Term], None, Report]:
            source = written.source()
            report = Report(source.path, source.lines)
            return read_glossary(source, shelf, report), None, report

        kept, _body = self.memories.glossary.recall(written.path, written.digest, read)
        self.glossary = kept.summary
        self._recalled(written, kept)

    def _read_units(self) -> None:
        terms = TermFinders(self.glossary)
        titles = _digest([(term.id, term.title) for term in self.glossary.values()])
        paths = self._unit_paths()
        for path in paths:
            if written := self._written(path):
                self._read_unit(written, terms, self._terms_in(written, terms, titles))
            else:
                self.unread.add(PurePosixPath(path).stem)
        self.memories.units.keep_only(paths)

    def _terms_in(self, written: Written, terms: TermFinders, titles: str) -> str:
        """Return the glossary's terms that a text may hold, looked for only if it or the glossary changed."""
        if not self.glossary:
            return ""
        key = written.digest + titles
        known, present = self.memories.terms.get(written.path, ("", ""))
        if known != key:
            present = _digest(terms.present(written.source().text))
            self.memories.terms[written.path] = key, present
        return present

    def _read_unit(self, written: Written, terms: TermFinders, present: str) -> None:
        key = written.digest + self._words + present
        if entry := self._as_before(self.memories.units, written, key):
            self.units.append(entry)
            return

        def read(shelf: Shelf) -> tuple[UnitSummary, Unit | None, Report]:
            reading = read_unit(written.source(), self.programme, terms, shelf, lines=self.lines)
            if reading.unit and self.reading_ease:
                # Imported by whoever checks: whoever builds does not.
                from course_engine.content.readability import check_reading_ease

                levels = self.programme.levels if self.programme else ()
                check_reading_ease(reading.unit, self.reading_ease, levels, reading.report)
            return unit_summary(reading), reading.shown, reading.report

        kept, body = self.memories.units.recall(written.path, key, read)
        entry = UnitEntry(**vars(kept.summary), report=self._recalled(written, kept), open=body)
        self.memories.units.entries[written.path] = kept, entry
        self.units.append(entry)

    def _read_quizzes(self) -> None:
        paths = quiz_files(self.folder)
        for path in paths:
            if written := self._written(path):
                self._read_quiz(written)
        self.memories.quizzes.keep_only(paths)

    def _read_quiz(self, written: Written) -> None:
        key = written.digest + self._words + self.sources.get(publication.PATH, "")
        if entry := self._as_before(self.memories.quizzes, written, key):
            self.quizzes.append(entry)
            return

        def read(shelf: Shelf) -> tuple[QuizSummary, QuizBody, Report]:
            reading = read_quiz(written.source(), self.programme, shelf)
            if self.reading_ease:
                # Likewise.
                from course_engine.content.likeness import check_likeness

                for draft in reading.drafts:
                    check_likeness(draft.items, reading.report)
            return *quiz_summary(reading, self.publication), reading.report

        kept, body = self.memories.quizzes.recall(written.path, key, read)
        entry = QuizEntry(**vars(kept.summary), report=self._recalled(written, kept), open=body)
        self.memories.quizzes.entries[written.path] = kept, entry
        self.quizzes.append(entry)

    def _read_publication(self) -> None:
        content = read_bytes(
            self.course, publication.PATH, self.report(publication.PATH), publication.MAX_BYTES
        )
        if content is None:
            return

        def read(_shelf: Shelf) -> tuple[Publication, None, Report]:
            report = Report(publication.PATH)
            return publication.read_publication(content, report), None, report

        digest = self.sources[publication.PATH] = sha256(content).hexdigest()
        kept, _body = self.memories.publication.recall(publication.PATH, digest, read)
        self.publication = kept.summary
        self.report(publication.PATH).take(kept.diagnostics)

    def _required(self, path: str) -> Written | None:
        if not (self.course / path).exists():
            self.report(path).add("FI110", 1, path=path)
            return None
        return self._written(path)

    def _written(self, path: str) -> Written | None:
        written = self.folder.written(path)
        if written is None:
            self._counted(self.folder.report(path))
        else:
            self.sources[path] = written.digest
        return written

    def _as_before(self, memory: Memory[Any, Any], written: Written, key: str) -> Any:
        """Return the entry that the last compilation made of the same file, if no problem was added to it there."""
        if written.path not in memory.entries:
            return None
        kept, entry = memory.entries[written.path]
        if not memory.is_current(kept, key) or len(entry.report.diagnostics) != len(kept.diagnostics):
            return None
        self._show(kept)
        self._counted(entry.report)
        return entry

    def _show(self, kept: Kept[Summary]) -> None:
        for path in kept.taken:
            if path not in self.assets:
                self.assets[path] = asset_of(path, kept.stored[path])

    def _recalled(self, written: Written, kept: Kept[Summary]) -> Report:
        """Count the problems of a file, and what it shows; return the report to which others may be added."""
        self._show(kept)
        report = self._counted(Report(written.path, LaterLines(written)))
        report.take(kept.diagnostics)
        report.errors = kept.errors
        return report

    def _counted(self, report: Report) -> Report:
        self.reports.append(report)
        return report

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
                self.report(path).add("FI111", 1, path=path)
        return found


def _digest(facts: object) -> str:
    return sha256(repr(facts).encode()).hexdigest()

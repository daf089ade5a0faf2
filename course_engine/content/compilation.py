"""A course folder → Catalogue and every problem, in one pass."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from course_engine.content import glossary, programme, publication, questionnaire
from course_engine.content.assets import FOLDERS, Shelf
from course_engine.content.comparison import check_gone, lettered
from course_engine.content.crossref import (
    check_prerequisites,
    check_questions,
    check_quiz_places,
    check_unique_files,
    check_unique_questions,
    check_units,
)
from course_engine.content.likeness import check_likeness
from course_engine.content.quiz import QuizReading, read_quiz
from course_engine.content.readability import check_reading_ease
from course_engine.content.report import Report
from course_engine.content.source import Source, read_bytes, read_source
from course_engine.content.unit import UnitReading, read_unit
from course_engine.content.yamltree import Tree
from course_engine.errors import ContentRefused, Diagnostic, Severity
from course_engine.model.course import Catalogue, Programme, Term
from course_engine.model.frozen import Slug
from course_engine.model.path import Questionnaire
from course_engine.model.publication import Publication
from course_engine.model.quiz import AnswerKey

_UNIT_DEPTH = 3  # modules, its series, its file


@dataclass(frozen=True)
class WrittenQuestion:
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


@dataclass(frozen=True)
class Compilation:
    """What came of a course folder.

    Attributes:
        catalogue: the course, None where errors stop it.
        diagnostics: every problem of every file, by file and line.
        questions: every question of every quiz, by file and line.
    """

    catalogue: Catalogue | None
    diagnostics: tuple[Diagnostic, ...]
    questions: tuple[WrittenQuestion, ...] = ()


def compile_course(course: Path, reading_ease: Sequence[int] = ()) -> Compilation:
    """Read a whole course and report every problem of every file in one pass.

    Args:
        course: the folder that holds `modules/` and `quizzes/`.
        reading_ease: the least score of Kandel and Moles for each level, lowest first; whoever only builds gives
            none, and spares the search for what is hard to read or nearly twice the same.
    """
    reading = _CourseReading(course)
    if not (course / "modules").is_dir():
        reading.report("modules").add("FI101", 1)
    else:
        reading.read()
        reading.check()
        if reading_ease:
            reading.advise(reading_ease)
    diagnostics = tuple(sorted({found for report in reading.reports for found in report.diagnostics}))
    refused = any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    questions = tuple(
        WrittenQuestion(quiz.path, draft.line, draft.id, draft.kind)
        for quiz in reading.quizzes
        for draft in quiz.drafts
    )
    return Compilation(None if refused else reading.catalogue(), diagnostics, questions)


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


@dataclass
class _CourseReading:
    """One pass over a course: files read, their problems, what they gave."""

    course: Path
    reports: list[Report] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    programme: Programme | None = None
    tree: Tree | None = None
    questionnaire: Questionnaire | None = None
    glossary: Mapping[str, Term] = field(default_factory=dict)
    units: list[UnitReading] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    quizzes: list[QuizReading] = field(default_factory=list)
    publication: Publication = field(default_factory=Publication)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.course)
        self.programme_report = Report(programme.PATH)

    def report(self, path: str) -> Report:
        """Return a new report whose problems count."""
        self.reports.append(Report(path))
        return self.reports[-1]

    def read(self) -> None:
        """Read every file, the programme first: the others name what is in it."""
        if source := self._required(programme.PATH):
            self.programme_report = self._report_of(source)
            self.programme, self.tree = programme.read_programme(source, self.programme_report)
        if source := self._required(questionnaire.PATH):
            self.questionnaire = questionnaire.read_questionnaire(
                source, self.programme, self._report_of(source)
            )
        if (self.course / glossary.PATH).exists() and (source := self._source(glossary.PATH)):
            self.glossary = glossary.read_glossary(source, self.shelf, self._report_of(source))
        terms = glossary.term_finders(self.glossary)
        for path in self._unit_paths():
            if source := self._source(path):
                self.units.append(read_unit(source, self.programme, terms, self.shelf))
            else:
                self.unread.add(PurePosixPath(path).stem)
        for path in quiz_paths(self.course):
            if source := self._source(path):
                self.quizzes.append(read_quiz(source, self.programme, self.shelf))
        if (self.course / publication.PATH).exists():
            self._read_publication()

    def _read_publication(self) -> None:
        report = self.report(publication.PATH)
        content = read_bytes(self.course, publication.PATH, report, publication.MAX_BYTES)
        if content is not None:
            self.sources[publication.PATH] = sha256(content).hexdigest()
            self.publication = publication.read_publication(content, report)

    def check(self) -> None:
        """Check the files against each other."""
        self.reports += [reading.report for reading in self.units]
        self.reports += [reading.report for reading in self.quizzes]
        check_unique_files(self.units, "XR110")
        check_unique_files(self.quizzes, "XR111")
        if self.programme is not None and self.tree is not None:
            check_units(self.units, self.unread, self.programme, self.tree, self.programme_report)
            check_prerequisites(self.units, self.programme)
            if self.questionnaire is not None:
                questionnaire.check_reach(
                    self.questionnaire, self.programme, self.tree, self.programme_report
                )
        check_quiz_places(self.units, self.quizzes)
        check_questions(self.quizzes, self.units)
        check_unique_questions(self.quizzes, self.publication)
        self.quizzes = [lettered(reading, self.publication) for reading in self.quizzes]
        # What a file that cannot be read holds is not gone.
        if len(self.quizzes) == len(quiz_paths(self.course)):
            check_gone(self.quizzes, self.publication, self.report(publication.PATH))

    def advise(self, reading_ease: Sequence[int]) -> None:
        """Warn of what is sound and could be better."""
        levels = self.programme.levels if self.programme else ()
        for reading in self.units:
            if reading.unit:
                check_reading_ease(reading.unit, reading_ease, levels, reading.report)
        for quiz in self.quizzes:
            for draft in quiz.drafts:
                check_likeness(draft.items, quiz.report)

    def catalogue(self) -> Catalogue | None:
        """Return the course; None where a part of it is missing."""
        if self.programme is None or self.questionnaire is None:
            return None
        units = {reading.id: reading.unit for reading in self.units if reading.unit}
        keys: dict[str, AnswerKey] = {key.question: key for reading in self.quizzes for key in reading.keys}
        assets = dict(sorted(self.shelf.assets.items()))
        sources = self.sources | {path: asset.sha256 for path, asset in assets.items()}
        quizzes = {reading.id: reading.quiz for reading in self.quizzes if reading.quiz}
        return Catalogue(
            programme=self.programme,
            questionnaire=self.questionnaire,
            units={name: units[name] for name in self.programme.unit_order},
            quizzes=quizzes,
            keys=keys,
            versions=publication.versions_of(quizzes.values(), keys, self.publication),
            glossary=self.glossary,
            assets=assets,
            sources=dict(sorted(sources.items())),
            digest=digest_of(sources),
        )

    def _required(self, path: str) -> Source | None:
        if not (self.course / path).exists():
            self.report(path).add("FI110", 1, path=path)
            return None
        return self._source(path)

    def _source(self, path: str) -> Source | None:
        source = read_source(self.course, path, self.report(path))
        if source is not None:
            self.sources[path] = source.digest
        return source

    def _report_of(self, source: Source) -> Report:
        self.reports.append(Report(source.path, source.lines))
        return self.reports[-1]

    def _unit_paths(self) -> list[str]:
        """Return the units' files; a text file elsewhere in `modules/` is noted."""
        found = []
        for path in _paths(self.course, "modules", "**/*.md"):
            parts = PurePosixPath(path).parts
            if path == glossary.PATH or (len(parts) > _UNIT_DEPTH and parts[2] in FOLDERS):
                continue
            if len(parts) == _UNIT_DEPTH:
                found.append(path)
            else:
                self.report(path).add("FI111", 1, path=path)
        return found


def quiz_paths(course: Path) -> list[str]:
    """Return the files of the quizzes, relative to the course folder, sorted."""
    return _paths(course, "quizzes", "*.md")


def _paths(course: Path, folder: str, pattern: str) -> list[str]:
    files: Iterable[Path] = (course / folder).glob(pattern)
    paths = (file.relative_to(course).as_posix() for file in files)
    return sorted(path for path in paths if not PurePosixPath(path).name.startswith("."))


def digest_of(sources: Mapping[str, str]) -> str:
    """Return the SHA-256 over each path and SHA-256 of `sources`, sorted: one line each, `sha256  path`."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(sources.items()))
    return sha256(lines.encode()).hexdigest()

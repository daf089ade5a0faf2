"""A course folder → Catalogue and every problem, in one pass."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from course_engine.content import programme, publication, questionnaire
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
from course_engine.content.folder import Folder
from course_engine.content.glossary import PATH as GLOSSARY
from course_engine.content.glossary import TermFinders, read_glossary
from course_engine.content.likeness import check_likeness
from course_engine.content.memory import Memory
from course_engine.content.quiz import QuizReading, read_quiz
from course_engine.content.readability import check_reading_ease
from course_engine.content.report import Report
from course_engine.content.showing import less_doubled_questions, less_missing_units
from course_engine.content.source import Source, read_bytes
from course_engine.content.unit import UnitReading, read_unit
from course_engine.content.yamltree import Tree
from course_engine.errors import ContentRefused, Diagnostic, Severity
from course_engine.model.course import Asset, Catalogue, Programme, Term
from course_engine.model.frozen import Slug
from course_engine.model.path import Questionnaire
from course_engine.model.publication import Publication
from course_engine.model.quiz import AnswerKey

_UNIT_DEPTH = 3  # modules, its series, its file
_QUIZZES = "quizzes", "*.md"


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
        shown: what can be shown of the course while it has errors, for a preview: its files and questions less those
            that errors set aside, units named but not there left out of the programme, those it does not name after the others;
            `catalogue` itself where there is one, None where the programme cannot be read.
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
    """

    def __init__(self, course: Path, reading_ease: Sequence[int] = (), *, lines: bool = False) -> None:
        self._folder = Folder(course)
        self._reading_ease = reading_ease
        self._lines = lines
        self._memories = _Memories(self._folder)

    def compile(self, touched: Iterable[str] | None = None) -> Compilation:
        """Return the whole course as it is now.

        Args:
            touched: every file written, removed or come since the last time, and perhaps others, relative to the
                course folder, with `/`: no other is opened. None, as a first time or where folders were moved or it
                is not known, opens every file; what has the same bytes is still not read again.
        """
        self._folder.look_again(touched)
        reading = _CourseReading(self._folder, self._memories, self._reading_ease, self._lines)
        if not (self._folder.course / "modules").is_dir():
            reading.report("modules").add("FI101", 1)
        else:
            reading.read()
            reading.check()
        return reading.compilation()


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


class _Memories:
    """What the files of each kind gave."""

    def __init__(self, folder: Folder) -> None:
        self.programme = Memory[tuple[Programme | None, Tree | None, Report]](folder)
        self.questionnaire = Memory[tuple[Questionnaire | None, Report]](folder)
        self.glossary = Memory[tuple[Mapping[str, Term], Report]](folder)
        self.units = Memory[UnitReading](folder)
        self.quizzes = Memory[QuizReading](folder)


@dataclass
class _CourseReading:
    """One pass over a course: files read, their problems, what they gave."""

    folder: Folder
    memories: _Memories
    reading_ease: Sequence[int]
    lines: bool
    reports: list[Report] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    programme: Programme | None = None
    programme_report: Report = field(default_factory=lambda: Report(programme.PATH))
    tree: Tree | None = None
    questionnaire: Questionnaire | None = None
    glossary: Mapping[str, Term] = field(default_factory=dict)
    units: list[UnitReading] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    quizzes: list[QuizReading] = field(default_factory=list)
    publication: Publication = field(default_factory=Publication)

    @property
    def course(self) -> Path:
        """The course folder."""
        return self.folder.course

    def report(self, path: str) -> Report:
        """Return a new report whose problems count."""
        return self._counted(Report(path))

    def read(self) -> None:
        """Read every file, the programme first: the others name what is in it."""
        if source := self._required(programme.PATH):
            self._read_programme(source)
        if source := self._required(questionnaire.PATH):
            self._read_questionnaire(source)
        if (self.course / GLOSSARY).exists() and (source := self._source(GLOSSARY)):
            self._read_glossary(source)
        terms = TermFinders(self.glossary)
        unit_paths, quizzes = self._unit_paths(), self.folder.paths(*_QUIZZES)
        for path in unit_paths:
            if source := self._source(path):
                self._read_unit(source, terms)
            else:
                self.unread.add(PurePosixPath(path).stem)
        for path in quizzes:
            if source := self._source(path):
                self._read_quiz(source)
        self.memories.units.keep_only(unit_paths)
        self.memories.quizzes.keep_only(quizzes)
        if (self.course / publication.PATH).exists():
            self._read_publication()

    def _read_programme(self, source: Source) -> None:
        def read(_shelf: Shelf) -> tuple[Programme | None, Tree | None, Report]:
            report = Report(source.path, source.lines)
            return *programme.read_programme(source, report), report

        given, _assets = self.memories.programme.recall(source.path, source.digest, read)
        self.programme, self.tree, report = given
        self.programme_report = self._counted(report.copy())

    def _read_questionnaire(self, source: Source) -> None:
        def read(_shelf: Shelf) -> tuple[Questionnaire | None, Report]:
            report = Report(source.path, source.lines)
            return questionnaire.read_questionnaire(source, self.programme, report), report

        key = source.digest, self._words
        (self.questionnaire, report), _assets = self.memories.questionnaire.recall(source.path, key, read)
        self._counted(report)

    def _read_glossary(self, source: Source) -> None:
        def read(shelf: Shelf) -> tuple[Mapping[str, Term], Report]:
            report = Report(source.path, source.lines)
            return read_glossary(source, shelf, report), report

        (self.glossary, report), assets = self.memories.glossary.recall(source.path, source.digest, read)
        self._counted(report)
        self.assets.update(assets)

    def _read_unit(self, source: Source, terms: TermFinders) -> None:
        def read(shelf: Shelf) -> UnitReading:
            reading = read_unit(source, self.programme, terms, shelf, lines=self.lines)
            if reading.unit and self.reading_ease:
                levels = self.programme.levels if self.programme else ()
                check_reading_ease(reading.unit, self.reading_ease, levels, reading.report)
            return reading

        key = source.digest, self._words, terms.present(source.text)
        reading, assets = self.memories.units.recall(source.path, key, read)
        self.units.append(replace(reading, report=self._counted(reading.report.copy())))
        self.assets.update(assets)

    def _read_quiz(self, source: Source) -> None:
        def read(shelf: Shelf) -> QuizReading:
            reading = read_quiz(source, self.programme, shelf)
            for draft in reading.drafts if self.reading_ease else ():
                check_likeness(draft.items, reading.report)
            return reading

        key = source.digest, self._words
        reading, assets = self.memories.quizzes.recall(source.path, key, read)
        self.quizzes.append(replace(reading, report=self._counted(reading.report.copy())))
        self.assets.update(assets)

    @property
    def _words(self) -> Hashable:
        """What units, quizzes and questionnaire may name of the programme, in its order."""
        known = self.programme
        return None if known is None else (known.levels, tuple(known.domains), tuple(known.objectives))

    def _read_publication(self) -> None:
        report = self.report(publication.PATH)
        content = read_bytes(self.course, publication.PATH, report, publication.MAX_BYTES)
        if content is not None:
            self.sources[publication.PATH] = sha256(content).hexdigest()
            self.publication = publication.read_publication(content, report)

    def check(self) -> None:
        """Check the files against each other."""
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
        if len(self.quizzes) == len(self.folder.paths(*_QUIZZES)):
            check_gone(self.quizzes, self.publication, self.report(publication.PATH))

    def compilation(self) -> Compilation:
        """Return what came of the course."""
        diagnostics = tuple(sorted({found for report in self.reports for found in report.diagnostics}))
        refused = any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
        questions = tuple(
            WrittenQuestion(quiz.path, draft.line, draft.id, draft.kind)
            for quiz in self.quizzes
            for draft in quiz.drafts
        )
        if refused:
            return Compilation(None, diagnostics, questions, self._shown())
        catalogue = self._catalogue()
        return Compilation(catalogue, diagnostics, questions, catalogue)

    def _catalogue(self) -> Catalogue | None:
        """Return the course; None where a part of it is missing."""
        if self.programme is None or self.questionnaire is None:
            return None
        units = {reading.id: reading.unit for reading in self.units if reading.unit}
        keys: dict[str, AnswerKey] = {key.question: key for reading in self.quizzes for key in reading.keys}
        quizzes = {reading.id: reading.quiz for reading in self.quizzes if reading.quiz}
        return Catalogue(
            programme=self.programme,
            questionnaire=self.questionnaire,
            units={name: units[name] for name in self.programme.unit_order},
            quizzes=quizzes,
            keys=keys,
            versions=publication.versions_of(quizzes.values(), keys, self.publication),
            glossary=self.glossary,
            assets=dict(sorted(self.assets.items())),
            sources=dict(sorted(self._digests.items())),
            digest=digest_of(self._digests),
        )

    def _shown(self) -> Catalogue | None:
        """Return what can be shown of a course that has errors."""
        if self.programme is None:
            return None
        units = {reading.id: reading.shown for reading in self.units if reading.shown}
        programme = less_missing_units(self.programme, units)
        # A unit that is being written may stand in no series yet: it comes last.
        quizzes, keys = less_doubled_questions(self.quizzes)
        return Catalogue.model_construct(
            programme=programme,
            questionnaire=self.questionnaire or Questionnaire.model_construct(title="", sections=()),
            units={name: units[name] for name in dict.fromkeys((*programme.unit_order, *units))},
            quizzes=quizzes,
            keys=keys,
            glossary=self.glossary,
            assets=dict(sorted(self.assets.items())),
            sources=dict(sorted(self._digests.items())),
            digest=digest_of(self._digests),
        )

    @property
    def _digests(self) -> Mapping[str, str]:
        return self.sources | {path: asset.sha256 for path, asset in self.assets.items()}

    def _required(self, path: str) -> Source | None:
        if not (self.course / path).exists():
            self.report(path).add("FI110", 1, path=path)
            return None
        return self._source(path)

    def _source(self, path: str) -> Source | None:
        source, report = self.folder.source(path)
        self._counted(report)
        if source is not None:
            self.sources[path] = source.digest
        return source

    def _counted(self, report: Report) -> Report:
        self.reports.append(report)
        return report

    def _unit_paths(self) -> list[str]:
        """Return the units' files; a text file elsewhere in `modules/` is noted."""
        found = []
        for path in self.folder.paths("modules", "**/*.md"):
            parts = PurePosixPath(path).parts
            if path == GLOSSARY or (len(parts) > _UNIT_DEPTH and parts[2] in FOLDERS):
                continue
            if len(parts) == _UNIT_DEPTH:
                found.append(path)
            else:
                self.report(path).add("FI111", 1, path=path)
        return found


def quiz_paths(course: Path) -> list[str]:
    """Return the files of the quizzes, relative to the course folder, sorted."""
    return Folder(course).paths(*_QUIZZES)


def digest_of(sources: Mapping[str, str]) -> str:
    """Return the SHA-256 over each path and SHA-256 of `sources`, sorted: one line each, `sha256  path`."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(sources.items()))
    return sha256(lines.encode()).hexdigest()

"""The course as its author works on it: read again after each save, shown as it last could be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from course_engine.content import Compilation, Compiler, WrittenQuestion, unretained
from course_engine.errors import Diagnostic, EnvironmentRefused, Severity
from course_engine.model.course import Catalogue, Programme
from course_engine.model.identity import Slug
from course_engine.planning.coverage import unreachable_units
from course_engine.preview.watching import Watcher


class Edition(Struct, frozen=True, dict=True):
    """What a preview shows after one save.

    Attributes:
        number: 1 for the first; a higher one shows a later state of the files.
        course: what can be shown; what can no longer be read stays as it was. None where nothing ever could.
        problems: every problem of every file, by file and line.
        questions: every question of every quiz that could be read, sound or not, by file and line.
        past_units: the units that are shown as they were.
        past_quizzes: the quizzes likewise.
        is_current: whether the programme could be read this time.
        has_folder: whether the course's folder is there.
    """

    number: int
    course: Catalogue | None
    problems: tuple[Diagnostic, ...]
    questions: tuple[WrittenQuestion, ...] = ()
    past_units: frozenset[Slug] = frozenset()
    past_quizzes: frozenset[Slug] = frozenset()
    is_current: bool = True
    has_folder: bool = True

    @cached_property
    def problems_of(self) -> Mapping[str, Sequence[Diagnostic]]:
        """The problems of each file, by line."""
        found = defaultdict[str, list[Diagnostic]](list)
        for problem in self.problems:
            found[problem.file].append(problem)
        return found

    @cached_property
    def questions_of(self) -> Mapping[str, Sequence[WrittenQuestion]]:
        """The questions of each file, by line."""
        found = defaultdict[str, list[WrittenQuestion]](list)
        for question in self.questions:
            found[question.file].append(question)
        return found

    @cached_property
    def errors(self) -> int:
        """How many problems stop the course from being published."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


class Workshop:
    """A course folder, and what is shown of it now.

    Args:
        course: the folder that holds `modules/` and `quizzes/`.
        reading_ease: the least score of a page for each level, lowest first; see `content.readability`.

    Attributes:
        edition: what is shown; read by any thread, replaced whole.
    """

    def __init__(self, course: Path, reading_ease: Sequence[int] = ()) -> None:
        self.course = course
        # Before the first reading: what is saved during it is seen at the next look.
        self._watcher = Watcher(course)
        self._is_read = True
        self._compiler = Compiler(course, reading_ease, lines=True)
        self.edition = edition_after(None, self._compiler.compile(), has_folder=course.is_dir())

    def look(self) -> bool:
        """Read the files again if any has changed, and return whether one had; one thread at a time calls it.

        What goes away or changes while it is read is read again, with all the rest, at the next look.
        """
        changed = self._watcher.changed()
        if not changed and self._is_read:
            return False
        try:
            self.read_again(changed if self._is_read else None)
        except (OSError, EnvironmentRefused):
            self._is_read = False
        else:
            self._is_read = True
        return self._is_read

    def read_again(self, touched: Iterable[str] | None = None) -> None:
        """Show the files as they are now; one thread at a time calls it.

        Args:
            touched: those that may have changed, relative to the course folder; None where it is not known.
        """
        read = self._compiler.compile(touched)
        self.edition = edition_after(self.edition, read, has_folder=self.course.is_dir())


def edition_after(before: Edition | None, read: Compilation, *, has_folder: bool) -> Edition:
    """Return what is shown once a course was read.

    Args:
        before: what was shown; None at first.
        read: what was read.
        has_folder: whether there was a folder to read.
    """
    known, now = before.course if before else None, read.shown
    first = Edition(
        number=before.number + 1 if before else 1,
        course=now or known,
        problems=problems_of(read),
        questions=read.questions,
        is_current=now is not None,
        has_folder=has_folder,
    )
    if known is None or now is None:
        return first
    units, quizzes = known.units.keys() - now.units.keys(), known.quizzes.keys() - now.quizzes.keys()
    if not units and not quizzes:
        return first
    return replace(
        first,
        course=_with_past(first, now, known, units, quizzes),
        past_units=frozenset(units),
        past_quizzes=frozenset(quizzes),
    )


def problems_of(read: Compilation) -> tuple[Diagnostic, ...]:
    """Return every problem of a course that was read, the units that no profile reaches among them."""
    course = read.catalogue
    if course is None:
        return read.diagnostics
    return tuple(sorted((*read.diagnostics, *unretained(course, unreachable_units(course)))))


def _with_past(
    edition: Edition, now: Catalogue, known: Catalogue, units: set[Slug], quizzes: set[Slug]
) -> Catalogue:
    """Return a course with some units and quizzes as they were."""
    # What is wrong with a file is said of one that is there: it keeps its place in the programme.
    there = {name for name in units if known.units[name].path in edition.problems_of}
    past = {
        "programme": _with_places(now.programme, known.programme, there),
        "units": {**now.units, **{name: known.units[name] for name in sorted(units)}},
        "quizzes": {**now.quizzes, **{name: known.quizzes[name] for name in sorted(quizzes)}},
        "keys": {**known.keys, **now.keys},
        "assets": {**known.assets, **now.assets},
    }
    return replace(now, **past)


def _with_places(now: Programme, known: Programme, units: set[Slug]) -> Programme:
    """Return a programme in which some units stand where they stood."""
    before = {series.id: series.units for series in known.series}
    series = tuple(
        replace(one, units=_merged(one.units, before.get(one.id, ()), units)) for one in now.series
    )
    return replace(now, series=series)


def _merged(now: Sequence[Slug], known: Sequence[Slug], back: Collection[Slug]) -> tuple[Slug, ...]:
    """Return names with those of `back`, each after the one that it followed."""
    merged = list(now)
    for index, name in enumerate(known):
        if name in back:
            follows = index and known[index - 1] in merged
            merged.insert(merged.index(known[index - 1]) + 1 if follows else 0, name)
    return tuple(merged)

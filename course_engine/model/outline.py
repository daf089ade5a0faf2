"""What can be said of a course without its texts: what its units are, and from which files each is made."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from course_engine.model.course import Catalogue, Programme, Unit
from course_engine.model.identity import Slug
from course_engine.model.variant import quizzes_in


class UnitOutline(Struct, frozen=True):
    """A unit without its text.

    Attributes:
        quizzes: those that stand in it.
    """

    id: Slug
    path: str
    title: str
    levels: tuple[Slug, ...]
    quizzes: frozenset[Slug]


class CourseOutline(Struct, frozen=True):
    """A course without its texts.

    Attributes:
        units: in the programme's order.
        quizzes: the file of each.
        has_glossary: whether a unit may name a term.
        sources: SHA-256 of every source file, by path relative to the course folder.
    """

    programme: Programme
    units: Mapping[Slug, UnitOutline]
    quizzes: Mapping[Slug, str]
    has_glossary: bool
    sources: Mapping[str, str]

    def sources_behind(self, units: Iterable[Slug]) -> Mapping[str, str]:
        """Return the SHA-256 of the files that the pages of `units` are compiled from, by name.

        Not of the whole course: what is made of some units need not be made again because another was touched.
        """
        names = {"modules/programme.yml"}
        for name in units:
            unit = self.units[name]
            names |= {unit.path, *(self.quizzes[quiz] for quiz in unit.quizzes)}
            if unit.quizzes and "modules/publication.json" in self.sources:  # the letters come from there
                names.add("modules/publication.json")
        if self.has_glossary:
            names.add("modules/glossaire.md")
        return {name: self.sources[name] for name in sorted(names)}


def outline_of(catalogue: Catalogue, units: Iterable[Slug]) -> CourseOutline:
    """Return the outline of some units of a course."""
    return CourseOutline(
        programme=catalogue.programme,
        units={name: _unit_outline(catalogue.units[name]) for name in units},
        quizzes={quiz.id: quiz.path for quiz in catalogue.quizzes.values()},
        has_glossary=bool(catalogue.glossary),
        sources=catalogue.sources,
    )


def sources_behind(catalogue: Catalogue, units: Collection[Slug]) -> Mapping[str, str]:
    """Return the SHA-256 of the files that the pages of `units` are compiled from, by name."""
    return outline_of(catalogue, units).sources_behind(units)


def _unit_outline(unit: Unit) -> UnitOutline:
    return UnitOutline(
        id=unit.id,
        path=unit.path,
        title=unit.title,
        levels=unit.levels,
        quizzes=frozenset(quiz for page in unit.pages for quiz in quizzes_in(page.content)),
    )

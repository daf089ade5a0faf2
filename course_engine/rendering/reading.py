"""A whole course to read: one page for each unit at each level, and a page of contents. No key, no script."""

from collections.abc import Mapping

from markupsafe import Markup, escape
from msgspec import Struct, field

from course_engine import runtime
from course_engine.model.course import Catalogue, Unit
from course_engine.model.identity import Slug
from course_engine.model.outline import UnitOutline
from course_engine.model.quiz import Quiz
from course_engine.model.variant import Variant, variant
from course_engine.rendering.contexts import (
    ContentsContext,
    ContentsSeries,
    ContentsUnit,
    Link,
    ReadingContext,
    Shell,
)
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.pages import (
    Addresses,
    glossary_context,
    page_contexts,
    unit_context,
    with_terms_inside,
)
from course_engine.rendering.quiz import Sending, quiz_html
from course_engine.rendering.theme import STYLESHEETS, Theme

CONTENTS = "index.html"
HEADING = 1


class ReadingRoom(Struct):
    """Makes the pages of one course in one dress.

    Attributes:
        catalogue: the compiled course.
        theme: what dresses it.
    """

    catalogue: Catalogue
    theme: Theme

    def contents(self, units: Mapping[Slug, UnitOutline]) -> str:
        """Return the page that leads to every unit at every level.

        Args:
            units: those of the course.
        """
        all_series = tuple(
            ContentsSeries(
                title=series.title,
                units=tuple(
                    ContentsUnit(title=unit.title, levels=_levels(unit, folder=f"{unit.id}/"))
                    for unit in (units[name] for name in series.units)
                ),
            )
            for series in self.catalogue.programme.series
        )
        return self.theme.render("contents.html", ContentsContext(self._shell(up=""), all_series))

    def unit(self, unit_id: Slug, level: Slug) -> str:
        """Return one unit as a reader of one of its levels sees it, every page after the other."""
        unit = self.catalogue.units[unit_id]
        seen = variant(unit, level)
        sheet = _Sheet(self.catalogue, seen)
        pages = tuple(self.theme.render("page.html", page) for page in page_contexts(seen, sheet.addresses))
        overview = unit_context(unit, seen, sheet.addresses, self.catalogue.assets, place=level)
        context = ReadingContext(
            shell=self._shell(up="../"),
            title=unit.title,
            level=level,
            here=f"{level}.html",
            levels=_levels(unit, folder=""),
            overview=self.theme.render("unit.html", overview),
            pages=pages,
            glossary=self._glossary(sheet),
        )
        return self.theme.render("reading.html", context)

    def _glossary(self, sheet: "_Sheet") -> Markup:
        named = with_terms_inside(sheet.terms, self.catalogue.glossary)
        if not named:
            return Markup()
        return self.theme.render("glossary.html", glossary_context(named, sheet.addresses, _term_id))

    def _shell(self, up: str) -> Shell:
        programme = self.catalogue.programme
        return Shell(
            programme=programme.title,
            organiser=programme.organiser,
            home=up + CONTENTS,
            mark="",
            stylesheets=tuple(f"{up}theme/{name}" for name in (*STYLESHEETS, *runtime.STYLES)),
            scripts=(),
        )


class _Sheet(Struct):
    """One page being made, and the glossary terms that it has named so far."""

    catalogue: Catalogue
    seen: Variant
    terms: set[Slug] = field(default_factory=set)

    @property
    def addresses(self) -> Addresses:
        return Addresses(
            asset=lambda path: f"../{path}",
            unit=lambda unit: f"#{_screen_id(unit, '')}",
            page=lambda unit, page: f"#{_screen_id(unit, page)}",
            term=self._term,
            quiz=self._quiz,
            page_id=_screen_id,
            heading=HEADING,
        )

    def _term(self, term: Slug) -> str:
        self.terms.add(term)
        return f"#{_term_id(term)}"

    def _quiz(self, quiz_id: Slug, renderer: FragmentRenderer) -> str:
        return quiz_to_read(self.catalogue.quizzes[quiz_id], self.seen.level, renderer)


def quiz_to_read(quiz: Quiz, level: Slug, renderer: FragmentRenderer) -> str:
    """Return the questions that a quiz asks at a level, to be read and not answered, as safe HTML."""
    asked = quiz.questions_for(level)
    form = quiz_html(quiz, asked, renderer, sending=lambda _question: Sending(""), heading=HEADING + 1)
    return f'<fieldset class="to-read" disabled>{form}</fieldset>'


def _levels(unit: Unit | UnitOutline, folder: str) -> tuple[Link, ...]:
    return tuple(Link(href=f"{folder}{level}.html", title=escape(level)) for level in unit.levels)


def _screen_id(unit: Slug, page: Slug) -> str:
    return f"{unit}/{page}" if page else unit


def _term_id(term: Slug) -> str:
    return f"terme/{term}"

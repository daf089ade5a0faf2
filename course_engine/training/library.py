"""The course as trainees read it: each unit's variants, made once, and where their quizzes stand."""

from collections.abc import Mapping
from functools import cache

from course_engine.model.course import Catalogue
from course_engine.model.frozen import Slug
from course_engine.model.variant import Variant, quizzes_in, variant


class Library:
    """A catalogue, with what has been made of it so far.

    Attributes:
        catalogue: the course.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._variant = cache(self._make_variant)
        self._quiz_pages = cache(self._find_quizzes)

    def variant(self, unit: Slug, level: Slug) -> Variant:
        """Return `unit` as someone at `level` sees it: at the nearest level that it has."""
        offered = self.catalogue.units[unit].levels
        return self._variant(unit, self.catalogue.programme.nearest_level(level, offered))

    def quiz_pages(self, unit: Slug, level: Slug) -> Mapping[Slug, Slug]:
        """Return the quizzes that someone at `level` meets in `unit`, each with its page."""
        return self._quiz_pages(self.variant(unit, level))

    def _make_variant(self, unit: Slug, level: Slug) -> Variant:
        return variant(self.catalogue.units[unit], level)

    def _find_quizzes(self, seen: Variant) -> Mapping[Slug, Slug]:
        return {quiz: page.id for page in seen.pages for quiz in quizzes_in(page.content)}

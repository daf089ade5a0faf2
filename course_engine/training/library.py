"""The course as trainees read it: each unit's variants, made once, and where their quizzes stand."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from msgspec import Struct
from msgspec.structs import astuple

from course_engine.model.course import Catalogue
from course_engine.model.fragment import AssetUrl
from course_engine.model.identity import Slug
from course_engine.model.quiz import Picture
from course_engine.model.variant import Variant, assets_in, quiz_places, quizzes_in, variant
from course_engine.planning.path import Planner
from course_engine.planning.profile import ProfileReader
from course_engine.training.questionnaire_form import QuestionnaireForm


class Library:
    """A catalogue, with what has been made of it so far.

    Attributes:
        catalogue: the course.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._variant = cache(self._make_variant)
        self._quiz_pages = cache(self._find_quizzes)
        self._quiz_places = cache(self._find_quiz_places)
        self._assets = cache(self._find_assets)

    @cached_property
    def form(self) -> QuestionnaireForm:
        """The form by which people register."""
        return QuestionnaireForm(self.catalogue.questionnaire)

    @cached_property
    def reader(self) -> ProfileReader:
        """What reads the answers of those who register."""
        return ProfileReader(self.catalogue)

    @cached_property
    def planner(self) -> Planner:
        """What makes the paths of those who register."""
        return Planner(self.catalogue)

    def variant(self, unit: Slug, level: Slug) -> Variant:
        """Return `unit` as someone at `level` sees it: at the nearest level that it has."""
        return self._variant(unit, self._level_seen(unit, level))

    def quiz_pages(self, unit: Slug, level: Slug) -> Mapping[Slug, Slug]:
        """Return the quizzes that someone at `level` meets in `unit`, each with its page."""
        return self._quiz_pages(unit, self._level_seen(unit, level))

    def quiz_places(self, unit: Slug) -> Mapping[Slug, Slug]:
        """Return the quizzes of a unit, of every level, each with its page."""
        return self._quiz_places(unit)

    def together(self, unit: Slug, page: Slug) -> tuple[Slug, ...]:
        """Return the quizzes of one page of a unit: where each level has its own, a room answers them together."""
        return tuple(quiz for quiz, place in self._quiz_places(unit).items() if place == page)

    def assets(self, unit: Slug, level: Slug) -> frozenset[str]:
        """Return the files that someone at `level` meets in `unit`: in its pages, its quizzes, its exercises."""
        return self._assets(unit, self._level_seen(unit, level))

    def _level_seen(self, unit: Slug, level: Slug) -> Slug:
        return self.catalogue.programme.nearest_level(level, self.catalogue.units[unit].levels)

    def _make_variant(self, unit: Slug, level: Slug) -> Variant:
        return variant(self.catalogue.units[unit], level)

    def _find_quizzes(self, unit: Slug, level: Slug) -> Mapping[Slug, Slug]:
        pages = self._variant(unit, level).pages
        return {quiz: page.id for page in pages for quiz in quizzes_in(page.content)}

    def _find_quiz_places(self, unit: Slug) -> Mapping[Slug, Slug]:
        return quiz_places(self.catalogue.units[unit])

    def _find_assets(self, unit: Slug, level: Slug) -> frozenset[str]:
        seen = self._variant(unit, level).pages
        pages = [page.content for page in seen]
        notes = [note for page in seen for _label, note in page.footnotes]
        quizzes = [name for quiz in self._quiz_pages(unit, level) for name in self._quiz_assets(quiz, level)]
        named = [path for fragment in (*pages, *notes) for path in assets_in(fragment)]
        return frozenset((*named, *quizzes, *self.catalogue.units[unit].files))

    def _quiz_assets(self, quiz: Slug, level: Slug) -> Iterator[str]:
        """Yield the files that a quiz names, in what is shown once it is answered too."""
        yield from _named(self.catalogue.quizzes[quiz].introduction)
        for question in self.catalogue.quizzes[quiz].questions_for(level):
            yield from _named(question)
            yield from _named(self.catalogue.keys[question.id])


def _named(value: object) -> Iterator[str]:
    """Yield the paths of the files that a noun names, wherever it does."""
    match value:
        case AssetUrl() | Picture():
            yield value.path
        case Struct():
            yield from _named(astuple(value))
        case tuple():
            for held in value:
                yield from _named(held)
        case Mapping():
            yield from _named(tuple(value.values()))

"""Where an objective is worked on: the units that have it, the pages that questions about it point to."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from course_engine.model.course import Catalogue, Unit
from course_engine.model.fragment import Fragment
from course_engine.model.identity import Slug
from course_engine.model.questionnaire import ChooseOne, ChooseSeveral
from course_engine.training.library import Library


class PageOfObjective(Struct, frozen=True):
    """A page to read about an objective, at the first level that has it."""

    unit: Slug
    level: Slug
    page: Slug
    title: Fragment


def units_for(catalogue: Catalogue, objective: Slug) -> tuple[Unit, ...]:
    """Return the units of the programme that have an objective, in its order."""
    units = (catalogue.units[unit] for unit in catalogue.programme.unit_order)
    return tuple(unit for unit in units if objective in unit.objectives)


def pages_for(library: Library, objective: Slug) -> tuple[PageOfObjective, ...]:
    """Return the pages that the questions about an objective point to, in the programme's order."""
    named = dict.fromkeys(_pages_named(library, objective))
    return tuple(found for unit, page in named for found in _page(library, unit, page))


def in_their_words(catalogue: Catalogue) -> Mapping[Slug, str]:
    """Return how each objective is said to a trainee: as the questionnaire asked for it, else as the programme says."""
    asked: dict[Slug, str] = {}
    for item in catalogue.questionnaire.items:
        if isinstance(item, ChooseOne | ChooseSeveral):
            for option in item.options:
                if len(option.objectives) == 1:
                    asked.setdefault(next(iter(option.objectives)), option.text)
    return {
        objective: asked.get(objective, title) for objective, title in catalogue.programme.objectives.items()
    }


def _pages_named(library: Library, objective: Slug) -> Iterator[tuple[Slug, Slug]]:
    catalogue = library.catalogue
    for unit in catalogue.programme.unit_order:
        for level in catalogue.units[unit].levels:
            for quiz in library.quiz_pages(unit, level):
                for question in catalogue.quizzes[quiz].questions:
                    if question.objective == objective and question.page is not None:
                        yield question.unit or unit, question.page


def _page(library: Library, unit: Slug, page: Slug) -> Iterator[PageOfObjective]:
    for level in library.catalogue.units[unit].levels:
        for visible in library.variant(unit, level).pages:
            if visible.id == page:
                yield PageOfObjective(unit, level, page, visible.title)
                return

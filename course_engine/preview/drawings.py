"""What words say badly: which session comes before which, which objective is covered where."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from markupsafe import escape

from course_engine.i18n import translator
from course_engine.model.course import Catalogue, Unit
from course_engine.model.identity import Slug
from course_engine.planning.reasons import level_in_words
from course_engine.preview.addresses import unit_url
from course_engine.preview.contexts import CoverageCell, CoverageRow, DrawingsContext, PrerequisiteRow
from course_engine.preview.desk import Look
from course_engine.preview.screen import Screen
from course_engine.rendering.contexts import Link
from course_engine.rendering.coverage_map import MapRow, coverage_map
from course_engine.rendering.prerequisite_graph import prerequisite_graph

_ = translator("preview")


def drawings_screen(look: Look) -> Screen:
    """Return the drawings, each with its table."""
    course = look.course
    titles = {name: unit.title or name for name, unit in course.units.items()}
    before = {
        name: [one for one in unit.prerequisites if one in titles] for name, unit in course.units.items()
    }
    after = defaultdict[Slug, list[Slug]](list)
    for name, asked in before.items():
        for one in asked:
            after[one].append(name)
    levels = tuple(map(level_in_words, course.programme.levels))
    rows = _coverage(course)
    context = DrawingsContext(
        graph=prerequisite_graph(titles, before),
        prerequisites=tuple(
            PrerequisiteRow(
                _link(course.units[name]), _titles(before[name], titles), _titles(after[name], titles)
            )
            for name in titles
            if before[name] or after[name]
        ),
        alone=tuple(title for name, title in titles.items() if not before[name] and not after[name]),
        coverage=coverage_map(
            levels, [MapRow(row.objective, tuple(len(cell.units) for cell in row.cells)) for row in rows]
        ),
        levels=levels,
        rows=rows,
    )
    return Screen(_("Drawings"), "preview/drawings.html", context)


def _coverage(course: Catalogue) -> tuple[CoverageRow, ...]:
    covering = defaultdict[tuple[Slug, Slug], list[Unit]](list)
    for unit in course.units.values():
        for objective in unit.objectives:
            for level in unit.levels:
                covering[objective, level].append(unit)
    bearing = Counter(
        (question.objective, level)
        for question in course.questions.values()
        for level in question.levels or course.programme.levels
    )
    return tuple(
        CoverageRow(
            objective=words,
            cells=tuple(
                CoverageCell(
                    level=level_in_words(level),
                    units=tuple(_link(unit, level) for unit in covering[objective, level]),
                    questions=_questions(bearing[objective, level]),
                )
                for level in course.programme.levels
            ),
        )
        for objective, words in course.programme.objectives.items()
    )


def _questions(count: int) -> str:
    if count == 0:
        return _("no question")
    return _("one question") if count == 1 else _("{count} questions").format(count=count)


def _link(unit: Unit, level: Slug = "") -> Link:
    return Link(unit_url(unit.id, level or unit.levels[0]), escape(unit.title or unit.id))


def _titles(names: Sequence[Slug], titles: Mapping[Slug, str]) -> tuple[str, ...]:
    return tuple(titles[name] for name in names)

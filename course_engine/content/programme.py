"""`modules/programme.yml` → Programme, and its sense within the file."""

from collections.abc import Iterable

from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.words import nearest
from course_engine.content.yamltree import Tree, read_yaml
from course_engine.model.course import Programme

PATH = "modules/programme.yml"


def read_programme(source: Source, report: Report) -> tuple[Programme | None, Tree | None]:
    """Read the programme; None where it could not be, every problem noted."""
    # Imported by whoever reads one anew: a build after a change seldom does, and it takes as long as a page.
    from course_engine.content import shapes
    from course_engine.content.shaping import aliases, shaped

    tree = read_yaml(source, aliases(shapes.Programme), report)
    if tree is None:
        return None, None
    programme = shaped(Programme, shapes.Programme, tree, report)
    if programme is not None:
        _check_levels(programme, tree, report)
        _check_units(programme, tree, report)
    return programme, tree


def _check_levels(programme: Programme, tree: Tree, report: Report) -> None:
    levels = programme.levels
    for index in _repeated(levels):
        report.add("PR120", tree.line("niveaux", index), levels[index], value=levels[index])
    for name, domain in programme.domains.items():
        asked = tuple(dict.fromkeys(levels))[1:]
        reached = 0
        for level in domain.thresholds:
            if level not in asked:
                line = tree.line("domaines", name, "seuils", level)
                report.add("PR121", line, level, level=level, nearest=nearest(level, asked))
        for level in asked:
            if level not in domain.thresholds:
                report.add("PR122", tree.line("domaines", name), name, domain=name, level=level)
                continue
            points = domain.thresholds[level]
            if points <= reached:
                line = tree.line("domaines", name, "seuils", level)
                report.add("PR123", line, level, level=level, points=points, lower=reached)
            reached = max(reached, points)


def _check_units(programme: Programme, tree: Tree, report: Report) -> None:
    series = [part.id for part in programme.series]
    for index in _repeated(series):
        report.add("PR124", tree.line("series", index), series[index], value=series[index])
    seen: dict[str, int] = {}
    for place, part in enumerate(programme.series):
        for index, unit in enumerate(part.units):
            line = tree.line("series", place, "unites", index)
            if unit in seen:
                report.add("PR125", line, unit, unit=unit, first=seen[unit])
            seen.setdefault(unit, line)
    closing = programme.closing
    if closing and closing.unit not in seen:
        line = tree.line("cloture", "unite")
        report.add("PR126", line, closing.unit, unit=closing.unit, nearest=nearest(closing.unit, seen))


def _repeated(values: Iterable[str]) -> list[int]:
    listed = list(values)
    return [index for index, value in enumerate(listed) if value in listed[:index]]

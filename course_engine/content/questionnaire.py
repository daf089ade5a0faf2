"""`modules/questionnaire.yml` → Questionnaire, and its sense for the programme."""

from collections import Counter
from collections.abc import Iterator, Mapping

from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.words import nearest
from course_engine.content.yamltree import Tree, Value, read_yaml
from course_engine.model.course import Programme
from course_engine.model.folding import fold
from course_engine.model.questionnaire import (
    AskAvailability,
    AskRole,
    ChooseOne,
    ChooseSeveral,
    Meaning,
    Questionnaire,
    QuestionnaireItem,
    YesNo,
)

PATH = "modules/questionnaire.yml"
_Path = tuple[str | int, ...]


def read_questionnaire(source: Source, programme: Programme | None, report: Report) -> Questionnaire | None:
    """Read the questionnaire; None where it could not be, every problem noted."""
    # Imported by whoever reads one anew, as a programme's.
    from course_engine.content import shapes
    from course_engine.content.shaping import aliases, shaped

    tree = read_yaml(source, aliases(shapes.Questionnaire), report)
    if tree is None:
        return None
    _fold_types(tree.value)
    questionnaire = shaped(Questionnaire, shapes.Questionnaire, tree, report)
    if questionnaire is None:
        return None
    _check_ids(questionnaire, tree, report)
    if programme is not None:
        for path, meaning in _meanings(questionnaire):
            _check_meaning(meaning, path, programme, tree, report)
    return questionnaire


def _fold_types(value: Value) -> None:
    """Compare the words after `type:` without accents and case."""
    if isinstance(value, list):
        for item in value:
            _fold_types(item)
    elif isinstance(value, dict):
        kind = value.get("type")
        if isinstance(kind, str):
            value["type"] = fold(kind)
        for part in value.values():
            _fold_types(part)


def _items(questionnaire: Questionnaire) -> Iterator[tuple[_Path, QuestionnaireItem]]:
    for place, section in enumerate(questionnaire.sections):
        for index, item in enumerate(section.questions):
            yield ("sections", place, "questions", index), item


def _meanings(questionnaire: Questionnaire) -> Iterator[tuple[_Path, Meaning]]:
    for path, item in _items(questionnaire):
        if isinstance(item, YesNo):
            yield path, item
        elif isinstance(item, ChooseOne | ChooseSeveral):
            for index, option in enumerate(item.options):
                yield (*path, "options", index), option


def _check_ids(questionnaire: Questionnaire, tree: Tree, report: Report) -> None:
    seen: dict[str, int] = {}
    once: Counter[type] = Counter()
    for path, item in _items(questionnaire):
        line = tree.line(*path, "id")
        if item.id in seen:
            report.add("QN101", line, item.id, id=item.id, first=seen[item.id])
        seen.setdefault(item.id, line)
        if isinstance(item, AskRole | AskAvailability):
            once[type(item)] += 1
            if once[type(item)] > 1:
                report.add("QN102", line, item.type, type=item.type)
        elif isinstance(item, ChooseOne | ChooseSeveral):
            options: set[str] = set()
            for index, option in enumerate(item.options):
                if option.id in options:
                    report.add("QN103", tree.line(*path, "options", index, "id"), option.id, id=option.id)
                options.add(option.id)


def _check_meaning(meaning: Meaning, path: _Path, programme: Programme, tree: Tree, report: Report) -> None:
    if meaning.level and meaning.level.domain not in programme.domains:
        domain = meaning.level.domain
        line = tree.line(*path, "niveau", "domaine")
        report.add("QN104", line, domain, domain=domain, nearest=nearest(domain, programme.domains))
    for objective in meaning.objectives:
        if objective not in programme.objectives:
            line = tree.line(*path, "objectifs", objective)
            near = nearest(objective, programme.objectives)
            report.add("QN105", line, objective, objective=objective, nearest=near)


def check_reach(questionnaire: Questionnaire, programme: Programme, tree: Tree, report: Report) -> None:
    """Check that answers can reach every threshold and wish every objective.

    Args:
        questionnaire: the answers and what they mean.
        programme: the thresholds and objectives.
        tree: the programme's file, for the lines.
        report: that of the programme's file.
    """
    most = _most_points(questionnaire)
    for name, domain in programme.domains.items():
        for level, points in domain.thresholds.items():
            if points > most.get(name, 0):
                line = tree.line("domaines", name, "seuils", level)
                facts = {"domain": name, "level": level, "points": points, "most": most.get(name, 0)}
                report.add("QN106", line, level, **facts)
    wished = {objective for _path, meaning in _meanings(questionnaire) for objective in meaning.objectives}
    for objective in programme.objectives:
        if objective not in wished:
            report.add("QN107", tree.line("objectifs", objective), objective, objective=objective)


def _most_points(questionnaire: Questionnaire) -> Mapping[str, int]:
    """Return the most points that one person can have in each domain."""
    most: Counter[str] = Counter()
    for item in questionnaire.items:
        if isinstance(item, YesNo) and item.level:
            most[item.level.domain] += item.level.points
        elif isinstance(item, ChooseOne):
            best: dict[str, int] = {}
            for level in (option.level for option in item.options if option.level):
                best[level.domain] = max(best.get(level.domain, 0), level.points)
            most.update(best)
        elif isinstance(item, ChooseSeveral):
            for level in (option.level for option in item.options if option.level):
                most[level.domain] += level.points
    return most

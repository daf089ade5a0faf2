"""The sense of a course across its files: names that must exist, once, and in order."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from course_engine.content.programme import PATH as PROGRAMME
from course_engine.content.report import Reports
from course_engine.content.summary import QuestionSummary, QuizSummary, UnitSummary
from course_engine.content.words import nearest
from course_engine.content.yamltree import Tree
from course_engine.model.course import Programme
from course_engine.model.publication import Publication


def check_units(
    units: Sequence[UnitSummary],
    unread: Collection[str],
    programme: Programme,
    tree: Tree,
    reports: Reports,
) -> None:
    """Check the programme and the units' files against each other.

    Args:
        units: every unit's file, sound or not.
        unread: the ids of those whose file could not even be read, which was noted.
        programme: the programme.
        tree: its file, for the lines.
        reports: where problems go, as for every check of this module.
    """
    own = reports[PROGRAMME]
    files = {unit.id: unit for unit in reversed(units)}
    for place, series in enumerate(programme.series):
        for index, name in enumerate(series.units):
            line = tree.line("series", place, "unites", index)
            if name in unread:
                continue
            if name not in files:
                own.add("PR127", line, name, unit=name, path=f"modules/{series.id}/{name}.md")
            elif files[name].folder != series.id:
                found = files[name].path
                own.add("PR128", line, name, unit=name, series=series.id, path=found)
    placed = set(programme.unit_order)
    for unit in units:
        if unit.id not in placed:
            reports[unit.path].add("XR101", unit.id_line, unit.id, unit=unit.id, programme=PROGRAMME)
    covered = {value for unit in units for value, _line in unit.objectives}
    for objective in programme.objectives:
        if objective not in covered:
            own.add("PR129", tree.line("objectifs", objective), objective, objective=objective)


def check_unique_files(files: Iterable[UnitSummary | QuizSummary], code: str, reports: Reports) -> None:
    """Check that no two files have one id."""
    seen: dict[str, str] = {}
    for file in files:
        if file.id in seen:
            reports[file.path].add(code, 1, id=file.id, path=seen[file.id])
        seen.setdefault(file.id, file.path)


def check_prerequisites(units: Sequence[UnitSummary], programme: Programme, reports: Reports) -> None:
    """Check that prerequisites exist and come before, and that none leads back to its own unit."""
    order = {name: place for place, name in enumerate(programme.unit_order)}
    known = {unit.id: unit for unit in reversed(units)}
    graph = {name: [value for value, _line in unit.prerequisites] for name, unit in known.items()}
    for unit in units:
        for value, line in unit.prerequisites:
            if value not in known:
                reports[unit.path].add("XR102", line, value, value=value, nearest=nearest(value, known))
            elif cycle := _way(value, unit.id, graph):
                reports[unit.path].add("XR103", line, value, cycle=" → ".join((unit.id, *cycle)))
            elif unit.id in order and value in order and order[value] > order[unit.id]:
                reports[unit.path].add("XR104", line, value, value=value, unit=unit.id)
            elif programme.closing and value == programme.closing.unit:
                reports[unit.path].add("XR105", line, value, value=value)


def check_quiz_places(units: Sequence[UnitSummary], quizzes: Sequence[QuizSummary], reports: Reports) -> None:
    """Check that the quizzes placed exist, and that each level is assessed."""
    known = {quiz.id: quiz for quiz in quizzes}
    placed: set[str] = set()
    for unit in units:
        for name, line in unit.quizzes:
            placed.add(name)
            if name not in known:
                code = "XR106" if known else "XR113"
                reports[unit.path].add(code, line, name, quiz=name, nearest=nearest(name, known))
        _check_assessment(unit, known, reports)
    for quiz in quizzes:
        if quiz.id not in placed:
            reports[quiz.path].add("XR107", 1, quiz=quiz.id)


def _check_assessment(unit: UnitSummary, quizzes: Mapping[str, QuizSummary], reports: Reports) -> None:
    """Check that each level finds a quiz, with a question for it, in the assessment."""
    for level, names in unit.assessed.items():
        if not names:
            reports[unit.path].add("UN115", unit.assessment, "#", level=level)
        elif not any(_asks(quizzes[name], level) for name in names if name in quizzes) and all(
            name in quizzes for name in names
        ):
            reports[unit.path].add("UN116", unit.assessment, "#", level=level, quiz=", ".join(names))


def _asks(quiz: QuizSummary, level: str) -> bool:
    return quiz.asks_all or level in quiz.asks


def check_questions(quizzes: Sequence[QuizSummary], units: Sequence[UnitSummary], reports: Reports) -> None:
    """Check that the pages to read again exist."""
    by_id = {unit.id: unit for unit in units}
    showing: dict[str, list[UnitSummary]] = {quiz.id: [] for quiz in quizzes}
    for unit in units:
        for name in dict.fromkeys(name for name, _line in unit.quizzes):
            showing.setdefault(name, []).append(unit)
    for quiz in quizzes:
        for draft in quiz.questions:
            _check_page(draft, quiz, showing[quiz.id], by_id, reports)


def check_unique_questions(
    quizzes: Sequence[QuizSummary], publication: Publication, reports: Reports
) -> None:
    """Check that no two questions have one id; it is that of the published one, else of the first."""
    holders: dict[str, tuple[QuizSummary, QuestionSummary]] = {}
    for quiz in quizzes:
        for draft in quiz.questions:
            holder, _held = holders.get(draft.id, (quiz, draft))
            published = _published_in(draft.id, publication)
            if draft.id not in holders or holder.id != published == quiz.id:
                holders[draft.id] = (quiz, draft)
    for quiz in quizzes:
        for draft in quiz.questions:
            holder, held = holders[draft.id]
            if draft.id and draft is not held:
                code = "PB116" if holder.id == _published_in(draft.id, publication) else "QZ150"
                reports[quiz.path].add(
                    code, draft.line, f"#{draft.id}", id=draft.id, path=holder.path, first=held.line
                )


def _published_in(question: str, publication: Publication) -> str | None:
    latest = publication.latest(question)
    return latest.quiz if latest is not None else None


def _check_page(
    draft: QuestionSummary,
    quiz: QuizSummary,
    shown_in: Sequence[UnitSummary],
    units: Mapping[str, UnitSummary],
    reports: Reports,
) -> None:
    page, named = draft.page, draft.unit
    if named is not None and named not in units:
        reports[quiz.path].add("XR108", draft.line, named, unit=named, nearest=nearest(named, units))
    elif page is not None:
        without = [
            unit for unit in ([units[named]] if named is not None else shown_in) if page not in unit.pages
        ]
        if without:
            near = nearest(page, {name for unit in without for name in unit.pages})
            names = ", ".join(unit.id for unit in without)
            reports[quiz.path].add("XR109", draft.line, page, page=page, unit=names, nearest=near)


def _way(start: str, goal: str, graph: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the units from `start` to `goal` by prerequisites; empty if there is no way."""
    ways: list[tuple[str, ...]] = [(start,)]
    visited = {start}
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        for following in graph.get(way[-1], ()):
            if following not in visited:
                visited.add(following)
                ways.append((*way, following))
    return ()

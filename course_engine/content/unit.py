"""`modules/<serie>/<unite>.md` → Unit."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct

from course_engine.content.assets import Shelf
from course_engine.content.blocks import BlockWriter
from course_engine.content.containers import pair_containers
from course_engine.content.durations import minutes
from course_engine.content.footnotes import take_notes, write_notes
from course_engine.content.frontmatter import FrontMatter, Key, Shape, read_front_matter, read_id
from course_engine.content.markdown import check_dialect, parse
from course_engine.content.placement import check_placement
from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.structure import TITLES, PageDraft, PhaseDraft, Structure
from course_engine.content.text import TermFinder, TextContext
from course_engine.content.variants import check_variants
from course_engine.content.words import is_slug, nearest
from course_engine.model.course import Page, Phase, PhaseKind, Programme, Unit
from course_engine.model.fragment import Fragment

KEYS: Mapping[str, Key] = {
    "titre": Key(required=True),
    "resume": Key(),
    "duree": Key(required=True),
    "domaine": Key(required=True),
    "objectifs": Key(Shape.LIST),
    "niveaux": Key(Shape.LIST, required=True),
    "prerequis": Key(Shape.LIST),
    "fichiers": Key(Shape.LIST),
    "sources": Key(Shape.LIST),
    "id": Key(),
}


class UnitReading(Struct, frozen=True):
    """What was read of a unit's file, sound or not.

    Attributes:
        unit: None where it has errors.
        shown: what can be shown of it to its author, errors or not.
        pages: the ids of its pages.
        quizzes: the quizzes it places, with their lines.
        head: its front matter.
        assessment: the line of its assessment, 1 if it has none.
        assessed: the quizzes that each level meets there; none where it has errors.
        report: its problems.
    """

    id: str
    path: str
    unit: Unit | None
    shown: Unit
    pages: tuple[str, ...]
    quizzes: tuple[tuple[str, int], ...]
    head: FrontMatter
    assessment: int
    assessed: Mapping[str, tuple[str, ...]]
    report: Report


class _Text(NamedTuple):
    """What a unit's text became."""

    phases: tuple[Phase, ...]
    files: tuple[str, ...]
    footnotes: Mapping[str, Fragment]


def read_unit(
    source: Source,
    programme: Programme | None,
    terms: Callable[[str], TermFinder | None],
    shelf: Shelf,
    *,
    lines: bool = False,
) -> UnitReading:
    """Read one unit and note every problem of its file.

    Args:
        source: the file.
        programme: whose levels, domains and objectives it may name; None where it could not be read.
        terms: from a file's text to what finds the glossary's terms in it.
        shelf: the course's assets.
        lines: whether each block says on which line it starts.
    """
    report = Report(source.path, source.lines)
    head = read_front_matter(source, KEYS, report)
    identity = read_id(head, source, report)
    _check_head(head, programme, report)
    parsed = parse(source, head.end)
    check_dialect(parsed, "MD106", report)
    known = [level for level, _line in head.items("niveaux")]
    pairing = pair_containers(parsed.tokens, known, report)
    check_placement(pairing.tokens, report)
    tokens, notes = take_notes(pairing.tokens, report)
    structure = Structure(known, report)
    phases = structure.cut(tokens)
    context = TextContext(_home(source), shelf, report, terms(source.text), footnotes=True, lines=lines)
    writer = BlockWriter(context)
    writer.fragment(structure.stray)  # only for its own problems
    levels = _levels(head, programme)
    written = tuple(_phase(phase, levels, writer) for phase in phases)
    footnotes = write_notes(notes, context)
    _check_duration(head, phases, report)
    files = _files(head, context)
    text = _Text(written, files, _every_note(footnotes, context))
    shown = _unit(identity, source, head, text, programme)
    assessed = {} if report.refused else check_variants(shown, pairing.tokens, report)
    return UnitReading(
        id=identity,
        path=source.path,
        unit=None if report.refused else shown,
        shown=shown,
        pages=tuple(page.id for phase in phases for page in phase.pages),
        quizzes=tuple(pairing.quizzes),
        head=head,
        assessment=next((phase.line for phase in phases if phase.kind is PhaseKind.ASSESSMENT), 1),
        assessed={} if report.refused else assessed,
        report=report,
    )


def _home(source: Source) -> str:
    return str(PurePosixPath(source.path).parent)


def _check_head(head: FrontMatter, programme: Programme | None, report: Report) -> None:
    for key in ("domaine", "objectifs", "niveaux", "prerequis"):
        for value, line in head.items(key):
            if not is_slug(value):
                report.add("FM110", line, value, value=value)
    for key in ("objectifs", "niveaux", "prerequis", "fichiers"):
        values = [value for value, _line in head.items(key)]
        for value in sorted({value for value in values if values.count(value) > 1}):
            report.add("FM115", head.line(key), value, key=key, value=value)
    if programme is not None:
        _check_names(head, programme, report)


def _check_names(head: FrontMatter, programme: Programme, report: Report) -> None:
    names: tuple[tuple[str, str, Sequence[str]], ...] = (
        ("domaine", "FM112", list(programme.domains)),
        ("objectifs", "FM113", list(programme.objectives)),
        ("niveaux", "FM114", programme.levels),
    )
    for key, code, known in names:
        for value, line in head.items(key):
            if value not in known and is_slug(value):
                report.add(code, line, value, value=value, nearest=nearest(value, known))


def _check_duration(head: FrontMatter, phases: Sequence[PhaseDraft], report: Report) -> None:
    written = head.text("duree")
    if not written:
        return
    whole, sum_ = minutes(written), sum(phase.minutes for phase in phases)
    if whole is None:
        report.add("FM111", head.line("duree"), written, value=written)
    elif all(phase.minutes for phase in phases) and len(phases) == len(TITLES) and whole != sum_:
        report.add("UN106", head.line("duree"), written, whole=whole, sum=sum_)


def _files(head: FrontMatter, context: TextContext) -> tuple[str, ...]:
    found = (
        context.shelf.take(context.home, f"fichiers/{name.removeprefix('fichiers/')}", line, context.report)
        for name, line in head.items("fichiers")
    )
    return tuple(asset.path for asset in found if asset)


def _every_note(notes: Mapping[str, Fragment], context: TextContext) -> Mapping[str, Fragment]:
    """Return the notes, and an empty one for each call that has none, which is an error."""
    return dict(notes) | {label: () for label in context.called if label not in notes}


def _phase(draft: PhaseDraft, levels: Sequence[str], writer: BlockWriter) -> Phase:
    pages = tuple(_page(page, draft, levels, writer) for page in draft.pages)
    return Phase(kind=draft.kind, minutes=draft.minutes, pages=pages, line=draft.line)


def _page(draft: PageDraft, phase: PhaseDraft, levels: Sequence[str], writer: BlockWriter) -> Page:
    title = writer.phrase(draft.title.children or (), draft.line) if draft.title else (TITLES[phase.kind],)
    content = writer.fragment(draft.tokens)
    return Page(
        id=draft.id,
        title=title,
        levels=draft.levels or tuple(levels),
        content=content,
        line=draft.line,
    )


def _levels(head: FrontMatter, programme: Programme | None) -> tuple[str, ...]:
    """Return the levels of a unit, lowest first; every one where its own cannot be read, which is an error."""
    named = [level for level, _line in head.items("niveaux")]
    order = programme.levels if programme else named
    return tuple(level for level in order if level in named) or tuple(order)


def _unit(
    identity: str,
    source: Source,
    head: FrontMatter,
    text: _Text,
    programme: Programme | None,
) -> Unit:
    def values(key: str) -> tuple[str, ...]:
        return tuple(value for value, _line in head.items(key))

    return Unit(
        id=identity,
        series=PurePosixPath(source.path).parent.name,
        path=source.path,
        title=head.text("titre"),
        summary=head.text("resume"),
        minutes=minutes(head.text("duree")) or 0,
        domain=head.text("domaine"),
        objectives=values("objectifs"),
        levels=_levels(head, programme),
        prerequisites=values("prerequis"),
        sources=values("sources"),
        phases=text.phases,
        files=text.files,
        footnotes=text.footnotes,
    )

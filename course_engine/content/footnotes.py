"""Footnotes: definitions taken out of the text, each called at least once, private where they are written."""

from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from course_engine.content.blocks import BlockWriter
from course_engine.content.containers import KINDS
from course_engine.content.report import Report
from course_engine.content.text import TextContext
from course_engine.model.fragment import Block, BlockKind, Fragment

_PRIVATE = {"niveau", "animateur"}


class Note(Struct):
    """A definition: its line, its tokens, and the containers that limit who may read it."""

    line: int
    tokens: list[Token] = field(default_factory=list)
    private_in: tuple[Token, ...] = ()


def take_notes(tokens: Sequence[Token], report: Report) -> tuple[list[Token], dict[str, Note]]:
    """Return the tokens without the definitions of footnotes, and these by label."""
    if "footnote_reference_open" not in {token.type for token in tokens}:
        return list(tokens), {}
    kept: list[Token] = []
    notes: dict[str, Note] = {}
    around: list[Token] = []
    note: Note | None = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            note = Note(token.map[0] + 1 if token.map else 1, private_in=_private(around))
            label = str(token.meta["label"])
            if label in notes:
                report.add("MD117", note.line, f"[^{label}]", label=label, first=notes[label].line)
            notes.setdefault(label, note)
        elif token.type == "footnote_reference_close":
            note = None
        elif note is not None:
            note.tokens.append(token)
        else:
            if token.type == "container_open":
                around.append(token)
            elif token.type == "container_close":
                around.pop()
            kept.append(token)
    return kept, notes


def write_notes(notes: dict[str, Note], calls: TextContext) -> dict[str, Fragment]:
    """Return each footnote's fragment; calls without note and notes without call are noted.

    Args:
        notes: what `take_notes` gave.
        calls: the setting of the text that calls them.
    """
    report = calls.report
    for label, line in calls.called.items():
        if label not in notes:
            report.add("MD118", line, f"[^{label}]", label=label)
    writer = BlockWriter(TextContext(calls.home, calls.shelf, report))
    fragments = {}
    for label, note in notes.items():
        if label not in calls.called:
            report.add("MD119", note.line, f"[^{label}]", label=label)
        fragments[label] = _enclosed(writer.fragment(note.tokens), note)
    return fragments


def _private(around: Sequence[Token]) -> tuple[Token, ...]:
    return tuple(token for token in around if token.meta["word"] in _PRIVATE)


def _enclosed(fragment: Fragment, note: Note) -> Fragment:
    """Put a note back into the containers that it was written in: they decide who may read it."""
    for token in reversed(note.private_in):
        kind = KINDS[token.meta["word"]]
        levels = tuple(token.meta["arguments"]) if kind is BlockKind.LEVEL else ()
        fragment = (Block(kind=kind, levels=levels, content=fragment, line=note.line),)
    return fragment

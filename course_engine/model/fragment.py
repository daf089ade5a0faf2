"""Authored text, compiled: safe HTML with holes where each reader or shell sees something else.

A fragment is a sequence of parts. A string is HTML that is safe as it stands. The other parts are what
cannot be settled when the text is compiled: who may read a block, where a shell keeps a file, how the
footnotes of one page are numbered.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from course_engine.model.identity import Letter, Slug


class BlockKind(StrEnum):
    """What a container of the authoring format means."""

    LEVEL = "level"  # ::: niveau
    ANIMATOR = "animator"  # ::: animateur
    KEY_POINT = "key-point"  # ::: retenir
    WARNING = "warning"  # ::: attention
    EXAMPLE = "example"  # ::: exemple
    DEFINITION = "definition"  # ::: definition
    EXERCISE = "exercise"  # ::: exercice
    SOLUTION = "solution"  # ::: solution
    PLAIN_WORDING = "plain-wording"  # ::: simplifie
    TRANSCRIPT = "transcript"  # ::: transcription


class AssetUrl(Struct, frozen=True, tag="asset", tag_field="part"):
    """Stands for the address of a course file inside an attribute; the shell knows where it keeps them.

    Attributes:
        path: relative to the course folder: modules/sensibilisation/images/a.svg
    """

    path: str


class FootnoteRef(Struct, frozen=True, tag="footnote", tag_field="part"):
    """A call to a footnote of the same unit, numbered by the page that shows it."""

    label: str


class TermRef(Struct, frozen=True, tag="term", tag_field="part"):
    """A glossary term in the text; a link where it first stands in what the reader sees of the unit."""

    term: Slug
    text: str


class QuizPlace(Struct, frozen=True, tag="quiz", tag_field="part"):
    """Where a quiz stands in a page."""

    quiz: Slug


class GapHole(Struct, frozen=True, tag="gap", tag_field="part"):
    """Where a gap stands in a text with gaps: a field, a list, or a line on paper."""

    gap: Letter


class SourceLine(Struct, frozen=True, tag="line", tag_field="part"):
    """Where a block of the author's file starts, so that a preview shows its problems beside it.

    Only a course compiled for its author has any: nothing shows there to anybody else.
    """

    line: int


class Block(Struct, frozen=True, kw_only=True, tag="block", tag_field="part"):
    """A container: who may see it, what it is, and what it holds.

    Attributes:
        kind: the container's meaning.
        levels: for `LEVEL`, the levels that see it; empty otherwise.
        content: what it holds; may hold other blocks.
        line: where it starts in its file, from 1.
    """

    kind: BlockKind
    levels: tuple[str, ...] = ()
    content: "Fragment" = ()
    line: int


Hole: TypeAlias = Block | AssetUrl | FootnoteRef | TermRef | QuizPlace | GapHole | SourceLine
Part: TypeAlias = str | Hole
Fragment: TypeAlias = tuple[Part, ...]


def walk(fragment: Fragment) -> Iterator[Part]:
    """Yield every part of a fragment in order, those inside its blocks after the block that holds them."""
    for part in fragment:
        yield part
        if isinstance(part, Block):
            yield from walk(part.content)

"""Authored text, compiled: safe HTML with holes where each reader or shell sees something else.

A fragment is a sequence of parts. A string is HTML that is safe as it stands. The other parts are what
cannot be settled when the text is compiled: who may read a block, where a shell keeps a file, how the
footnotes of one page are numbered.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from course_engine.model.frozen import Frozen, Letter, Slug


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


class AssetUrl(Frozen):
    """Stands for the address of a course file inside an attribute; the shell knows where it keeps them."""

    part: Literal["asset"] = "asset"
    path: str = Field(description="Relative to the course folder: modules/sensibilisation/images/a.svg")


class FootnoteRef(Frozen):
    """A call to a footnote of the same unit, numbered by the page that shows it."""

    part: Literal["footnote"] = "footnote"
    label: str


class TermRef(Frozen):
    """A glossary term in the text; a link where it first stands in what the reader sees of the unit."""

    part: Literal["term"] = "term"
    term: Slug
    text: str


class QuizPlace(Frozen):
    """Where a quiz stands in a page."""

    part: Literal["quiz"] = "quiz"
    quiz: Slug


class GapHole(Frozen):
    """Where a gap stands in a text with gaps: a field, a list, or a line on paper."""

    part: Literal["gap"] = "gap"
    gap: Letter


class SourceLine(Frozen):
    """Where a block of the author's file starts, so that a preview shows its problems beside it.

    Only a course compiled for its author has any: nothing shows there to anybody else.
    """

    part: Literal["line"] = "line"
    line: int


class Block(Frozen):
    """A container: who may see it, what it is, and what it holds.

    Attributes:
        kind: the container's meaning.
        levels: for `LEVEL`, the levels that see it; empty otherwise.
        content: what it holds; may hold other blocks.
        line: where it starts in its file, from 1.
    """

    part: Literal["block"] = "block"
    kind: BlockKind
    levels: tuple[str, ...] = ()
    content: "Fragment" = ()
    line: int


Hole: TypeAlias = Annotated[
    Block | AssetUrl | FootnoteRef | TermRef | QuizPlace | GapHole | SourceLine, Field(discriminator="part")
]
Part: TypeAlias = str | Hole
Fragment: TypeAlias = tuple[Part, ...]

Block.model_rebuild()


def walk(fragment: Fragment) -> Iterator[Part]:
    """Yield every part of a fragment in order, those inside its blocks after the block that holds them."""
    for part in fragment:
        yield part
        if isinstance(part, Block):
            yield from walk(part.content)

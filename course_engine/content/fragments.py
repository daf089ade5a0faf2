"""Building fragments: HTML that grows, holes, and blocks that hold both."""

from collections.abc import Sequence

from course_engine.model.fragment import Block, BlockKind, Fragment, Hole, Part


class FragmentBuilder:
    """Gathers HTML and holes into a fragment; neighbouring strings become one."""

    def __init__(self) -> None:
        self._html: list[str] = []
        self._parts: list[Part] = []
        self._outer: list[tuple[list[Part], BlockKind, Sequence[str], int]] = []
        self.add = self._html.append

    def hole(self, part: Hole) -> None:
        """Add what is not settled yet."""
        self._flush()
        self._parts.append(part)

    def open_block(self, kind: BlockKind, levels: Sequence[str], line: int) -> None:
        """Start a block; what follows goes into it."""
        self._flush()
        self._outer.append((self._parts, kind, levels, line))
        self._parts = []

    def close_block(self) -> None:
        """End the last block opened."""
        self._flush()
        content = tuple(self._parts)
        self._parts, kind, levels, line = self._outer.pop()
        self._parts.append(Block(kind=kind, levels=tuple(levels), content=content, line=line))

    def take(self) -> Fragment:
        """Return what was gathered, and start again from nothing."""
        self._flush()
        parts, self._parts = tuple(self._parts), []
        return parts

    def _flush(self) -> None:
        if self._html:
            text = "".join(self._html)
            self._html.clear()
            if text:
                self._parts.append(text)

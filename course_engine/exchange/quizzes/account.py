"""What became of each question of a file: for people, and for programs."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, to_builtins

from course_engine.i18n import translator

_ = translator("exchange")

_LONGEST_NAME = 60


class Entry(Struct, frozen=True):
    """What became of one question.

    Attributes:
        line: where it starts in the file that was read; 0 where that says nothing.
        name: what it is called there.
        id: in this engine; empty where it has none.
        losses: a sentence for each thing that it lost or that changed.
        refusal: why it was set aside; empty where it was carried.
    """

    line: int
    name: str
    id: str = ""
    losses: tuple[str, ...] = ()
    refusal: str = ""


class Account(Struct, frozen=True):
    """What became of one file.

    Attributes:
        source: what was read.
        target: what was written.
        entries: every question, in order.
        losses: of the file as a whole.
        pictures: written beside, by their path.
    """

    source: str
    target: str
    entries: Sequence[Entry]
    losses: Sequence[str] = ()
    pictures: Sequence[str] = ()

    @property
    def carried(self) -> int:
        """How many questions were carried."""
        return sum(not entry.refusal for entry in self.entries)

    def lines(self) -> Iterator[str]:
        """Yield the report as lines, without their ends."""
        refused = len(self.entries) - self.carried
        summary = _("{source} → {target}: questions carried: {carried}; set aside: {refused}.")
        yield summary.format(source=self.source, target=self.target, carried=self.carried, refused=refused)
        for path in self.pictures:
            yield "  " + _("picture: {path}").format(path=path)
        for loss in self.losses:
            yield f"  {loss}"
        for entry in self.entries:
            place = _("line {line}, ").format(line=entry.line) if entry.line else ""
            name = _("“{name}”").format(name=_short(entry.name))
            if entry.refusal:
                yield "  " + _("{place}{name} is set aside: {reason}").format(
                    place=place, name=name, reason=entry.refusal
                )
            for loss in entry.losses:
                yield "  " + _("{place}{name}: {loss}").format(place=place, name=name, loss=loss)

    def document(self) -> Mapping[str, object]:
        """Return the report as JSON says it."""
        said: Mapping[str, object] = to_builtins(self)
        return said


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"

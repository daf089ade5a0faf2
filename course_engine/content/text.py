"""What the text of one file may use, and where its problems go."""

import re
from collections.abc import Callable, Iterator
from html import escape

from msgspec import Struct, field

from course_engine.content.assets import Shelf
from course_engine.content.fragments import FragmentBuilder
from course_engine.content.report import Report
from course_engine.model.fragment import TermRef

TermFinder = Callable[[str], Iterator["str | TermRef"]]


class TextContext(Struct):
    """The setting of a text.

    Attributes:
        home: the folder of its file, relative to the course folder: addresses start there.
        shelf: the course's assets.
        report: where problems go.
        terms: finds the glossary's terms in a text; None where none is linked.
        footnotes: whether footnotes may be called (a unit's text, but not in a note).
        called: the footnotes called so far, with the line of each one's first call.
        lines: whether each block says on which line it starts.
    """

    home: str
    shelf: Shelf
    report: Report
    terms: TermFinder | None = None
    footnotes: bool = False
    called: dict[str, int] = field(default_factory=dict)
    lines: bool = False


def add_text(text: str, terms: TermFinder | None, out: FragmentBuilder) -> None:
    """Add plain text, escaped, with a hole at each glossary term."""
    if terms is None:
        out.add(escape(text, quote=False))
        return
    for part in terms(text):
        if isinstance(part, str):
            out.add(escape(part, quote=False))
        else:
            out.hole(part)


def plain_text(html: str) -> str:
    """Return the words of a piece of HTML without its tags."""
    return re.sub(r"<[^>]*>", "", html)

"""The `{#id key=value word}` that ends a heading or follows a picture."""

import re
from collections.abc import Iterable

from msgspec import Struct, field

from course_engine.content.report import Report
from course_engine.content.words import nearest, unquoted
from course_engine.model.folding import fold

LAST_BRACES = re.compile(r"(?<!\\)\{((?:[^{}\\]|\\.)*)(?<!\\)\}\s*$")
_ATTRIBUTE = re.compile(
    r"""\#(?P<id>[^\s{}]*)
      | (?P<key>[^\s={}"«“]+)\s*=\s*(?P<value>"[^"]*"|“[^”]*”|«[^»]*»|[^\s"«“]*)
      | (?P<flag>[^\s={}]+)""",
    re.VERBOSE,
)


class Attributes(Struct, frozen=True):
    """Attributes as written: an id, words with a value, words alone."""

    id: str = ""
    values: dict[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    id_given: bool = False


def split_attributes(text: str) -> tuple[str, str | None]:
    """Return a heading's text without its last `{…}`, and what stands between these braces (None if none)."""
    match = LAST_BRACES.search(text)
    return (text[: match.start()].rstrip(), match[1]) if match else (text, None)


def read_attributes(
    written: str, line: int, known: Iterable[str], flags: Iterable[str], report: Report
) -> Attributes:
    """Read what stands between two braces; unknown or repeated words are noted.

    Args:
        written: the text between the braces.
        line: its line.
        known: the keys that take a value; `id` stands for `#id`.
        flags: the words that stand alone.
        report: where problems go.
    """
    known, flags = set(known), set(flags)
    values: dict[str, str] = {}
    found: set[str] = set()
    identity, given = "", False
    for match in _ATTRIBUTE.finditer(written):
        word = fold(match["key"] or match["flag"] or "")
        if match["id"] is not None and "id" in known and not given:
            identity, given = match["id"], True
        elif match["key"] and word in known - {"id"} and word not in values:
            values[word] = unquoted(match["value"])
        elif match["flag"] and word in flags:
            found.add(word)
        elif word in values or (given and match["id"] is not None):
            report.add("MD113", line, match[0], word=match[0])
        else:
            report.add("MD112", line, match[0], word=match[0], nearest=nearest(word, known | flags))
    return Attributes(identity, values, frozenset(found), given)

"""The lines between two `---` at the head of a file: one `cle: texte` per line. It is not YAML."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum

from msgspec import Struct, field

from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.words import is_slug, nearest, unquoted
from course_engine.model.folding import fold

RULE = re.compile(r"-{3,}\s*")
ENTRY = re.compile(r"\s*([^:\s][^:]*?)\s*:(?:\s+(.*))?")
ITEM = re.compile(r"\s*[-\u2013\u2014\u2022]\s+(.*)")
BRACKETS = re.compile(r"\[(.*)\]")


class Shape(Enum):
    """What a key takes."""

    TEXT = "text"
    LIST = "list"


class Key(Struct, frozen=True):
    """A key that a kind of file knows."""

    shape: Shape = Shape.TEXT
    required: bool = False


class Entry(Struct):
    """One key as the author gave it: its line, and each value with its own line."""

    line: int
    values: list[tuple[str, int]] = field(default_factory=list)
    listed: bool = False


class FrontMatter(Struct, frozen=True):
    """What stands at the head of a file.

    Attributes:
        entries: by key.
        end: how many lines it takes, both rules included; 0 if there is none.
    """

    entries: Mapping[str, Entry]
    end: int

    def text(self, key: str) -> str:
        """Return the text of a key, empty if it is not given."""
        entry = self.entries.get(key)
        return entry.values[0][0] if entry and entry.values else ""

    def items(self, key: str) -> list[tuple[str, int]]:
        """Return the values of a list with their lines."""
        entry = self.entries.get(key)
        return entry.values if entry else []

    def line(self, key: str) -> int:
        """Return the line of a key, 1 if it is not given."""
        return self.entries[key].line if key in self.entries else 1


def read_front_matter(source: Source, keys: Mapping[str, Key], report: Report) -> FrontMatter:
    """Read the head of a file; every problem is noted.

    Args:
        source: the file.
        keys: the keys that this kind of file knows.
        report: where problems go.
    """
    lines = source.lines
    if not RULE.fullmatch(lines[0]):
        report.add("FM101", 1, keys=_required(keys))
        return FrontMatter({}, 0)
    end = next((number for number, line in enumerate(lines[1:], 1) if RULE.fullmatch(line)), None)
    if end is None:
        report.add("FM102", 1)
        return FrontMatter({}, len(lines))
    entries = _entries(lines[1:end], keys, report)
    for name, key in keys.items():
        if key.required and name not in entries:
            report.add("FM106", 1, key=name)
    return FrontMatter(entries, end + 1)


def read_id(head: FrontMatter, source: Source, report: Report) -> str:
    """Return the id of a unit or quiz: its `id:` if it has one, else its file's stem."""
    given = head.text("id")
    if given and not is_slug(given):
        report.add("FM110", head.line("id"), given, value=given)
    elif not given and not is_slug(source.stem):
        report.add("FI109", 1, value=source.stem)
    return given or source.stem


def _required(keys: Mapping[str, Key]) -> str:
    return ", ".join(name for name, key in keys.items() if key.required)


def _entries(lines: Iterable[str], keys: Mapping[str, Key], report: Report) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    current: Entry | None = None
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        if current is not None and (item := ITEM.fullmatch(line)):
            current.listed = True
            current.values.append((unquoted(item[1]), number))
        elif match := ENTRY.fullmatch(line):
            current = Entry(number)
            _read_value(keys.get(fold(match[1])), match[2] or "", current)
            _keep(match[1], current, entries, keys, report)
        else:
            report.add("FM103", number, line.strip(), text=line.strip()[:60])
    for name, entry in entries.items():
        _check_shape(name, entry, keys[name], report)
    return entries


def _read_value(key: Key | None, text: str, entry: Entry) -> None:
    value = text.strip()
    brackets = BRACKETS.fullmatch(value)
    if brackets and key and key.shape is Shape.LIST:
        entry.listed = True
        entry.values = [(unquoted(item), entry.line) for item in brackets[1].split(",") if item.strip()]
    elif value:
        entry.values = [(unquoted(value), entry.line)]


def _keep(
    written: str, entry: Entry, entries: dict[str, Entry], keys: Mapping[str, Key], report: Report
) -> None:
    name = fold(written)
    if name not in keys:
        report.add("FM104", entry.line, written, key=written, nearest=nearest(name, keys))
    elif name in entries:
        report.add("FM105", entry.line, written, key=name, first=entries[name].line)
    else:
        entries[name] = entry


def _check_shape(name: str, entry: Entry, key: Key, report: Report) -> None:
    if not entry.values and (key.required or not entry.listed):
        report.add("FM107", entry.line, key=name)
    elif key.shape is Shape.TEXT and entry.listed:
        report.add("FM108", entry.line, key=name)

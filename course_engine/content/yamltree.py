"""YAML as the format reads it: every scalar is text, every value knows its line, no key twice."""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from msgspec import Struct

from course_engine.content.report import Report
from course_engine.content.source import Source

Value: TypeAlias = "str | list[Value] | dict[str, Value]"


class Tree(Struct, frozen=True):
    """A YAML document.

    Attributes:
        value: texts, lists and mappings.
        lines: the line, from 1, of each value by its path of keys and indexes.
    """

    value: Value
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, *path: str | int) -> int:
        """Return the line of a value, or of the nearest that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(source: Source, keywords: Collection[str], report: Report) -> Tree | None:
    """Read a YAML file; None where it is not YAML, the reason noted.

    Args:
        source: the file.
        keywords: keys that are compared without accents and case.
        report: where problems go.
    """
    # Imported by whoever reads one anew: a build after a change seldom does, and it takes as long as a page.
    from course_engine.content.yamlnodes import read_nodes

    return read_nodes(source, keywords, report)

"""The nodes of a YAML file → texts, lists and mappings; the slow half of `yamltree`."""

from collections.abc import Collection

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.words import unquoted
from course_engine.content.yamltree import Tree, Value
from course_engine.model.folding import fold

DEEPEST = 20
MOST_NODES = 20_000
MOST_BRACKETS = 4_000


def read_nodes(source: Source, keywords: Collection[str], report: Report) -> Tree | None:
    """Read a YAML file; see `yamltree.read_yaml`."""
    if source.text.count("[") + source.text.count("{") > MOST_BRACKETS:
        # The YAML scanner looks back over every open bracket at each sign: the time grows as the square.
        report.add("PR103", 1)
        return None
    try:
        node = yaml.compose(source.text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add("PR101", mark.line + 1 if mark else 1)
        return None
    except (yaml.YAMLError, ValueError, RecursionError):
        report.add("PR101", 1)
        return None
    if not isinstance(node, MappingNode):
        report.add("PR102", 1)
        return None
    reader = _TreeReader(keywords, report)
    value = reader.read(node, ())
    return None if reader.broken else Tree(value, reader.lines)


class _TreeReader:
    def __init__(self, keywords: Collection[str], report: Report) -> None:
        self.keywords = keywords
        self.report = report
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.broken = False

    def read(self, node: Node, path: tuple[str | int, ...]) -> Value:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if len(path) > DEEPEST or len(self.lines) > MOST_NODES:
            if not self.broken:
                self.report.add("PR103", line)
            self.broken = True
            return ""
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        return unquoted(node.value) if isinstance(node, ScalarNode) else ""

    def _mapping(self, node: MappingNode, path: tuple[str | int, ...]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self.report.add("PR104", line)
                continue
            key = key_node.value.strip()
            if key not in self.keywords and fold(key) in self.keywords:
                key = fold(key)
            if key in found:
                first = self.lines[(*path, key)]
                self.report.add("PR105", line, key, key=key, first=first)
                continue
            self.lines[(*path, key)] = line
            found[key] = self.read(value_node, (*path, key))
        return found

"""Running text made such that Markdown can say it: spaces, emphasis, line breaks."""

import re
from collections.abc import Sequence

from course_engine.content.html_tree import Element, Node

_SPACES = re.compile("[ \t\r\n\f]+")
_EMPHASIS = frozenset({"em", "strong"})
_LEADING = re.compile(r"[\W_]*")


def tidied(nodes: Sequence[Node], around: frozenset[str] = frozenset()) -> list[Node]:
    """Return a phrase with single spaces, none at its ends, and emphasis that begins and ends on words.

    Args:
        nodes: running text.
        around: the emphases that hold it: one inside itself is nothing more.
    """
    flat = _flat(nodes, around)
    return _without_edges(_spaced(_merged(flat)))


def _flat(nodes: Sequence[Node], around: frozenset[str]) -> list[Node]:
    flat: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node.tag not in _EMPHASIS | {"a"}:
            flat.append(node)
        elif node.tag in around:
            flat += _flat(node.children, around)
        else:
            flat.append(
                Element(node.tag, node.attributes, _flat(node.children, around | {node.tag} & _EMPHASIS))
            )
    return flat


def _merged(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes with neighbouring strings made one, and neighbouring emphases too; empty ones go."""
    merged: list[Node] = []
    for node in nodes:
        last = merged[-1] if merged else None
        if isinstance(node, str):
            if isinstance(last, str):
                merged[-1] = last + node
            elif node:
                merged.append(node)
        elif node.tag in _EMPHASIS:
            inner = _merged(node.children)
            if isinstance(last, Element) and last.tag == node.tag:
                merged[-1] = Element(node.tag, {}, _merged([*last.children, *inner]))
            elif inner:
                merged += _trimmed(Element(node.tag, {}, inner))
        else:
            merged.append(node)
    return merged


def _trimmed(element: Element) -> list[Node]:
    """Return an emphasis with the spaces and punctuation of its ends outside it: marks hold to words only."""
    before, after = "", ""
    children = list(element.children)
    if isinstance(children[0], str):
        before, children[0] = _parted(children[0])
    if isinstance(children[-1], str):
        backwards, rest = _parted(children[-1][::-1])
        after, children[-1] = backwards[::-1], rest[::-1]
    inner = [child for child in children if child != ""]
    return [part for part in (before, Element(element.tag, {}, inner) if inner else "", after) if part != ""]


def _parted(text: str) -> tuple[str, str]:
    """Return what stands before the first letter or figure of a text, and the rest."""
    found = _LEADING.match(text)
    place = found.end() if found else 0
    return text[:place], text[place:]


def _spaced(nodes: Sequence[Node]) -> list[Node]:
    spaced: list[Node] = []
    for node in _merged_strings(nodes):
        if isinstance(node, str):
            text = _SPACES.sub(" ", node)
            ends_line = bool(spaced) and isinstance(spaced[-1], Element) and spaced[-1].tag == "br"
            spaced.append(text.lstrip(" ") if ends_line else text)
        elif node.tag in _EMPHASIS | {"a"}:
            spaced.append(Element(node.tag, node.attributes, _spaced(node.children)))
        else:
            spaced.append(node)
    return [node for node in spaced if node != ""]


def _merged_strings(nodes: Sequence[Node]) -> list[Node]:
    merged: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and merged and isinstance(merged[-1], str):
            merged[-1] += node
        else:
            merged.append(node)
    return merged


def _without_edges(nodes: list[Node]) -> list[Node]:
    """Return a phrase without the line breaks and spaces, no-break ones too, that begin and end it."""
    while nodes and _is_space(nodes[0]):
        nodes = nodes[1:]
    while nodes and _is_space(nodes[-1]):
        nodes = nodes[:-1]
    if nodes and isinstance(nodes[0], str):
        nodes = [nodes[0].lstrip(), *nodes[1:]]
    if nodes and isinstance(nodes[-1], str):
        nodes = [*nodes[:-1], nodes[-1].rstrip()]
    return nodes


def _is_space(node: Node) -> bool:
    return not node.strip() if isinstance(node, str) else node.tag == "br"

"""Blocks of text put in order: nothing between them, nothing empty, text on one line where it must be."""

from collections.abc import Sequence

from course_engine.content.html_tree import Element, Node
from course_engine.exchange.quizzes.emphasis import tidied

BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "pre", "hr", "table", "figure"})


def is_block(node: Node) -> bool:
    """Return whether a node is a block of ours."""
    return isinstance(node, Element) and node.tag in BLOCKS | {"li"}


def as_blocks(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes with every run of text between blocks made a paragraph; what is empty goes."""
    blocks: list[Node] = []
    run: list[Node] = []
    for node in [*nodes, Element("p")]:
        if not is_block(node):
            run.append(node)
            continue
        if phrase := tidied(run):
            blocks.append(_paragraph(phrase))
        run = []
        if isinstance(node, Element) and node.tag == "li":
            blocks += as_blocks(node.children)  # an item outside any list
        elif isinstance(node, Element) and (node.children or node.tag == "hr"):
            blocks.append(node)
    return blocks


def as_phrase(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes as one run of text: blocks are parted by a space, line breaks are one."""
    flat: list[Node] = []
    for node in nodes:
        if is_block(node) and isinstance(node, Element):
            flat += [" ", *as_phrase(node.children), " "]
        elif isinstance(node, Element) and node.tag == "br":
            flat.append(" ")
        elif isinstance(node, Element) and node.tag not in {"img", "code"}:
            flat.append(Element(node.tag, node.attributes, as_phrase(node.children)))
        else:
            flat.append(node)
    return tidied(flat)


def _paragraph(phrase: list[Node]) -> Element:
    only = phrase[0] if len(phrase) == 1 else ""
    return Element("figure" if isinstance(only, Element) and only.tag == "img" else "p", {}, phrase)


def list_of(tag: str, children: Sequence[Node]) -> list[Node]:
    """Return a list of the items among `children`; nothing if there is none."""
    items: list[Node] = []
    for child in children:
        if isinstance(child, Element) and child.tag == "li":
            items.append(_item(child))
        elif isinstance(child, Element) and items and isinstance(items[-1], Element):
            items[-1].children.append(child)  # a list that hangs between two items belongs to the one before
        elif isinstance(child, str) and child.strip():
            items.append(Element("li", {}, tidied([child])))
    return [Element(tag, {}, items)] if items else []


def _item(item: Element) -> Element:
    """Return an item whose first paragraph, if the others are no paragraphs, is its text."""
    blocks = as_blocks(item.children)
    paragraphs = [block for block in blocks if isinstance(block, Element) and block.tag == "p"]
    if len(paragraphs) == 1 and blocks[0] is paragraphs[0]:
        return Element("li", {}, [*paragraphs[0].children, *blocks[1:]])
    return Element("li", {}, blocks)

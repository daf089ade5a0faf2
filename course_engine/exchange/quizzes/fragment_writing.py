"""Clean nodes → a fragment, as the compiler writes one."""

from collections.abc import Sequence
from html import escape

from course_engine.content.fragments import FragmentBuilder
from course_engine.content.html_tree import Element, Node
from course_engine.model.fragment import AssetUrl, Fragment, GapHole

ASSET = "asset:"
"""Before the address of a picture of the course."""
GAP = "gap"
"""The element that stands for a gap; its `letter` says which."""

_LINE_AFTER = frozenset({"p", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "figure", "tr"})
_LINE_WITHIN = frozenset({"ul", "ol", "blockquote", "table"})


def fragment_of(nodes: Sequence[Node]) -> Fragment:
    """Return nodes as a fragment."""
    out = FragmentBuilder()
    for node in nodes:
        _write(node, out)
    return out.take()


def _write(node: Node, out: FragmentBuilder) -> None:
    if isinstance(node, str):
        out.add(escape(node, quote=False))
    elif node.tag == GAP:
        out.hole(GapHole(gap=node.attributes["letter"]))
    elif node.tag == "img":
        _picture(node, out)
    elif node.tag in {"br", "hr"}:
        out.add(f"<{node.tag}>\n")
    else:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
        out.add(f"<{node.tag}{attributes}>" + "\n" * (node.tag in _LINE_WITHIN))
        for child in node.children:
            _write(child, out)
        out.add(f"</{node.tag}>" + "\n" * (node.tag in _LINE_AFTER))


def _picture(node: Element, out: FragmentBuilder) -> None:
    out.add('<img src="')
    source = node.attributes["src"]
    if source.startswith(ASSET):
        out.hole(AssetUrl(path=source.removeprefix(ASSET)))
    else:
        out.add(escape(source))
    out.add(f'" alt="{escape(node.attributes.get("alt", ""))}">')

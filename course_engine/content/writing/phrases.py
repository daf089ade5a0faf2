"""Running text: the inline part of a tree of HTML → Markdown."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from course_engine.content.html_tree import Element, Node
from course_engine.content.writing.escapes import code_span, escaped

ASSET = "asset:"
"""Stands before the address of a course file, in the HTML that `prose.tree_of` makes of a fragment."""
GAP_TAG = "gap-hole"

_PLAIN_ADDRESS = re.compile(r"[^\s()<>\\\"]+")
_WIDTH = re.compile(r"\bw(\d{1,3})\b")


class PhraseWriter:
    """Writes phrases of one file.

    Attributes:
        home: the folder of the file, from which addresses start.
        gaps: what is written in the place of each gap, by letter.
        in_table: whether what is written stands in a cell, which a bar would end.
    """

    def __init__(self, home: str, gaps: Mapping[str, str]) -> None:
        self.home = home
        self.gaps = gaps
        self.in_table = False
        self._writers: Mapping[str, Callable[[Element], str]] = {
            "br": lambda _break: "\\\n",
            "code": self._code,
            "img": self.picture,
            "a": self._link,
            GAP_TAG: self._gap,
        }

    def write(self, nodes: Sequence[Node], *, in_link: bool = False) -> str:
        """Return nodes as Markdown; a line feed is one, as in the text."""
        pieces = [self._piece(node, in_link=in_link) for node in nodes]
        written = ""
        for index, (node, piece) in enumerate(zip(nodes, pieces, strict=True)):
            if isinstance(node, Element) and node.tag in {"em", "i", "strong", "b"}:
                after = pieces[index + 1] if index + 1 < len(pieces) else ""
                written += _emphasised(node.tag, piece, written[-1:], after[:1])
            elif isinstance(node, str) and piece.lstrip().startswith("{") and _is_picture(nodes, index - 1):
                # Braces that stand there are the picture's, unless it has its own.
                written += ("" if written.endswith("}") else "{}") + piece
            else:
                written += piece
        return written

    def picture(self, image: Element, caption: str = "") -> str:
        """Return a picture with its `{…}`."""
        alternative = image.attributes.get("alt", "")
        title = ' "{}"'.format(caption.replace("\\", "\\\\").replace('"', '\\"')) if caption else ""
        width = _WIDTH.search(image.attributes.get("class", ""))
        said = ["decoratif"] * (not alternative) + [f"largeur={found[1]}%" for found in [width] if found]
        braces = f"{{{' '.join(said)}}}" if said else ""
        return f"![{escaped(alternative, in_link=True)}]({self.address(image, 'src')}{title}){braces}"

    def address(self, element: Element, name: str) -> str:
        """Return the address that an attribute gives, relative to the file."""
        address = element.attributes.get(name, "")
        if address.startswith(ASSET):
            path = PurePosixPath(address.removeprefix(ASSET))
            return str(path.relative_to(self.home) if path.is_relative_to(self.home) else path)
        return address if _PLAIN_ADDRESS.fullmatch(address) else quote(address, safe="%/:?#[]@!$&'*+,;=~")

    def _piece(self, node: Node, *, in_link: bool) -> str:
        """Return one node; what an emphasis holds, without its marks."""
        if isinstance(node, str):
            return escaped(node, in_link=in_link)
        write = self._writers.get(node.tag)
        return write(node) if write else self.write(node.children, in_link=in_link)

    def _code(self, element: Element) -> str:
        return self._literal(code_span(element.text()))

    def _gap(self, element: Element) -> str:
        return self._literal(f"[[{self.gaps[element.attributes['id']]}]]")

    def _link(self, element: Element) -> str:
        text = self.write(element.children, in_link=True)
        return f"[{text}]({self.address(element, 'href')})" if element.attributes.get("href") else text

    def _literal(self, text: str) -> str:
        return text.replace("|", "\\|") if self.in_table else text


def _emphasised(tag: str, text: str, before: str, after: str) -> str:
    """Return text between marks that its neighbours do not join, where there is a choice."""
    if not text.strip():
        return text
    if tag in {"strong", "b"}:
        return f"**{text}**"
    beside_a_star = "*" in {before, after, text[0], text[-1]}
    can_underline = not (before.isalnum() or after.isalnum())
    mark = "_" if beside_a_star and can_underline else "*"
    return f"{mark}{text}{mark}"


def _is_picture(nodes: Sequence[Node], index: int) -> bool:
    before = nodes[index] if index >= 0 else ""
    return isinstance(before, Element) and before.tag == "img"

"""Blocks of text: a fragment → lines of Markdown."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from course_engine.content.html_tree import Element, Node, parse_html
from course_engine.content.writing.escapes import escaped_line, fenced
from course_engine.content.writing.phrases import ASSET, GAP_TAG, PhraseWriter
from course_engine.model.fragment import AssetUrl, Fragment, GapHole

_BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "pre", "figure", "hr", "div", "table"})
_SPACES = re.compile("[ \t\n]+")  # no-break ones stay
_OTHER_MARK: Mapping[str, str] = {"-": "*", "*": "-", ".": ")", ")": "."}


def tree_of(fragment: Fragment) -> Element:
    """Return a fragment of a quiz as a tree: addresses of course files begin with `ASSET`, gaps are `GAP_TAG`.

    Raises:
        ValueError: it holds what no quiz does (a container, a footnote).
    """
    return parse_html("".join(_html(part) for part in fragment))


def _html(part: object) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, AssetUrl):
        return ASSET + part.path
    if isinstance(part, GapHole):
        return f'<{GAP_TAG} id="{part.gap}"></{GAP_TAG}>'
    raise ValueError(part)


def split_phrase(nodes: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """Return the running text that nodes begin with, and the blocks that follow it."""
    first = next((index for index, node in enumerate(nodes) if _is_block(node)), len(nodes))
    return list(nodes[:first]), list(nodes[first:])


class ProseWriter:
    """Writes the blocks of one question.

    Attributes:
        mark: of the last list written, if it is the last block: the next one takes another, or would join it.
    """

    def __init__(self, home: str, gaps: Mapping[str, str] | None = None) -> None:
        self.phrases = PhraseWriter(home, gaps or {})
        self.mark = ""
        self._writers: Mapping[str, Callable[[Element], list[str]]] = {
            "p": lambda element: self._paragraph(element.children),
            "blockquote": lambda element: quoted(self.written(element.children)),
            "pre": _code,
            "hr": lambda _rule: ["---"],
            "figure": self._figure,
            "table": self._table,
        }

    def phrase(self, fragment: Fragment) -> str:
        """Return a fragment that is running text, on one line."""
        return self.line(tree_of(fragment).children)

    def line(self, nodes: Sequence[Node]) -> str:
        """Return running text on one line."""
        return _SPACES.sub(" ", self.phrases.write(nodes).replace("\\\n", " ")).strip(" ")

    def blocks(self, fragment: Fragment) -> list[str]:
        """Return a fragment as lines, blocks parted by an empty one."""
        return self.written(tree_of(fragment).children)

    def written(self, nodes: Sequence[Node]) -> list[str]:
        """Return nodes as lines, blocks parted by an empty one."""
        lines: list[str] = []
        for run in _runs(nodes):
            block = self._block(run) if isinstance(run, Element) else self._paragraph(run)
            if block:
                lines += [""] * bool(lines) + block
        return lines

    def items(self, items: Iterable[Sequence[Node]], mark: str, start: int = 1) -> list[str]:
        """Return the lines of a list; `mark` is `-` or, for a numbered one, `.`."""
        contents = list(items)
        mark = _OTHER_MARK[mark] if self.mark == mark else mark
        loose = any(_is_loose(nodes) for nodes in contents)
        lines: list[str] = []
        for number, nodes in enumerate(contents, start):
            self.mark = ""
            head = f"{mark} " if mark in "-*" else f"{number}{mark} "
            written = self.item(nodes, head, loose=loose)
            lines += [""] * bool(lines and loose) + written
        self.mark = mark
        return lines

    def item(
        self, nodes: Sequence[Node], head: str, *, loose: bool = False, said: Sequence[str] = ()
    ) -> list[str]:
        """Return one item: its text after `head`, its blocks indented under it, then quoted, what is `said`."""
        phrase, rest = split_phrase(nodes)
        if not "".join(_words(phrase)).strip() and rest and _tag(rest[0]) == "p":
            phrase, rest = list(_children(rest[0])), rest[1:]
        text = self._paragraph(phrase) or [""]
        blocks = self.written(rest)
        if blocks:
            starts_list = not loose and _tag(rest[0]) in {"ul", "ol"} and text != [""]
            text += [] if starts_list else [""]
            blocks += [""] * bool(said)
        indent = " " * (len(head.split()[0]) + 1)
        lines = [*text, *blocks, *quoted(said)]
        return [(head + lines[0]).rstrip(), *(f"{indent}{line}".rstrip() for line in lines[1:])]

    def _paragraph(self, nodes: Sequence[Node]) -> list[str]:
        written = [line.strip(" \t") for line in self.phrases.write(nodes).split("\n")]
        lines = [escaped_line(line) for line in written if line]
        if lines:
            self.mark = ""
            lines[-1] = lines[-1].removesuffix("\\") if _ends_with_break(lines[-1]) else lines[-1]
        return lines

    def _block(self, element: Element) -> list[str]:
        if element.tag in {"ul", "ol"}:
            return self._list(element)
        self.mark = ""
        return self._writers.get(element.tag, self._other)(element)

    def _list(self, element: Element) -> list[str]:
        items = [
            child.children for child in element.children if isinstance(child, Element) and child.tag == "li"
        ]
        start = element.attributes.get("start", "1")
        return self.items(items, "-" if element.tag == "ul" else ".", int(start) if start.isdecimal() else 1)

    def _other(self, element: Element) -> list[str]:
        """Return what stands in a frame of its own: a table, a video."""
        if table := element.find("table"):
            return self._table(table)
        if source := element.find("source"):
            return [f"![{_label(element)}]({self.phrases.address(source, 'src')})"]
        return self.written(element.children)

    def _figure(self, element: Element) -> list[str]:
        image, caption = element.find("img"), element.find("figcaption")
        return [self.phrases.picture(image, caption.text() if caption else "")] if image else []

    def _table(self, table: Element) -> list[str]:
        rows = [row for row in table.walk() if row.tag == "tr"]
        cells = [[cell for cell in row.children if _tag(cell) in {"th", "td"}] for row in rows]
        if not cells:
            return []
        return self.table([[_children(cell) for cell in row] for row in cells], map(_alignment, cells[0]))

    def table(self, rows: Sequence[Sequence[Sequence[Node]]], rules: Iterable[str] = ()) -> list[str]:
        """Return a table, its header first; `rules` are what stands under this, `---` everywhere if not given."""
        self.phrases.in_table = True
        header, *body = ["| " + " | ".join(self.line(cell) for cell in row) + " |" for row in rows]
        self.phrases.in_table = False
        return [header, "|" + "|".join(list(rules) or ["---"] * len(rows[0])) + "|", *body]


def quoted(lines: Sequence[str]) -> list[str]:
    """Return lines as a quotation."""
    return [f"> {line}".rstrip() for line in lines]


def _runs(nodes: Sequence[Node]) -> list[Element | list[Node]]:
    """Return the blocks, and each run of text between them."""
    runs: list[Element | list[Node]] = []
    for node in nodes:
        if isinstance(node, Element) and _is_block(node):
            runs.append(node)
        elif runs and isinstance(runs[-1], list):
            runs[-1].append(node)
        else:
            runs.append([node])
    return runs


def _code(element: Element) -> list[str]:
    code = element.find("code") or element
    language = code.attributes.get("class", "").removeprefix("language-")
    text = code.text().removesuffix("\n")
    fence = fenced(text, "`", 3)
    return [fence + language, *text.split("\n"), fence]


def _alignment(cell: Node) -> str:
    shown = cell.attributes.get("class", "") if isinstance(cell, Element) else ""
    return {"left": ":---", "right": "---:", "center": ":---:"}.get(shown, "---")


def _is_loose(nodes: Sequence[Node]) -> bool:
    return any(_tag(node) == "p" for node in nodes)


def _is_block(node: Node) -> bool:
    return _tag(node) in _BLOCKS


def _tag(node: Node) -> str:
    return node.tag if isinstance(node, Element) else ""


def _children(node: Node) -> Sequence[Node]:
    return node.children if isinstance(node, Element) else ()


def _words(nodes: Sequence[Node]) -> list[str]:
    return [
        node if isinstance(node, str) else node.text() or ("x" if node.tag in {"img", GAP_TAG} else "")
        for node in nodes
    ]


def _label(element: Element) -> str:
    player = next((found for found in element.walk() if "aria-label" in found.attributes), element)
    return player.attributes.get("aria-label", "")


def _ends_with_break(line: str) -> bool:
    """Return whether a line ends with a hard break's backslash, not with an escaped one."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1

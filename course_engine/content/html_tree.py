"""HTML as a small tree: what the compiler wrote, or what another tool did."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import TypeAlias

from msgspec import Struct, field

DEEPEST = 60
"""Elements inside one another; a text nested deeper was made to harm, or by a machine gone wrong."""

MOST_UNCLOSED = 100
"""Signs that could open a tag and have none that closes it: the parser reads on to the end for each of them."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
    }
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}
)
# What an opening tag ends without saying so (HTML, « optional tags »), and where the search for it stops.
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    **{tag: (frozenset({"p"}), _BLOCKS - {"p"} | {"li", "td", "th"}) for tag in _BLOCKS},
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}


class TooDeep(ValueError):
    """A text whose elements are nested deeper than `DEEPEST`, or that leaves more than `MOST_UNCLOSED` tags open."""


class Element(Struct):
    """One element and what it holds, in order."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    def text(self) -> str:
        """Return the words that it holds, without any tag."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def find(self, tag: str) -> "Element | None":
        """Return the first element of that name inside this one; None if there is none."""
        return next((element for element in self.walk() if element.tag == tag), None)

    def walk(self) -> Iterator["Element"]:
        """Yield every element inside this one, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()


Node: TypeAlias = Element | str


def parse_html(html: str) -> Element:
    """Return what `html` holds, in an element without a name; an end tag that ends nothing is left out.

    Raises:
        TooDeep: its elements are nested deeper than `DEEPEST`, or too many of its tags have no end.
    """
    if html.count("<") - html.count(">") > MOST_UNCLOSED:
        raise TooDeep(html[:40])
    parser = _TreeParser()
    parser.feed(html)
    parser.close()
    return parser.root


class _TreeParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_implied(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag in VOID:
            return
        if len(self._open) > DEEPEST:
            raise TooDeep(tag)
        self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        children = self._open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)

    def _end_implied(self, tag: str) -> None:
        ended, stops = _ENDS.get(tag, (frozenset(), frozenset()))
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag in ended:
                del self._open[depth:]
                return
            if self._open[depth].tag in stops:
                return

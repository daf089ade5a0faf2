"""Texts of Moodle → texts of ours: what can be said is, what cannot is told."""

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import unquote

from markdown_it import MarkdownIt

from course_engine.content.html_tree import Element, Node, parse_html
from course_engine.exchange.quizzes.foreign_blocks import as_blocks, as_phrase, is_block, list_of
from course_engine.exchange.quizzes.foreign_tables import clean_table
from course_engine.exchange.quizzes.moodle import Prose, TextFormat
from course_engine.exchange.quizzes.pictures import PLUGIN_FILE, Tray
from course_engine.i18n import translator

_ = translator("exchange")

_INLINE: Mapping[str, str] = dict.fromkeys(("b", "strong"), "strong") | dict.fromkeys(
    ("i", "em", "cite", "var"), "em"
)
_CODE = frozenset({"code", "tt", "kbd", "samp"})
_FRAMES = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "center", "address", "details", "summary"}
    | {"figure", "figcaption", "dl", "dt", "dd"}
)
_BARE = frozenset(
    {"span", "font", "small", "big", "abbr", "acronym", "label", "nobr", "wbr", "bdi"}
    | {"tbody", "thead", "html", "body"}
)
_DROPPED = frozenset(
    {"script", "style", "link", "meta", "base", "head", "title", "noscript", "template"}
    | {"iframe", "frame", "frameset", "object", "embed", "applet", "map", "area"}
    | {"form", "input", "button", "select", "textarea"}
    | {"svg", "math", "canvas", "audio", "video", "source", "track"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ADDRESS = re.compile(r"(?:https?://[^/\s]|mailto:\S|tel:\S)\S*", re.IGNORECASE)
_SPACES = re.compile("[ \t\r\n]+")
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MARKDOWN = MarkdownIt("commonmark").enable("table")

Tell = Callable[[str], None]


class Cleaner:
    """Reads the texts of one question."""

    def __init__(self, tray: Tray, tell: Tell) -> None:
        """Start on a question.

        Args:
            tray: where its pictures go.
            tell: takes a sentence for each thing that is lost.
        """
        self._tray = tray
        self._tell = tell
        self._files: Mapping[str, bytes] = {}
        self._alone: Mapping[str, Callable[[Element], list[Node]]] = {
            **dict.fromkeys(_DROPPED, self._drop),
            **dict.fromkeys(("br", "hr"), lambda node: [Element(node.tag)]),
            **dict.fromkeys(_CODE, _code),
            "pre": lambda node: [Element("pre", {}, [Element("code", {}, [node.text()])])],
            "img": self._picture,
            "table": lambda node: list(clean_table(node, self._clean, self._tell)),
        }
        self._around: Mapping[str, Callable[[Element, list[Node]], list[Node]]] = {
            **dict.fromkeys(_INLINE, self._emphasis),
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(_FRAMES, lambda _node, children: as_blocks(children)),
            **dict.fromkeys(_BARE, lambda _node, children: children),
            **dict.fromkeys(("ul", "menu"), lambda _node, children: list_of("ul", children)),
            "ol": lambda _node, children: list_of("ol", children),
            "li": lambda _node, children: [Element("li", {}, children)],
            "blockquote": lambda _node, children: [Element("blockquote", {}, as_blocks(children))],
            "a": self._link,
        }

    def read(self, prose: Prose) -> list[Node]:
        """Return a text as blocks of ours, nothing else between them.

        Raises:
            TooDeep: its elements are nested deeper than any text's.
        """
        self._files = prose.files
        cleaned = [node for child in parse_html(_html(prose)).children for node in self._clean(child)]
        return as_blocks(cleaned)

    def _clean(self, node: Node) -> list[Node]:
        if isinstance(node, str):
            return [node]
        if alone := self._alone.get(node.tag):
            return alone(node)
        if "style" in node.attributes or "color" in node.attributes:
            self._tell(_("colours, fonts and margins are those of the theme"))
        children = [cleaned for child in node.children for cleaned in self._clean(child)]
        return self._around.get(node.tag, self._unknown)(node, children)

    def _drop(self, node: Element) -> list[Node]:
        self._tell(_("what stands in <{tag}> has no place in a quiz").format(tag=node.tag))
        return []

    def _emphasis(self, node: Element, children: list[Node]) -> list[Node]:
        if any(is_block(child) for child in children):
            self._tell(
                _("<{tag}> around several paragraphs is left out, its text stays").format(tag=node.tag)
            )
            return children
        return [Element(_INLINE[node.tag], {}, children)]

    def _heading(self, _node: Element, children: list[Node]) -> list[Node]:
        self._tell(_("a heading inside a question becomes a paragraph in bold"))
        return [Element("p", {}, [Element("strong", {}, as_phrase(children))])]

    def _unknown(self, node: Element, children: list[Node]) -> list[Node]:
        self._tell(_("<{tag}> has no equivalent: its text stays").format(tag=node.tag))
        return children

    def _link(self, node: Element, children: list[Node]) -> list[Node]:
        address = node.attributes.get("href", "").strip()
        if any(is_block(child) for child in children):
            children = as_phrase(children)
        has_text = bool(Element("", {}, children).text().strip())
        if _ADDRESS.fullmatch(address) and has_text:
            return [Element("a", {"href": address}, children)]
        if address:
            self._tell(_("the address of a link is left out: {address}").format(address=address[:200]))
        return children

    def _picture(self, node: Element) -> list[Node]:
        source, alternative = node.attributes.get("src", ""), node.attributes.get("alt", "").strip()
        name = unquote(source.removeprefix(PLUGIN_FILE))
        path = self._tray.keep_data(source)
        if path is None and source.startswith(PLUGIN_FILE) and name in self._files:
            path = self._tray.keep(name, self._files[name])
        if path is None:
            shown = source[:80] if len(source) <= 80 else f"{source[:80]}…"  # noqa: PLR2004  # as much as a line holds
            self._tell(
                _("a picture is left out, for it is not in the file or not of a known kind: {name}").format(
                    name=shown
                )
            )
            return [f"[{alternative}]"] if alternative else []
        if not alternative:
            self._tell(
                _("the picture {path} has no words for whoever does not see it: write them").format(path=path)
            )
            alternative = _("Picture to be described")
        return [Element("img", {"src": f"asset:{path}", "alt": alternative})]


def _code(node: Element) -> list[Node]:
    text = _SPACES.sub(" ", node.text()).strip(" ")
    return [Element("code", {}, [text])] if text else []


def _html(prose: Prose) -> str:
    """Return a text of any format as HTML, as Moodle shows it."""
    if prose.format is TextFormat.HTML:
        return prose.text
    if prose.format is TextFormat.MARKDOWN:
        return str(_MARKDOWN.render(prose.text))
    text = escape(prose.text, quote=False) if prose.format is TextFormat.PLAIN else prose.text
    paragraphs = _BLANK_LINE.split(text.replace("\r\n", "\n").strip())
    if len(paragraphs) == 1:
        return text.replace("\n", "<br>")
    return "".join(f"<p>{paragraph}</p>".replace("\n", "<br>") for paragraph in paragraphs)

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

_INLINE: Mapping[str, str] = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "var": "em"}
_CODE = frozenset({"code", "tt", "kbd", "samp"})
_FRAMES = frozenset({"div", "section", "article", "header", "footer", "main", "center", "address", "details", "summary"})
_BARE = frozenset({"span", "font", "small", "big", "abbr", "acronym", "label", "tbody", "thead", "html", "body", "nobr", "wbr", "bdi"})
_DROPPED = frozenset(
    "script style iframe object embed applet form input button select textarea svg math canvas audio video source "
    "track link meta head title base noscript template frame frameset map area".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DESCRIPTIONS = frozenset({"dl", "dt", "dd"})
_ADDRESS = re.compile(r"(?:https?://[^/\s]|mailto:\S|tel:\S)\S*", re.IGNORECASE)
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
        tag = node.tag
        if tag in _DROPPED:
            self._tell(_("what stands in <{tag}> has no place in a quiz").format(tag=tag))
            return []
        if tag in {"br", "hr"}:
            return [Element(tag)]
        if tag == "pre":
            return [Element("pre", {}, [Element("code", {}, [node.text()])])]
        if tag in _CODE:
            return [Element("code", {}, [" ".join(node.text().split())])] if node.text().strip() else []
        if tag == "img":
            return self._picture(node)
        children = [cleaned for child in node.children for cleaned in self._clean(child)]
        if tag == "table":
            return list(clean_table(node, self._clean, self._tell))
        return self._with(node, children)

    def _with(self, node: Element, children: list[Node]) -> list[Node]:
        """Return an element whose children are clean, or these alone where it has no place."""
        tag = node.tag
        if "style" in node.attributes or "color" in node.attributes:
            self._tell(_("colours, fonts and margins are those of the theme"))
        if tag in _INLINE or tag == "a":
            if any(is_block(child) for child in children):
                self._tell(_("<{tag}> around several paragraphs is left out, its text stays").format(tag=tag))
                return children
            return self._link(node, children) if tag == "a" else [Element(_INLINE[tag], {}, children)]
        if tag in {"ul", "ol", "menu"}:
            return list_of("ol" if tag == "ol" else "ul", children)
        if tag == "li":
            return [Element("li", {}, children)]
        if tag == "blockquote":
            return [Element(tag, {}, as_blocks(children))]
        if tag == "p" or tag in _FRAMES or tag in _DESCRIPTIONS or tag in {"figure", "figcaption"}:
            return as_blocks(children)
        if tag in _HEADINGS:
            self._tell(_("a heading inside a question becomes a paragraph in bold"))
            return [Element("p", {}, [Element("strong", {}, as_phrase(children))])]
        if tag not in _BARE:
            self._tell(_("<{tag}> has no equivalent: its text stays").format(tag=tag))
        return children

    def _link(self, node: Element, children: list[Node]) -> list[Node]:
        address = node.attributes.get("href", "").strip()
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
            self._tell(_("a picture is left out, for it is not in the file or not of a known kind: {name}").format(name=shown))
            return [f"[{alternative}]"] if alternative else []
        if not alternative:
            self._tell(_("the picture {path} has no words for whoever does not see it: write them").format(path=path))
            alternative = _("Picture to be described")
        return [Element("img", {"src": f"asset:{path}", "alt": alternative})]


def _html(prose: Prose) -> str:
    """Return a text of any format as HTML, as Moodle shows it."""
    if prose.format is TextFormat.HTML:
        return prose.text
    if prose.format is TextFormat.MARKDOWN:
        return _MARKDOWN.render(prose.text)
    text = escape(prose.text, quote=False) if prose.format is TextFormat.PLAIN else prose.text
    paragraphs = _BLANK_LINE.split(text.replace("\r\n", "\n").strip())
    if len(paragraphs) == 1:
        return text.replace("\n", "<br>")
    return "".join(f"<p>{paragraph}</p>".replace("\n", "<br>") for paragraph in paragraphs)

"""Links: schemes by allow-list, files that exist, a text that says where it goes."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from course_engine.content.fragments import FragmentBuilder
from course_engine.content.text import TextContext
from course_engine.model.folding import fold
from course_engine.model.fragment import AssetUrl

_EXTERNAL = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_DIRECT = re.compile(r"(?:mailto|tel):\S", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
_WITH_A_SPACE = re.compile(r"\]\(([^()\n]*[/.][^()\n]*)\)")
_VAGUE = {"ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "en savoir plus", "lire la suite", "la"}


def open_link(
    token: Token, children: Sequence[Token], line: int, context: TextContext, out: FragmentBuilder
) -> None:
    """Write the opening tag of a link, or a tag without address where it is refused.

    Args:
        token: the `link_open` token.
        children: the tokens of the link's text.
        line: where the link is.
        context: the text's setting.
        out: where the tag goes.
    """
    address = str(token.attrGet("href") or "")
    _check_text(children, line, context)
    if _EXTERNAL.match(address):
        out.add(f'<a href="{escape(address)}" rel="noreferrer">')
    elif _DIRECT.match(address):
        out.add(f'<a href="{escape(address)}">')
    elif scheme := _SCHEME.match(address):
        context.report.add("LN101", line, "](", scheme=scheme[1])
        out.add("<a>")
    elif not address or address.startswith(("#", "/", "\\")):
        context.report.add("LN102", line, "](", address=address)
        out.add("<a>")
    elif asset := context.shelf.take(context.home, address, line, context.report):
        out.add('<a href="')
        out.hole(AssetUrl(path=asset.path))
        out.add('" download>')
    else:
        out.add("<a>")


def note_unread_address(text: str, line: int, context: TextContext) -> None:
    """Note a link or a picture that CommonMark left as plain text because its address holds a space."""
    if "](" not in text:
        return
    for match in _WITH_A_SPACE.finditer(text):
        if re.search(r"\s", match[1].strip()):
            context.report.add("LN105", line, match[1], address=match[1])


def _check_text(children: Sequence[Token], line: int, context: TextContext) -> None:
    words = "".join(child.content for child in children)
    if not words.strip():
        context.report.add("LN103", line, "[")
    elif fold(words).strip(" .!:") in _VAGUE:
        context.report.add("LN104", line, words, text=words)

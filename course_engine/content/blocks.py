"""Blocks of text: tokens → HTML and holes, in one walk."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import ClassVar

from markdown_it.token import Token

from course_engine.content.containers import KINDS
from course_engine.content.fragments import FragmentBuilder
from course_engine.content.inline import InlineWriter
from course_engine.content.markdown import DEEPEST
from course_engine.content.pictures import BRACES, is_media, lone_picture, write_media, write_picture
from course_engine.content.tables import TableWriter, check_not_table
from course_engine.content.text import TextContext
from course_engine.model.fragment import Fragment, QuizPlace, SourceLine

_STATIC = {
    "paragraph_close": "</p>\n",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "hr": "<hr>\n",
    "container_amiss": "",
}
_DEEPER = {"list_item_open", "blockquote_open", "container_open"}
_SHALLOWER = {"list_item_close", "blockquote_close", "container_close"}
_HOLDERS = {"list_item_open", "blockquote_open", "bullet_list_open", "ordered_list_open"}
"""What starts where its first block does, which says so more closely."""
_LANGUAGE = re.compile(r"[A-Za-z0-9_+-]+")
_GLUED_HEADING = re.compile(r"#{2,6}[^\s#]")


class BlockWriter:
    """Writes the block tokens of one file."""

    def __init__(self, context: TextContext) -> None:
        self.context = context
        self.out = FragmentBuilder()
        self.inline = InlineWriter(context, self.out)
        self._tokens: Sequence[Token] = ()
        self._frames: list[str] = []  # the lists' items, quotations and containers open at this point

    def fragment(self, tokens: Sequence[Token]) -> Fragment:
        """Return the HTML of whole blocks."""
        self._tokens = tokens
        index = 0
        while index < len(tokens):
            index = self._write(tokens[index], index)
        return self.out.take()

    def phrase(self, children: Sequence[Token], line: int) -> Fragment:
        """Return the HTML of one run of text, without a block around it and without glossary terms."""
        self.inline.write(children, line, terms=False)
        return self.out.take()

    def _write(self, token: Token, index: int) -> int:
        """Write the block that starts at `index`, and return the index after what was written."""
        kind = token.type
        if self.context.lines and token.nesting >= 0 and kind not in _HOLDERS:
            self.out.hole(SourceLine(line=_line(token)))
        if kind in _DEEPER:
            self._frames.append(kind)
            if len(self._frames) == DEEPEST + 1:
                self.context.report.add("MD109", _line(token))
        elif kind in _SHALLOWER:
            self._frames.pop()
        if kind in _STATIC:
            self.out.add(_STATIC[kind])
            return index + 1
        return self._WRITERS[kind](self, token, index)

    def _paragraph(self, token: Token, index: int) -> int:
        inline = self._tokens[index + 1]
        children, line = inline.children or [], _line(token)
        self._check_paragraph(inline.content, line, index)
        if lone_picture(children):
            self._figure(children, line)
        elif token.hidden and self._frames and self._frames[-1] == "list_item_open":
            self.inline.write(children, line)
        else:
            self.out.add("<p>")
            self.inline.write(children, line)
            self.out.add("</p>\n")
        return index + 3

    def _check_paragraph(self, content: str, line: int, index: int) -> None:
        if _GLUED_HEADING.match(content):
            self.context.report.add("MD114", line, "#", text=content.split("\n")[0][:40])
        if "|" in content:
            check_not_table(content, line, self.context.report)
        after = index + 3
        if after < len(self._tokens) and (following := self._tokens[after]).type == "table_open":
            end = self._tokens[index].map
            if end and following.map and end[1] == following.map[0]:
                self.context.report.add("TB101", end[1])

    def _figure(self, children: Sequence[Token], line: int) -> None:
        image = children[0]
        if is_media(image):
            self.out.add('<div class="media">')
            write_media(image, line, self.context, self.out)
            self.out.add("</div>\n")
            return
        braces = BRACES.match(children[1].content) if len(children) > 1 else None
        self.out.add('<figure class="picture">')
        write_picture(image, braces[1] if braces else None, line, self.context, self.out)
        if caption := image.attrGet("title"):
            self.out.add(f"<figcaption>{escape(str(caption), quote=False)}</figcaption>")
        self.out.add("</figure>\n")

    def _heading(self, token: Token, index: int) -> int:
        """Write a heading inside a page, one level up: the page's own title is the screen's h1."""
        inline, line = self._tokens[index + 1], _line(token)
        tag = f"h{max(int(token.tag[1]) - 1, 2)}"
        if "attributes" in token.meta:
            self.context.report.add("MD115", line, "{")
        if not inline.content.strip():
            self.context.report.add("MD110", line, "#")
        self.out.add(f"<{tag}>")
        self.inline.write(inline.children or [], line, terms=False)
        self.out.add(f"</{tag}>\n")
        return index + 3

    def _ordered_list(self, token: Token, index: int) -> int:
        start = token.attrGet("start")
        self.out.add("<ol>\n" if start is None else f'<ol start="{start}">\n')
        return index + 1

    def _fence(self, token: Token, index: int) -> int:
        words = token.info.split()
        language = f' class="language-{words[0]}"' if words and _LANGUAGE.fullmatch(words[0]) else ""
        code = escape(token.content, quote=False)
        self.out.add(f'<pre tabindex="0"><code{language}>{code}</code></pre>\n')
        return index + 1

    def _code_block(self, token: Token, index: int) -> int:
        self.context.report.add("MD104", _line(token))
        return index + 1

    def _html_block(self, token: Token, index: int) -> int:
        tag = token.content.strip().split("\n")[0][:40]
        self.context.report.add("MD101", _line(token), tag, tag=tag)
        return index + 1

    def _table(self, token: Token, index: int) -> int:
        return TableWriter(self._tokens, index, self.inline).write()

    def _container(self, token: Token, index: int) -> int:
        kind = KINDS[token.meta["word"]]
        levels = token.meta["arguments"] if token.meta["word"] == "niveau" else ()
        self.out.open_block(kind, levels, _line(token))
        return index + 1

    def _container_end(self, _token: Token, index: int) -> int:
        self.out.close_block()
        return index + 1

    def _quiz(self, token: Token, index: int) -> int:
        self.out.hole(QuizPlace(quiz=token.meta["arguments"][0]))
        return index + 1

    # Not of each writer: its own methods, kept in it, would keep it and its tokens until the collector comes.
    _WRITERS: ClassVar[Mapping[str, Callable[["BlockWriter", Token, int], int]]] = {
        "paragraph_open": _paragraph,
        "heading_open": _heading,
        "ordered_list_open": _ordered_list,
        "fence": _fence,
        "code_block": _code_block,
        "html_block": _html_block,
        "table_open": _table,
        "container_open": _container,
        "container_close": _container_end,
        "quiz_place": _quiz,
    }


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1

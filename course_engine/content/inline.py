"""Running text: inline tokens → HTML and holes."""

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from course_engine.content.fragments import FragmentBuilder
from course_engine.content.links import note_unread_address, open_link
from course_engine.content.markdown import DEEPEST, GAP
from course_engine.content.pictures import BRACES, is_media, write_picture
from course_engine.content.text import TextContext, add_text
from course_engine.model.fragment import FootnoteRef, GapHole

_TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
}


class InlineWriter:
    """Writes runs of inline tokens into one builder."""

    def __init__(self, context: TextContext, out: FragmentBuilder) -> None:
        self.context = context
        self.out = out
        self._tag_noted = 0  # the line of the last opening tag: its closing one is not noted too

    def write(self, children: Sequence[Token], line: int, *, terms: bool = True) -> None:
        """Write one run.

        Args:
            children: the children of an `inline` token.
            line: the line where the run starts.
            terms: whether glossary terms are marked (not in headings).
        """
        finder = self.context.terms if terms else None
        in_link = False
        braces_end = 0
        for index, token in enumerate(children):
            kind = token.type
            if kind == "text":
                text = token.content[braces_end:]
                braces_end = 0
                if text:
                    note_unread_address(text, line, self.context)
                    add_text(text, None if in_link else finder, self.out)
            elif kind in {"softbreak", "hardbreak"}:
                self.out.add("\n" if kind == "softbreak" else "<br>\n")
                line += 1
            elif kind in _TAGS:
                if token.level >= DEEPEST and token.nesting == 1:
                    self.context.report.add("MD109", line)
                self.out.add(_TAGS[kind])
            elif kind == "link_open":
                in_link = True
                open_link(token, _link_text(children, index), line, self.context, self.out)
            elif kind == "link_close":
                in_link = False
                self.out.add("</a>")
            elif kind == "image":
                braces_end = self._picture(token, children, index, line)
            else:
                self._rare(token, line)

    def _picture(self, token: Token, children: Sequence[Token], index: int, line: int) -> int:
        """Write a picture; return how many characters of the next text are its `{…}`."""
        following = children[index + 1] if index + 1 < len(children) else None
        braces = (
            BRACES.match(following.content) if following is not None and following.type == "text" else None
        )
        if is_media(token):
            self.context.report.add("IM112", line, "![")
        else:
            write_picture(token, braces[1] if braces else None, line, self.context, self.out)
        return braces.end() if braces else 0

    def _rare(self, token: Token, line: int) -> None:
        if token.type == "code_inline":
            self.out.add(f"<code>{escape(token.content, quote=False)}</code>")
        elif token.type == "html_inline" and token.content.startswith("</") and self._tag_noted == line:
            return
        elif token.type == "html_inline":
            self._tag_noted = line
            self.context.report.add("MD101", line, token.content.split("\n")[0], tag=token.content[:40])
        elif token.type == GAP:
            self._gap(token, line)
        elif token.type == "footnote_ref":
            self._footnote(str(token.meta["label"]), line)
        else:
            raise ValueError(token.type)  # a rule was enabled that nothing here writes

    def _gap(self, token: Token, line: int) -> None:
        if "letter" in token.meta:
            self.out.hole(GapHole(gap=token.meta["letter"]))
        else:
            self.context.report.add("QZ170", line, "[[", text=token.content[:40])

    def _footnote(self, label: str, line: int) -> None:
        if not self.context.footnotes:
            self.context.report.add("MD116", line, f"[^{label}]", label=label)
            return
        self.context.called.setdefault(label, line)
        self.out.hole(FootnoteRef(label=label))


def _link_text(children: Sequence[Token], start: int) -> Sequence[Token]:
    end = next(index for index in range(start + 1, len(children)) if children[index].type == "link_close")
    return children[start + 1 : end]

"""Tables: a header row, the same number of cells everywhere, nothing glued."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from course_engine.content.inline import InlineWriter
from course_engine.content.report import Report

_RULE = re.compile(r"\|?\s*:?-{1,}:?\s*(\|\s*:?-+:?\s*)*\|?")
_MARKS_BEFORE = re.compile(r"^[\s>]*(?=\|)|^[\s>]+")


class TableWriter:
    """Writes one table in a frame of its own, that scrolls where the screen is narrow."""

    def __init__(self, tokens: Sequence[Token], start: int, inline: InlineWriter) -> None:
        self.tokens = tokens
        self.start = start
        self.inline = inline
        self.out = inline.out
        self.report = inline.context.report

    def write(self) -> int:
        """Write it and return the index after its last token."""
        end = _end(self.tokens, self.start)
        cells = self._header_cells(end)
        columns = len(cells)
        words = ", ".join(text for text in cells if text)
        if not words:
            self.report.add("TB102", self._line(self.start))
        self.out.add(f'<div class="table" tabindex="0" role="region" aria-label="{escape(words)}"><table>\n')
        for index in range(self.start + 1, end):
            self._write(self.tokens[index], index, columns)
        self.out.add("</table></div>\n")
        return end + 1

    def _header_cells(self, end: int) -> list[str]:
        cells = []
        for index in range(self.start, end):
            token = self.tokens[index]
            if token.type == "thead_close":
                break
            if token.type == "inline":
                said = (child.content for child in token.children or () if child.type != "html_inline")
                cells.append("".join(said).strip())
        return cells

    def _write(self, token: Token, index: int, columns: int) -> None:
        kind = token.type
        if kind == "inline":
            self.inline.write(token.children or [], self._line(index))
        elif kind in {"th_open", "td_open"}:
            self.out.add(self._cell(token, index))
        elif kind == "tr_open":
            check_row(self._line(index), columns, self.report)
            self.out.add("<tr>")
        elif kind == "th_close" and not self.tokens[index - 1].content:
            self.out.add("</td>")
        else:
            tag = f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>"
            self.out.add(tag if kind in {"th_close", "td_close"} else f"{tag}\n")

    def _cell(self, token: Token, index: int) -> str:
        alignment = str(token.attrGet("style") or "").removeprefix("text-align:")
        shown = f' class="{alignment}"' if alignment else ""
        # An empty corner is not a header: a screen reader would announce it for nothing.
        header = token.type == "th_open" and bool(self.tokens[index + 1].content)
        return f'<th scope="col"{shown}>' if header else f"<td{shown}>"

    def _line(self, index: int) -> int:
        place = self.tokens[index].map
        return place[0] + 1 if place else 1


def check_row(line: int, columns: int, report: Report) -> None:
    """Note a row that has not as many cells as its table has columns."""
    if not 0 < line <= len(report.lines):
        return
    written = _MARKS_BEFORE.sub("", report.lines[line - 1]).strip()
    cells = escapedSplit(written) if "\\" in written else written.split("|")
    cells = cells[cells[0] == "" :]
    cells = cells[: len(cells) - (bool(cells) and cells[-1] == "")]
    if len(cells) == 1 and "|" not in written and columns > 1:
        report.add("TB101", line)
    elif len(cells) != columns:
        report.add("TB103", line, found=len(cells), expected=columns)


def check_not_table(content: str, line: int, report: Report) -> None:
    """Note a paragraph that was meant as a table: its rule does not match its header, or it has none."""
    lines = content.split("\n")
    for offset, text in enumerate(lines):
        if "|" in text and _RULE.fullmatch(text.strip()):
            report.add("TB104", line + offset, "|")
            return
    if len(lines) > 1 and all(text.strip().startswith("|") for text in lines):
        report.add("TB105", line, "|")


def _end(tokens: Sequence[Token], start: int) -> int:
    return next(index for index in range(start, len(tokens)) if tokens[index].type == "table_close")

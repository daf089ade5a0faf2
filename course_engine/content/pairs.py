"""`appariement`: a table of two columns."""

from collections.abc import Sequence
from string import ascii_lowercase

from markdown_it.token import Token
from msgspec import Struct

from course_engine.content.answers import Asked
from course_engine.content.blocks import BlockWriter
from course_engine.content.choices import check_unused, read_rule
from course_engine.content.lettered import MOST, check_different, check_number, letters_by_text
from course_engine.content.report import Report
from course_engine.content.tables import check_row
from course_engine.model.folding import fold
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import AnswerKey, Matching, MatchingKey, Option, Question

_COLUMNS = _LEAST_ROWS = 2


class _Row(Struct, frozen=True):
    """One row of the table: its two cells."""

    line: int
    left: Token
    right: Token

    @property
    def is_lure(self) -> bool:
        return not self.left.content.strip()


def read_matching(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read the rows, the choices and the lures; see `answers.Reading`."""
    report, line = writer.context.report, asked.public["line"]
    header, *body = _rows(asked.answer.blocks[-1])
    for row in body:
        check_row(row.line, _COLUMNS, report)
    rows = [row for row in body if not row.is_lure]
    choices = {fold(row.right.content): row.right for row in reversed(body)}
    _check(rows, [row for row in body if row.is_lure], line, report)
    check_number(rows, line, report)
    check_number(choices, line, report)
    check_unused(asked, ("strict",), report)
    rule = read_rule(asked, report)
    if not rows or len(rows) > MOST or len(choices) > MOST:
        return None
    letters = letters_by_text(choices)

    def written(cell: Token, line: int) -> Fragment:
        return writer.phrase(cell.children or (), line)

    question = Matching(
        **asked.public,
        headings=(written(header.left, header.line), written(header.right, header.line)),
        rows=tuple(
            Option(letter=letter, content=written(row.left, row.line))
            for letter, row in zip(ascii_lowercase, rows, strict=False)
        ),
        choices=tuple(
            Option(letter=letter, content=written(choices[text], line)) for text, letter in letters.items()
        ),
    )
    right = {
        letter: letters[fold(row.right.content)] for letter, row in zip(ascii_lowercase, rows, strict=False)
    }
    return question, MatchingKey(
        question=asked.public["id"], right=right, rule=rule, explanation=asked.explanation
    )


def _check(rows: Sequence[_Row], lures: Sequence[_Row], line: int, report: Report) -> None:
    if len(rows) < _LEAST_ROWS:
        report.add("QZ160", line, "#")
    check_different([(row.left.content, row.line) for row in rows], report)
    for row in (*rows, *lures):
        if not row.right.content.strip():
            report.add("QZ161", row.line, "|")
    answers = {fold(row.right.content): row.line for row in rows}
    for lure in lures:
        if fold(lure.right.content) in answers:
            text, first = lure.right.content, answers[fold(lure.right.content)]
            report.add("QZ162", lure.line, text[:20], text=text[:60], first=first)


def _rows(table: Sequence[Token]) -> list[_Row]:
    rows: list[tuple[int, list[Token]]] = []
    for token in table:
        if token.type == "tr_open":
            rows.append((token.map[0] + 1 if token.map else 1, []))
        elif token.type == "inline":
            rows[-1][1].append(token)
    return [_Row(line, *cells) for line, cells in rows]

"""The answer block of a question: the last one, which tells its type."""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias, TypedDict

from markdown_it.token import Token
from msgspec import Struct, field

from course_engine.content.attributes import Attributes
from course_engine.content.blocks import BlockWriter
from course_engine.content.markdown import GAP
from course_engine.content.numbers import bounds
from course_engine.content.pictures import lone_picture
from course_engine.content.report import Report
from course_engine.model.folding import fold
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import AnswerKey, Question

_EQUALS = re.compile(r"=(?:[ \t]+(.*))?")
BOX = re.compile("\\[([ xX\u00a0\u202f]?)\\](?:[ \t\u00a0\u202f]+|$)")
_BOX_LIKE = re.compile(r"\[[^\[\]]{0,2}\]")
_BOX_ALONE = re.compile(r"[-*+\u2013\u2022]?[ \t]?\[[ xX]?\](?:[ \t]|$)")
SHAPE = re.compile(
    r"\s*(?:(?P<rectangle>rectangle)(?:\s+\d{1,9}){4}|(?P<circle>cercle)(?:\s+\d{1,9}){3})\s*:\s*"
)
_SHAPE_LIKE = re.compile(r"\s*(?:rectangle|cercle)\s+\d")
_PAIR = 2
TRUE_FALSE = {"vrai": True, "faux": False}


class Item(Struct):
    """An option as written: its tokens, the text after its box, and whether this is ticked."""

    line: int
    tokens: list[Token]
    text: str
    ticked: bool


class AnswerBlock(Struct):
    """What answers a question.

    Attributes:
        kinds: the types it may be, the inferred one first; none where it answers nothing.
        taken: how many of the last blocks it takes.
        explained: whether the reason why it answers nothing was noted.
        lines: for `= ` lines, each text with its line.
        items: for boxes.
        blocks: the blocks it takes, or for gaps all of them.
    """

    kinds: tuple[str, ...] = ()
    taken: int = 1
    explained: bool = False
    lines: list[tuple[str, int]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    blocks: Sequence[Sequence[Token]] = ()


class PublicFields(TypedDict):
    """What every type of question shows; see `PublicQuestion`."""

    id: str
    title: Fragment
    stem: Fragment
    hints: tuple[Fragment, ...]
    points: int
    objective: str | None
    page: str | None
    unit: str | None
    levels: tuple[str, ...]
    line: int


class Asked(Struct, frozen=True):
    """A question read but for what its type alone understands.

    Attributes:
        kind: its type, as the format spells it.
        answer: its answer block.
        attributes: those of its heading.
        public: what it shows whatever its type.
        explanation: what is said to everyone once they have answered.
        model_answer: what could have been written; for a free text only.
    """

    kind: str
    answer: AnswerBlock
    attributes: Attributes
    public: PublicFields
    explanation: Fragment
    model_answer: Fragment = ()


def unscored(asked: Asked) -> PublicFields:
    """Return what a question shows that measures nothing."""
    return {**asked.public, "points": 0}


Reading: TypeAlias = Callable[[Asked, BlockWriter], "tuple[Question, AnswerKey] | None"]
"""Reads one type: the question and its key, or None where neither can be made; problems are noted."""


def find_answer(blocks: Sequence[Sequence[Token]], line: int, report: Report) -> AnswerBlock:
    """Return the answer that the last block gives, in the order of the format's table.

    Args:
        blocks: the question's own blocks, callouts left out.
        line: the question's line.
        report: where problems go.
    """
    has_gap = any(_has_gap(block) for block in blocks)
    for block in blocks if has_gap else blocks[:-1]:
        _check_stem(block, report)
    if has_gap:
        return AnswerBlock(("trous",), taken=0, blocks=blocks)
    if not blocks:
        return AnswerBlock(taken=0)
    last = blocks[-1]
    if last[0].type == "paragraph_open":
        return AnswerBlock(explained=True) if _check_boxes(last[1], report) else _equals(last[1], report)
    if last[0].type in {"bullet_list_open", "ordered_list_open"}:
        return _list(last, blocks[-2] if len(blocks) > 1 else (), report)
    if last[0].type == "table_open" and _columns(last) == _PAIR:
        return AnswerBlock(("appariement",), blocks=blocks[-1:])
    return AnswerBlock(taken=0)


def _has_gap(block: Sequence[Token]) -> bool:
    """Return whether a block holds a gap; what stands in `= ` lines is literal."""
    return any(
        child.type == GAP
        for token in block
        if token.type == "inline" and not token.content.startswith("= ")
        for child in token.children or ()
    )


def _check_stem(block: Sequence[Token], report: Report) -> None:
    """Note what looks like an answer but is not the last block."""
    line = block[0].map[0] + 1 if block[0].map else 1
    if block[0].type == "paragraph_open":
        _check_boxes(block[1], report)
        if block[1].content.startswith("= "):
            report.add("QZ106", line, "=")
    if block[0].type.endswith("list_open"):
        items = items_of(block)
        if items and all(BOX.match(_first_text(item)) for item in items):
            report.add("QZ106", line, "[")


def _check_boxes(inline: Token, report: Report) -> bool:
    """Note and tell whether lines of a paragraph were meant as options, such as `-[x] Cci`."""
    start = inline.map[0] + 1 if inline.map else 1
    meant = [
        (start + offset, text)
        for offset, text in enumerate(inline.content.split("\n"))
        if _BOX_ALONE.match(text)
    ]
    for line, text in meant:
        report.add("QZ119", line, text[:20], text=text[:40])
    return bool(meant)


def judgement(text: str) -> bool | None:
    """Return what a text says is true or false; None where it says neither. A full stop does not count."""
    return TRUE_FALSE.get(fold(text).rstrip(" .!"))


def _equals(inline: Token, report: Report) -> AnswerBlock:
    start = inline.map[0] + 1 if inline.map else 1
    texts = [text.strip() for text in inline.content.split("\n")]
    matches = [_EQUALS.fullmatch(text) for text in texts]
    if not any(text.startswith("=") for text in texts):
        return AnswerBlock(taken=0)
    for offset, (text, match) in enumerate(zip(texts, matches, strict=True)):
        if match is None:
            code = "QZ108" if text.startswith("=") else "QZ107"
            report.add(code, start + offset, text, text=text[:40])
        elif not (match[1] or "").strip():
            report.add("QZ109", start + offset, "=")
    if not all(match is not None and match[1] for match in matches):
        return AnswerBlock(explained=True)
    lines = [(match[1].strip(), start + offset) for offset, match in enumerate(matches) if match]
    return AnswerBlock(_typed_kinds([text for text, _line in lines]), lines=lines)


def _typed_kinds(texts: Sequence[str]) -> tuple[str, ...]:
    if len(texts) == 1 and judgement(texts[0]) is not None:
        return ("vrai-faux", "texte")
    if all(bounds(text) for text in texts):
        return ("nombre", "texte")
    return ("texte",)


def _list(block: Sequence[Token], before: Sequence[Token], report: Report) -> AnswerBlock:
    items = items_of(block)
    firsts = [_first_text(item) for item in items]
    boxes = [BOX.match(text) for text in firsts]
    if all(box is None for box in boxes) and not any(_BOX_LIKE.match(text) for text in firsts):
        is_numbered = block[0].type == "ordered_list_open"
        return AnswerBlock(("ordre", "avis"), blocks=[block]) if is_numbered else AnswerBlock(taken=0)
    options: list[Item] = []
    for item, text, box in zip(items, firsts, boxes, strict=True):
        line = item[0].map[0] + 1 if item[0].map else 1
        if box is None:
            report.add("QZ119", line, text[:20], text=text.split("\n")[0][:40])
        else:
            options.append(_option(item, text, box, line))
    if len(options) < len(items):
        return AnswerBlock(explained=True)
    if before and before[0].type == "paragraph_open" and lone_picture(before[1].children or []):
        others = [option for option in options if not SHAPE.match(fold(option.text))]
        if not others:
            return AnswerBlock(("zone",), taken=2, items=options, blocks=[before, block])
        if any(_SHAPE_LIKE.match(fold(option.text)) for option in options):
            for option in others:
                report.add("QZ173", option.line, option.text[:20], text=option.text[:40])
            return AnswerBlock(explained=True)
    ticked = sum(option.ticked for option in options)
    kinds = ("choix-multiple",) if ticked > 1 else ("choix-unique", "choix-multiple")
    return AnswerBlock(kinds, items=options)


def items_of(block: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens of each item of a list, its own first and last left out but for the opening."""
    level = block[0].level + 1
    items: list[list[Token]] = []
    for token in block[1:-1]:
        if token.type == "list_item_open" and token.level == level:
            items.append([])
        if not (token.type == "list_item_close" and token.level == level):
            items[-1].append(token)
    return items


def _first_text(item: Sequence[Token]) -> str:
    has_text = len(item) > _PAIR and item[1].type == "paragraph_open"
    return item[2].content if has_text else ""


def _option(item: Sequence[Token], text: str, box: re.Match[str], line: int) -> Item:
    """Take the box away from an item's text."""
    children = list(item[2].children or [])
    if children and children[0].type == "text":
        children[0] = children[0].copy(content=BOX.sub("", children[0].content, count=1))
    inline = item[2].copy(children=children, content=text[box.end() :])
    return Item(line, [item[1], inline, *item[3:]], inline.content, box[1] in {"x", "X"})


def _columns(table: Sequence[Token]) -> int:
    return sum(token.type == "th_open" for token in table)

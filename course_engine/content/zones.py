"""`zone`: a picture, and a list of shapes on it."""

import re
from collections.abc import Sequence
from string import ascii_lowercase

from markdown_it.token import Token

from course_engine.content.answers import SHAPE, Asked, Item
from course_engine.content.blocks import BlockWriter
from course_engine.content.choices import check_unused, written_option
from course_engine.content.lettered import MOST, check_different, check_number
from course_engine.content.pictures import measured_picture
from course_engine.content.report import Report
from course_engine.model.folding import fold
from course_engine.model.quiz import (
    AnswerKey,
    Circle,
    Hotspot,
    HotspotKey,
    Picture,
    Question,
    Rectangle,
    Shape,
    Zone,
)

_WHOLE = re.compile(r"\d+")
_AS_WRITTEN = re.compile(SHAPE.pattern, re.IGNORECASE)
_LEAST_ZONES = 2


def read_hotspot(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read the picture and its zones; see `answers.Reading`."""
    report, line, items = writer.context.report, asked.public["line"], asked.answer.items
    check_unused(asked, ("bareme", "strict"), report)
    picture = _picture(asked.answer.blocks[0], writer)
    said = [_after_shape(item) for item in items]
    for item in said:
        if not fold(item.text):
            report.add("QZ132", item.line, "[")
    check_different([(item.text, item.line) for item in said if fold(item.text)], report)
    check_number(items, line, report)
    if len(items) < _LEAST_ZONES:
        report.add("QZ130", line, "#")
    right = frozenset(letter for letter, item in zip(ascii_lowercase, items, strict=False) if item.ticked)
    if not right:
        report.add("QZ104", line, "#")
    shapes = [_shape(item, picture, report) for item in items]
    if picture is None or not right or len(items) > MOST or not all(shapes):
        return None
    written = {
        letter: written_option(item, writer) for letter, item in zip(ascii_lowercase, said, strict=False)
    }
    zones = tuple(
        Zone(letter=letter, content=content, shape=shape)
        for (letter, (content, _feedback)), shape in zip(written.items(), shapes, strict=True)
        if shape is not None
    )
    return Hotspot(**asked.public, picture=picture, zones=zones), HotspotKey(
        question=asked.public["id"],
        right=right,
        feedback={letter: feedback for letter, (_content, feedback) in written.items() if feedback},
        explanation=asked.explanation,
    )


def _picture(block: Sequence[Token], writer: BlockWriter) -> Picture | None:
    children = block[1].children or []
    return measured_picture(children[0], block[0].map[0] + 1 if block[0].map else 1, writer.context)


def _after_shape(item: Item) -> Item:
    """Return an item without its shape: what says where the zone is."""
    opening, inline, *rest = item.tokens
    children = list(inline.children or [])
    if children and children[0].type == "text":
        children[0] = children[0].copy(content=_AS_WRITTEN.sub("", children[0].content, count=1))
    text = _AS_WRITTEN.sub("", item.text, count=1)
    return Item(item.line, [opening, inline.copy(children=children, content=text), *rest], text, item.ticked)


def _shape(item: Item, picture: Picture | None, report: Report) -> Shape | None:
    """Return an item's shape; one that has no area, or lies outside the picture, is noted."""
    found = SHAPE.match(fold(item.text))
    numbers = [int(number) for number in _WHOLE.findall(found[0])] if found else []
    if not found or 0 in numbers[2:]:
        report.add("QZ175", item.line, "[")
        return None
    x, y, *size = numbers
    shape: Shape = (
        Rectangle(x=x, y=y, width=size[0], height=size[1])
        if found["rectangle"]
        else Circle(x=x, y=y, radius=size[0])
    )
    if picture is not None and not _is_on(shape, picture):
        covers = f"{picture.left:g} {picture.top:g} {picture.width:g} {picture.height:g}"
        report.add("QZ176", item.line, found[0].strip(), covers=covers)
    return shape


def _is_on(shape: Shape, picture: Picture) -> bool:
    if isinstance(shape, Circle):
        left, top, right, bottom = (
            shape.x - shape.radius,
            shape.y - shape.radius,
            shape.x + shape.radius,
            shape.y + shape.radius,
        )
    else:
        left, top, right, bottom = shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    return (
        picture.left <= left
        and picture.top <= top
        and right <= picture.left + picture.width
        and bottom <= picture.top + picture.height
    )

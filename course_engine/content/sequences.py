"""`ordre` and `avis`: a numbered list, to be put in order or to take one step of."""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase

from markdown_it.token import Token

from course_engine.content.answers import Asked, items_of, unscored
from course_engine.content.blocks import BlockWriter
from course_engine.content.choices import RULES, check_unused, read_rule
from course_engine.content.lettered import MOST, check_different, check_number, letters_by_text
from course_engine.model.folding import fold
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import (
    AnswerKey,
    CreditRule,
    Option,
    Ordering,
    OrderingKey,
    Question,
    Rating,
    RatingKey,
)

ORDER_RULES: Mapping[str, CreditRule] = {
    name: rule for name, rule in RULES.items() if rule in {CreditRule.OFF, CreditRule.EACH_ANSWER}
}
_LEAST_ITEMS, _LEAST_STEPS = 3, 2
_ONE_PARAGRAPH = 4
"""An item's opening, then the three tokens of a paragraph."""


def read_ordering(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read the items, written in the right order; see `answers.Reading`."""
    check_unused(asked, ("strict",), writer.context.report)
    rule = read_rule(asked, writer.context.report, ORDER_RULES)
    items = _items(asked, writer, least=_LEAST_ITEMS, too_few="QZ163")
    if items is None:
        return None
    letters = letters_by_text(items)
    question = Ordering(
        **asked.public,
        items=tuple(Option(letter=letter, content=items[text]) for text, letter in letters.items()),
    )
    right = tuple(letters[text] for text in items)
    return question, OrderingKey(
        question=asked.public["id"], right=right, rule=rule, explanation=asked.explanation
    )


def read_rating(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read the steps of a scale, the lowest first; see `answers.Reading`."""
    check_unused(asked, ("bareme", "strict", "points"), writer.context.report)
    items = _items(asked, writer, least=_LEAST_STEPS, too_few="QZ164")
    if items is None:
        return None
    steps = tuple(
        Option(letter=letter, content=content)
        for letter, content in zip(ascii_lowercase, items.values(), strict=False)
    )
    question = Rating(**unscored(asked), steps=steps)
    return question, RatingKey(question=asked.public["id"], explanation=asked.explanation)


def _items(asked: Asked, writer: BlockWriter, *, least: int, too_few: str) -> Mapping[str, Fragment] | None:
    """Return the items in written order, each by its folded text; None where they cannot be told apart."""
    report, line = writer.context.report, asked.public["line"]
    items = items_of(asked.answer.blocks[-1])
    texts = [(_text(item), item[0].map[0] + 1 if item[0].map else line) for item in items]
    for text, place in texts:
        if not fold(text):
            report.add("QZ165", place)
    check_different([(text, place) for text, place in texts if fold(text)], report)
    check_number(items, line, report)
    if len(items) < least:
        report.add(too_few, line, "#", least=least)
    folded = {
        fold(text): _content(item, place, writer) for item, (text, place) in zip(items, texts, strict=True)
    }
    return folded if least <= len(folded) == len(items) <= MOST else None


def _content(item: Sequence[Token], line: int, writer: BlockWriter) -> Fragment:
    """Return an item as a phrase, then the blocks that follow it."""
    if len(item) < _ONE_PARAGRAPH or item[1].type != "paragraph_open":
        return writer.fragment(item[1:])
    return (*writer.phrase(item[2].children or (), line), *writer.fragment(item[_ONE_PARAGRAPH:]))


def _text(item: Sequence[Token]) -> str:
    """Return all that an item says, as written."""
    return "\n".join(token.content for token in item if token.content)

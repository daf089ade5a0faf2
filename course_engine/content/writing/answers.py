"""The answer block of each type, and the attributes that its heading needs for it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from string import ascii_lowercase

from msgspec import Struct, field

from course_engine.content.answers import TRUE_FALSE, judgement
from course_engine.content.numbers import bounds, decimal_text, looks_like_number
from course_engine.content.writing.prose import ProseWriter, tree_of
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import (
    AnswerKey,
    ChosenGapKey,
    Circle,
    Cloze,
    ClozeKey,
    FreeText,
    Gap,
    Hotspot,
    HotspotKey,
    Matching,
    MatchingKey,
    MultipleChoice,
    MultipleChoiceKey,
    NumericKey,
    Option,
    Ordering,
    OrderingKey,
    Question,
    Rating,
    Shape,
    ShortTextKey,
    SingleChoice,
    SingleChoiceKey,
    TrueFalseKey,
    TypedGapKey,
)


class Written(Struct):
    """What a type writes.

    Attributes:
        lines: the answer block, empty where the stem is the answer.
        kind: the type, where the block alone does not tell it.
        flags: words that stand alone between the heading's braces.
    """

    lines: list[str] = field(default_factory=list)
    kind: str = ""
    flags: Sequence[str] = ()


def written_answer(question: Question, key: AnswerKey, prose: ProseWriter) -> Written:
    """Return the answer block of a question.

    Args:
        question: in the order of its letters.
        key: of that question.
        prose: has written the stem.
    """
    written = _boxed(question, key, prose) or _listed(question, key, prose) or _typed(question, key)
    return written or Written()


def _boxed(question: Question, key: AnswerKey, prose: ProseWriter) -> Written | None:
    match question, key:
        case SingleChoice(), SingleChoiceKey():
            return Written(_boxes(question.options, {key.right}, key.feedback, prose))
        case MultipleChoice(), MultipleChoiceKey():
            kind = "choix-multiple" if len(key.right) == 1 else ""
            return Written(_boxes(question.options, key.right, key.feedback, prose), kind)
        case Hotspot(), HotspotKey():
            return Written(_zones(question, key, prose))
    return None


def _listed(question: Question, key: AnswerKey, prose: ProseWriter) -> Written | None:
    match question, key:
        case Matching(), MatchingKey():
            return Written(_pairs(question, key, prose))
        case Ordering(), OrderingKey():
            items = {item.letter: item.content for item in question.items}
            return Written(prose.items((tree_of(items[letter]).children for letter in key.right), "."))
        case Rating(), _:
            return Written(
                prose.items((tree_of(step.content).children for step in question.steps), "."), "avis"
            )
    return None


def _typed(question: Question, key: AnswerKey) -> Written | None:
    match key:
        case TrueFalseKey():
            return Written([f"= {next(word for word, value in TRUE_FALSE.items() if value is key.right)}"])
        case ShortTextKey():
            flags = ("strict",) if key.strict else ()
            return Written([f"= {text}" for text in key.accepted], _text_kind(key.accepted), flags)
        case NumericKey():
            return Written([f"= {number_text(key.low, key.high)}"])
    return Written(kind="libre") if isinstance(question, FreeText) else None


def gap_texts(question: Question, key: AnswerKey) -> Mapping[str, str]:
    """Return what is written between the brackets of each gap of a question, by letter."""
    if not isinstance(question, Cloze) or not isinstance(key, ClozeKey):
        return {}
    return {gap.letter: _gap(gap, key) for gap in question.gaps}


def number_text(low: str, high: str) -> str:
    """Return an interval as the format writes it: one number, a number and its tolerance, or two bounds."""
    if low == high:
        return _decimal(low)
    middle = ((Decimal(low) + Decimal(high)) / 2).normalize()
    tolerance = (Decimal(high) - middle).normalize()
    shortest = f"{_decimal(decimal_text(middle))} ± {_decimal(decimal_text(tolerance))}"
    found = bounds(shortest)
    is_same = found is not None and tuple(decimal_text(bound) for bound in found) == (low, high)
    return shortest if is_same else f"{_decimal(low)}..{_decimal(high)}"


def _decimal(number: str) -> str:
    return number.replace(".", ",")


def _boxes(
    options: Sequence[Option],
    right: set[str] | frozenset[str],
    feedback: Mapping[str, Fragment],
    prose: ProseWriter,
) -> list[str]:
    mark = "*" if prose.mark == "-" else "-"
    lines: list[str] = []
    for option in options:
        prose.mark = ""
        said = prose.blocks(feedback.get(option.letter, ()))
        head = f"{mark} [{'x' if option.letter in right else ' '}] "
        lines += prose.item(tree_of(option.content).children, head, said=said)
    return lines


def _text_kind(accepted: Sequence[str]) -> str:
    is_judgement = len(accepted) == 1 and judgement(accepted[0]) is not None
    return (
        "texte" if is_judgement or any(looks_like_number(text) or bounds(text) for text in accepted) else ""
    )


def _pairs(question: Matching, key: MatchingKey, prose: ProseWriter) -> list[str]:
    choices = {choice.letter: choice.content for choice in question.choices}
    lures = [content for letter, content in choices.items() if letter not in key.right.values()]
    rows = [
        question.headings,
        *((row.content, choices[key.right[row.letter]]) for row in question.rows),
        *(((), lure) for lure in lures),
    ]
    return prose.table([[tree_of(cell).children for cell in row] for row in rows])


def _zones(question: Hotspot, key: HotspotKey, prose: ProseWriter) -> list[str]:
    picture = tree_of((f'<img src="asset:{question.picture.path}">',)).children[0]
    assert not isinstance(picture, str)  # noqa: S101 - written just above
    picture.attributes = {**picture.attributes, "alt": question.picture.alternative}
    zones = [
        Option(letter=zone.letter, content=(f"{_shape(zone.shape)} : ", *zone.content))
        for zone in question.zones
    ]
    prose.mark = ""
    return [prose.phrases.picture(picture), "", *_boxes(zones, key.right, key.feedback, prose)]


def _shape(shape: Shape) -> str:
    if isinstance(shape, Circle):
        return f"cercle {shape.x} {shape.y} {shape.radius}"
    return f"rectangle {shape.x} {shape.y} {shape.width} {shape.height}"


def _gap(gap: Gap, key: ClozeKey) -> str:
    right = key.right[gap.letter]
    if isinstance(right, ChosenGapKey):
        choices = sorted(gap.choices, key=lambda choice: ascii_lowercase.index(choice.letter))
        texts = {choice.letter: tree_of(choice.content).text() for choice in choices}
        return " | ".join(f"*{text}" if letter == right.right else text for letter, text in texts.items())
    if isinstance(right, TypedGapKey):
        one = right.accepted[0]
        is_plain = len(right.accepted) == 1 and not one.startswith("=")
        return one if is_plain else "= " + " | ".join(right.accepted)
    return number_text(right.low, right.high)

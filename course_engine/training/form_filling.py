"""What the form of a question holds, of somebody made up who is right about it, or is not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from course_engine.model.quiz import (
    OUTSIDE,
    AnswerKey,
    ChosenGapKey,
    ClozeKey,
    FreeTextKey,
    Gap,
    GapKey,
    HotspotKey,
    MatchingKey,
    MultipleChoiceKey,
    NumericKey,
    Option,
    OrderingKey,
    Question,
    RatingKey,
    ShortTextKey,
    SingleChoiceKey,
    TrueFalseKey,
    TypedGapKey,
)

UNKNOWN = "je ne sais pas"
FREELY = "Je relirai l’adresse de l’expéditeur avant d’ouvrir une pièce jointe."


def form_of(question: Question, key: AnswerKey, *, is_right: bool) -> tuple[str, ...]:
    """Return what the form holds: what `grading.read_response` reads.

    Args:
        question: as it is shown to that person.
        key: of that question.
        is_right: whether they are; of an opinion, whether it is a good one.
    """
    return _FORMS[type(key)](question, key, is_right)


def _other(offered: Iterable[Option], right: Iterable[str]) -> str:
    """Return the letter of the first option that is not right."""
    return next(option.letter for option in offered if option.letter not in right)


def _rows(question: Any, key: MatchingKey, is_right: bool) -> tuple[str, ...]:  # noqa: FBT001 - one of `_FORMS`
    """Return the right choices; of who is wrong, the first row's is another."""
    right = [key.right[row.letter] for row in question.rows]
    return tuple(right) if is_right else (_other(question.choices, right[:1]), *right[1:])


def _items(question: Any, key: OrderingKey, is_right: bool) -> tuple[str, ...]:  # noqa: FBT001 - likewise
    """Return the right order; of who is wrong, one that was neither shown nor is right."""
    orders: Sequence[Sequence[str]] = (key.right, key.right[::-1], (*key.right[1:], key.right[0]))
    shown = tuple(item.letter for item in question.items)
    sequence = key.right if is_right else next(order for order in orders[1:] if tuple(order) != shown)
    return tuple(f"{letter}.{place}" for place, letter in enumerate(sequence, start=1))


def _gaps(question: Any, key: ClozeKey, is_right: bool) -> tuple[str, ...]:  # noqa: FBT001 - likewise
    """Return what fills the gaps; of who is wrong, the first one otherwise."""
    right = [_filled(key.right[gap.letter]) for gap in question.gaps]
    return tuple(right) if is_right else (_misfilled(question.gaps[0], right[0]), *right[1:])


def _filled(key: GapKey) -> str:
    match key:
        case ChosenGapKey():
            return key.right
        case TypedGapKey():
            return key.accepted[0]
    return key.high


def _misfilled(gap: Gap, right: str) -> str:
    if gap.choices:
        return _other(gap.choices, [right])
    return f"{right}1" if gap.is_number else UNKNOWN


_FORMS: Mapping[type, Callable[[Any, Any, bool], tuple[str, ...]]] = {
    SingleChoiceKey: lambda question, key, is_right: (
        key.right if is_right else _other(question.options, key.right),
    ),
    MultipleChoiceKey: lambda question, key, is_right: (
        tuple(sorted(key.right)) if is_right else (_other(question.options, key.right),)
    ),
    TrueFalseKey: lambda _question, key, is_right: ("true" if key.right is is_right else "false",),
    ShortTextKey: lambda _question, key, is_right: (key.accepted[0] if is_right else UNKNOWN,),
    NumericKey: lambda _question, key, is_right: (key.low if is_right else f"{key.high}1",),
    MatchingKey: _rows,
    OrderingKey: _items,
    ClozeKey: _gaps,
    HotspotKey: lambda _question, key, is_right: (min(key.right) if is_right else OUTSIDE,),
    FreeTextKey: lambda _question, _key, _is_right: (FREELY,),
    RatingKey: lambda question, _key, is_right: (question.steps[-1 if is_right else 1].letter,),
}

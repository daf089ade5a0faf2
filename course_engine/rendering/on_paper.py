"""A question as a sheet of paper asks it: what it offers has letters or numbers to write, by which it is keyed in.

Choices to match, and items to put in order, stand in the order of their texts, which says nothing of the answer.
"""

from collections.abc import Callable, Iterable, Mapping
from string import ascii_uppercase
from typing import Any

from msgspec import Struct

from course_engine.model.fragment import Fragment
from course_engine.model.identity import Letter
from course_engine.model.quiz import (
    OUTSIDE,
    Cloze,
    FreeText,
    Hotspot,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    Question,
    Rating,
    Shape,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from course_engine.rendering.controls import ELSEWHERE, TRUE_FALSE_WORDS


class Labelled(Struct, frozen=True):
    """One thing that the sheet offers, or that takes an answer.

    Attributes:
        label: what is printed before it, and written or typed for it.
        letter: what it is called in answers.
        choices: what may be ticked for it alone; none where one writes.
        shape: where it is on the picture; None where there is none.
    """

    label: str
    letter: Letter | str
    content: Fragment = ()
    choices: tuple["Labelled", ...] = ()
    shape: Shape | None = None


class PaperQuestion(Struct, frozen=True):
    """A question of a sheet.

    Attributes:
        kind: how it is answered: `tick`, `tick-several`, `scale`, `line`, `lines`, `rows`, `items`, `gaps` or `zones`.
        places: what it offers, in printed order.
        choices: what its rows are given, by letters.
    """

    number: int
    question: Question
    kind: str
    places: tuple[Labelled, ...] = ()
    choices: tuple[Labelled, ...] = ()


def on_paper(question: Question, number: int) -> PaperQuestion:
    """Return a question as a sheet asks it.

    Args:
        question: as it is shown to one person.
        number: its place on the sheet, from 1.
    """
    kind, places, choices = _PRINTED[type(question)](question)
    return PaperQuestion(number, question, kind, places, choices)


def _lettered(options: Iterable[Option]) -> tuple[Labelled, ...]:
    return tuple(
        Labelled(label, option.letter, option.content)
        for label, option in zip(ascii_uppercase, options, strict=False)
    )


def _numbered(options: Iterable[Option]) -> tuple[Labelled, ...]:
    return tuple(
        Labelled(str(number), option.letter, option.content) for number, option in enumerate(options, start=1)
    )


def _by_letter(options: Iterable[Option]) -> list[Option]:
    return sorted(options, key=lambda option: (len(option.letter), option.letter))


_Printed = tuple[str, tuple[Labelled, ...], tuple[Labelled, ...]]


def _true_false(_question: TrueFalse) -> _Printed:
    words = enumerate(TRUE_FALSE_WORDS.items())
    return "tick", tuple(Labelled(ascii_uppercase[rank], value, (word,)) for rank, (value, word) in words), ()


def _gaps(question: Cloze) -> _Printed:
    places = tuple(
        Labelled(str(number), gap.letter, choices=_lettered(gap.choices))
        for number, gap in enumerate(question.gaps, start=1)
    )
    return "gaps", places, ()


def _zones(question: Hotspot) -> _Printed:
    places = [
        Labelled(str(number), zone.letter, zone.content, shape=zone.shape)
        for number, zone in enumerate(question.zones, start=1)
    ]
    return "zones", (*places, Labelled("0", OUTSIDE, (ELSEWHERE,))), ()


_PRINTED: Mapping[type, Callable[[Any], _Printed]] = {
    SingleChoice: lambda question: ("tick", _lettered(question.options), ()),
    MultipleChoice: lambda question: ("tick-several", _lettered(question.options), ()),
    TrueFalse: _true_false,
    ShortText: lambda _question: ("line", (), ()),
    Numeric: lambda _question: ("line", (), ()),
    Matching: lambda question: (
        "rows",
        _numbered(question.rows),
        _lettered(_by_letter(question.choices)),
    ),
    Ordering: lambda question: ("items", _lettered(_by_letter(question.items)), ()),
    Cloze: _gaps,
    Hotspot: _zones,
    FreeText: lambda _question: ("lines", (), ()),
    Rating: lambda question: ("scale", _lettered(question.steps), ()),
}

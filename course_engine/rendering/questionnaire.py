"""The questionnaire as people see it, on paper and on screen: numbered questions, lettered boxes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, product
from string import ascii_lowercase

from msgspec import Struct

from course_engine.i18n import mark, translator
from course_engine.model.questionnaire import (
    AskAvailability,
    AskRole,
    Availability,
    ChooseOne,
    ChooseSeveral,
    Questionnaire,
    QuestionnaireItem,
    Role,
)
from course_engine.planning.answers import NO, YES

_ = translator("rendering")

ROLES: Mapping[str, str] = {Role.ELECTED: mark("Elected official"), Role.AGENT: mark("Member of staff")}
KINDS: Mapping[str, str] = {
    Availability.DAYTIME: mark("In the daytime"),
    Availability.EVENING: mark("In the evening"),
    Availability.SATURDAY_MORNING: mark("On Saturday mornings"),
}


class Tick(Struct, frozen=True):
    """A box to tick.

    Attributes:
        letter: what it is called on the sheet and typed as: `a`, `b` …, and `o` or `n` for oui or non.
        value: the answer that it stands for, as a registration writes it.
        text: what is printed after it.
    """

    letter: str
    value: str
    text: str


class NumberedQuestion(Struct, frozen=True):
    """A question under its number.

    Attributes:
        number: its place in the whole questionnaire, from 1; the sections do not count anew.
        ticks: in the order of the sheet.
    """

    number: int
    item: QuestionnaireItem
    ticks: tuple[Tick, ...]


class NumberedSection(Struct, frozen=True):
    """A section of the questionnaire, its questions numbered."""

    title: str
    questions: tuple[NumberedQuestion, ...]


def numbered(questionnaire: Questionnaire) -> tuple[NumberedSection, ...]:
    """Return the sections with the numbers and letters that the paper sheet prints.

    Whoever types a sheet in finds the same ones on the screen.
    """
    numbers = count(1)
    return tuple(
        NumberedSection(
            title=section.title,
            questions=tuple(
                NumberedQuestion(number=next(numbers), item=item, ticks=ticks(item))
                for item in section.questions
            ),
        )
        for section in questionnaire.sections
    )


def ticks(item: QuestionnaireItem) -> tuple[Tick, ...]:
    """Return the boxes of a question; of `disponibilites`, those of the kinds of half-days."""
    match item:
        case ChooseOne() | ChooseSeveral():
            return _lettered([(option.id, option.text) for option in item.options])
        case AskRole():
            return _lettered([(role, _(text)) for role, text in ROLES.items()])
        case AskAvailability():
            return _lettered([(kind, _(text)) for kind, text in KINDS.items()])
    return Tick(letter="o", value=YES, text=_("Yes")), Tick(letter="n", value=NO, text=_("No"))


def _lettered(answers: Sequence[tuple[str, str]]) -> tuple[Tick, ...]:
    return tuple(
        Tick(letter=letter, value=value, text=text)
        for letter, (value, text) in zip(_letters(), answers, strict=False)
    )


def _letters() -> Iterator[str]:
    """Yield `a` … `z`, then `aa`, `ab` … without end."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))

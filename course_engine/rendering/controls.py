"""What a question is answered with, for controls.html.jinja and for paper: cards, a field, rows, items, gaps, a picture.

No answer key reaches this module: how places came out is told by the `outcomes` of a review.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

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
    Outcome,
    Picture,
    Question,
    Rating,
    Shape,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from course_engine.rendering.fragment import FragmentRenderer, in_words

TRUE_FALSE_WORDS: Mapping[str, str] = {"true": "Vrai", "false": "Faux"}
ELSEWHERE = "Ailleurs sur l’image"
LONGEST_WORD, LONGEST_NUMBER, LONGEST_TEXT = 1000, 100, 5000
"""How many characters may be typed, the same as the responses' own limits."""

NOTHING = Markup()

Choices = Sequence[tuple[str, str]]


class Entered(Struct, frozen=True):
    """What a question was answered, as far as it was.

    Attributes:
        values: what the form's fields named `answer` held, in the page's order.
        outcomes: how each place came out, by letter; empty before it is judged.
    """

    values: Sequence[str] = ()
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)


class Place(Struct, frozen=True):
    """One thing to choose, or one that takes an answer of its own.

    Attributes:
        letter: what choosing it sends, or whose answer it takes.
        html: what it shows.
        value: what its own field holds; empty for nothing.
        choices: what its own list offers, as values and words; none where it has no list.
        is_number: whether its own field takes a number.
        outcome: how it came out; None before it is judged.
        shape: where it is on the picture; None where there is none.
    """

    letter: str
    html: Markup = NOTHING
    value: str = ""
    choices: Choices = ()
    is_number: bool = False
    outcome: Outcome | None = None
    shape: Shape | None = None


class Control(Struct, frozen=True):
    """How a question is answered.

    Attributes:
        kind: the macro that draws it.
        instruction: what to do, where the question itself does not say it.
        input: the type of its fields: `radio`, `checkbox`, `text` or `number`; empty where places have their own.
        places: what it offers, in the order to show.
        longest: how many characters may be typed.
        headings: of the rows, and of their choices.
        shown: the letters of items in the order in which they were first shown.
        picture: what to point at.
    """

    kind: str
    instruction: str = ""
    input: str = ""
    places: Sequence[Place] = ()
    longest: int = 0
    headings: tuple[Markup, Markup] = (NOTHING, NOTHING)
    shown: Sequence[str] = ()
    picture: Picture | None = None


def control(question: Question, renderer: FragmentRenderer, entered: Entered) -> Control:
    """Return how a question is answered, filled with what it was answered already.

    Args:
        question: as it is shown to one person.
        renderer: the renderer of the page where it stands.
        entered: what it was answered.
    """
    return _CONTROLS[type(question)](question, renderer, entered)


def _choosing(input_type: str, instruction: str = "") -> Callable[..., Control]:
    def cards(
        question: SingleChoice | MultipleChoice, renderer: FragmentRenderer, _entered: Entered
    ) -> Control:
        return Control("cards", instruction, input_type, _places(question.options, renderer))

    return cards


def _true_false(_question: TrueFalse, _renderer: FragmentRenderer, _entered: Entered) -> Control:
    places = [Place(value, Markup(word)) for value, word in TRUE_FALSE_WORDS.items()]  # noqa: S704 - ours
    return Control("cards", input="radio", places=places)


def _typing(kind: str, input_type: str, longest: int) -> Callable[..., Control]:
    def entry(_question: Question, _renderer: FragmentRenderer, _entered: Entered) -> Control:
        return Control(kind, input=input_type, longest=longest)

    return entry


def _scale(question: Rating, renderer: FragmentRenderer, _entered: Entered) -> Control:
    return Control("scale", input="radio", places=_places(question.steps, renderer))


def _rows(question: Matching, renderer: FragmentRenderer, entered: Entered) -> Control:
    choices = _choices(question.choices, renderer)
    places = [
        replace(place, value=value, choices=choices, outcome=entered.outcomes.get(place.letter))
        for place, value in _each(_places(question.rows, renderer), entered.values)
    ]
    first, second = (renderer.render(heading) for heading in question.headings)
    return Control(
        "rows", "Pour chaque ligne, choisissez dans la liste.", places=places, headings=(first, second)
    )


def _gaps(question: Cloze, renderer: FragmentRenderer, entered: Entered) -> Control:
    places = [
        Place(
            gap.letter,
            value=value,
            choices=_choices(gap.choices, renderer),
            is_number=gap.is_number,
            outcome=entered.outcomes.get(gap.letter),
        )
        for gap, value in _each(question.gaps, entered.values)
    ]
    return Control("gaps", places=places, longest=LONGEST_WORD)


def _items(question: Ordering, renderer: FragmentRenderer, entered: Entered) -> Control:
    """Return the items in the order given, once there is one; before, as they were shown."""
    given = dict(value.rsplit(".", 1) for value in entered.values if "." in value)
    numbers = [str(number) for number in range(1, len(question.items) + 1)]
    places = [
        replace(
            place,
            value=given.get(place.letter, ""),
            choices=[(number, number) for number in numbers],
            outcome=entered.outcomes.get(place.letter),
        )
        for place in _places(question.items, renderer)
    ]
    if entered.outcomes:
        places.sort(key=lambda place: int(place.value))
    return Control(
        "items",
        "Mettez la liste en ordre, du premier au dernier.",
        places=places,
        shown=[item.letter for item in question.items],
    )


def _picture(question: Hotspot, renderer: FragmentRenderer, entered: Entered) -> Control:
    places = [
        Place(
            zone.letter,
            renderer.render(zone.content),
            outcome=entered.outcomes.get(zone.letter),
            shape=zone.shape,
        )
        for zone in question.zones
    ]
    elsewhere = Place(OUTSIDE, Markup(ELSEWHERE))  # noqa: S704 - ours
    return Control(
        "picture",
        "Choisissez un endroit de l’image.",
        "radio",
        [*places, elsewhere],
        picture=question.picture,
    )


def _places(options: Iterable[Option], renderer: FragmentRenderer) -> list[Place]:
    return [Place(option.letter, renderer.render(option.content)) for option in options]


def _choices(options: Iterable[Option], renderer: FragmentRenderer) -> Choices:
    return [(option.letter, in_words(option.content, renderer)) for option in options]


def _each(places: Sequence[Any], values: Sequence[str]) -> Iterable[tuple[Any, str]]:
    """Yield each place with what its field held."""
    return zip(places, (*values, *("",) * len(places)), strict=False)


_CONTROLS: Mapping[type, Callable[[Any, FragmentRenderer, Entered], Control]] = {
    SingleChoice: _choosing("radio"),
    MultipleChoice: _choosing("checkbox", "Plusieurs réponses sont possibles."),
    TrueFalse: _true_false,
    ShortText: _typing("entry", "text", LONGEST_WORD),
    Numeric: _typing("entry", "number", LONGEST_NUMBER),
    Matching: _rows,
    Ordering: _items,
    Cloze: _gaps,
    Hotspot: _picture,
    FreeText: _typing("writing", "text", LONGEST_TEXT),
    Rating: _scale,
}

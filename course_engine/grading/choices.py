"""What is chosen among things offered: options, a statement's truth, a zone, a step of a scale."""

from collections.abc import Iterable, Sequence

from course_engine.errors import InvalidResponse
from course_engine.grading.credit import partial_credit
from course_engine.i18n import translator
from course_engine.model.quiz import (
    OUTSIDE,
    Hotspot,
    HotspotKey,
    MultipleChoice,
    MultipleChoiceKey,
    Option,
    Rating,
    RatingKey,
    SingleChoice,
    SingleChoiceKey,
    TrueFalse,
    TrueFalseKey,
    Zone,
)
from course_engine.model.response import (
    HotspotResponse,
    MultipleChoiceResponse,
    RatingResponse,
    SingleChoiceResponse,
    TrueFalseResponse,
)

_ = translator("grading")


def read_single_choice(_question: SingleChoice, values: Sequence[str]) -> SingleChoiceResponse:
    """Read the letter of one option."""
    return SingleChoiceResponse(option="".join(values[:1]))


def single_choice(question: SingleChoice, key: SingleChoiceKey, response: SingleChoiceResponse) -> float:
    """Return 1 for the right option, else 0."""
    require_chosen(response.option)
    require_offered(question.options, [response.option])
    return float(response.option == key.right)


def read_multiple_choice(_question: MultipleChoice, values: Sequence[str]) -> MultipleChoiceResponse:
    """Read the letters of the options ticked.

    Raises:
        InvalidResponse: none is; in a form that is a slip of the hand, since some option is always right.
    """
    if not values:
        raise InvalidResponse(_("Choose one answer at least, then validate."))
    return MultipleChoiceResponse(options=tuple(values))


def multiple_choice(
    question: MultipleChoice, key: MultipleChoiceKey, response: MultipleChoiceResponse
) -> float:
    """Return what the question's rule gives."""
    # An empty set is an answer: « none of these » is a judgement on each option. It finds nothing, so 0.
    require_offered(question.options, response.options)
    given = frozenset(response.options)
    return partial_credit(
        key.rule,
        expected=len(key.right),
        found=len(given & key.right),
        wrong=len(given - key.right),
        lures=len(key.offered - key.right),
    )


def read_true_false(_question: TrueFalse, values: Sequence[str]) -> TrueFalseResponse:
    """Read `true` or `false`."""
    require_chosen("".join(values[:1]))
    # Python's own reading of a boolean would take "yes" or "1" as well.
    return TrueFalseResponse.model_validate({"value": {"true": True, "false": False}.get(values[0])})


def true_false(_question: TrueFalse, key: TrueFalseKey, response: TrueFalseResponse) -> float:
    """Return 1 for the right judgement, else 0."""
    return float(response.value == key.right)


def read_hotspot(_question: Hotspot, values: Sequence[str]) -> HotspotResponse:
    """Read the letter of a zone, or `OUTSIDE`."""
    return HotspotResponse(zone="".join(values[:1]))


def hotspot(question: Hotspot, key: HotspotKey, response: HotspotResponse) -> float:
    """Return 1 for any right zone, else 0: outside all of them is wrong."""
    require_chosen(response.zone)
    if response.zone != OUTSIDE:
        require_offered(question.zones, [response.zone])
    return float(response.zone in key.right)


def read_rating(_question: Rating, values: Sequence[str]) -> RatingResponse:
    """Read the letter of a step."""
    return RatingResponse(step="".join(values[:1]))


def rating(question: Rating, _key: RatingKey, response: RatingResponse) -> float:
    """Return 0: an opinion is not scored."""
    require_chosen(response.step)
    require_offered(question.steps, [response.step])
    return 0.0


def require_chosen(letter: str) -> None:
    """Refuse that nothing was chosen.

    Raises:
        InvalidResponse: nothing was.
    """
    if not letter:
        raise InvalidResponse(_("Choose an answer, then validate it."))


def require_offered(offered: Iterable[Option | Zone], given: Iterable[str]) -> None:
    """Refuse a letter that the question does not offer.

    Raises:
        InvalidResponse: one is not offered; it is named.
    """
    letters = {option.letter for option in offered}
    unknown = next((letter for letter in given if letter not in letters), None)
    if unknown is not None:
        sentence = _("“{option}” is not one of the choices of this question: choose again.")
        raise InvalidResponse(sentence.format(option=unknown))

"""What is typed: a word, a number, some sentences."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from course_engine.errors import InvalidResponse
from course_engine.grading.numbers import read_number, trim
from course_engine.i18n import translator
from course_engine.model.folding import fold
from course_engine.model.quiz import FreeText, FreeTextKey, Numeric, NumericKey, ShortText, ShortTextKey
from course_engine.model.response import FreeTextResponse, NumericResponse, ShortTextResponse

_ = translator("grading")


def read_short_text(_question: ShortText, values: Sequence[str]) -> ShortTextResponse:
    """Read what was typed."""
    return ShortTextResponse(text="".join(values[:1]))


def short_text(_question: ShortText, key: ShortTextKey, response: ShortTextResponse) -> float:
    """Return 1 for an accepted spelling, else 0: compared folded, or exactly after trimming and NFC."""
    require_written(response.text)
    read = _exact if key.strict else fold
    return float(read(response.text) in {read(spelling) for spelling in key.accepted})


def read_numeric(_question: Numeric, values: Sequence[str]) -> NumericResponse:
    """Read what was typed, as typed."""
    return NumericResponse(text="".join(values[:1]))


def numeric(question: Numeric, key: NumericKey, response: NumericResponse) -> float:
    """Return 1 inside the interval, bounds included, else 0; computed in decimal."""
    require_written(response.text)
    return float(is_within(require_number(response.text, question.unit_label), key.low, key.high))


def read_free_text(_question: FreeText, values: Sequence[str]) -> FreeTextResponse:
    """Read what was written; a browser's line break is two characters, ours one."""
    return FreeTextResponse(text="".join(values[:1]).replace("\r\n", "\n"))


def free_text(_question: FreeText, _key: FreeTextKey, response: FreeTextResponse) -> float:
    """Return 0: a free text is not scored."""
    require_written(response.text)
    return 0.0


def is_within(number: Decimal, low: str, high: str) -> bool:
    """Return whether a number lies in an interval, bounds included."""
    return Decimal(low) <= number <= Decimal(high)


def require_number(text: str, unit: str = "") -> Decimal:
    """Return the number that was typed.

    Raises:
        InvalidResponse: it is not read as one; it is quoted.
    """
    number = read_number(text, unit)
    if number is None:
        sentence = _("“{text}” is not read as a number: write digits, for example 12 or 3.5.")
        raise InvalidResponse(sentence.format(text=trim(text)))
    return number


def require_written(text: str) -> None:
    """Refuse that nothing was written.

    Raises:
        InvalidResponse: nothing was that could be compared.
    """
    # A lone soft hyphen or accent is nothing to compare either: folded, not only trimmed.
    if not fold(text):
        raise InvalidResponse(_("Write your answer, then validate it."))


def _exact(text: str) -> str:
    return unicodedata.normalize("NFC", trim(text))

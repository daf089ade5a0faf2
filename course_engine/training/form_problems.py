"""What pydantic found wrong in what somebody typed → what to tell them, field by field."""

from collections.abc import Mapping

from pydantic_core import ErrorDetails

from course_engine.i18n import mark, translator

_ = translator("training")

SENTENCES: Mapping[str, str] = {
    "missing": mark("Fill this in."),
    "string_too_short": mark("Fill this in."),
    "string_too_long": mark("This is too long: at most {max_length} characters."),
    "greater_than_equal": mark("Write a whole number, {ge} or more."),
    "less_than_equal": mark("Write a whole number, {le} or less."),
    "int_parsing": mark("Write a whole number, in digits."),
    "int_parsing_size": mark("Write a whole number, in digits."),
    "enum": mark("Choose among the answers offered."),
    "literal_error": mark("Choose among the answers offered."),
    "twice": mark("Tick each answer once."),
}
"""What to do about each kind of error that a form can make; any other is a fault of ours."""


def sentence(error: ErrorDetails) -> str:
    """Return what somebody should do about an error in what they typed."""
    message = SENTENCES[error["type"]]
    return _(message).format(**error.get("ctx", {}))

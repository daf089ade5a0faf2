"""One kind of problem."""

from msgspec import Struct

from course_engine.errors import Severity


class Problem(Struct, frozen=True):
    """A kind of problem: how grave it is, what is said of it and of the way out.

    Attributes:
        message: English, with {placeholders}; looked up in the package's catalogue.
        hint: the same, for the way out.
    """

    severity: Severity
    message: str
    hint: str


def error(message: str, hint: str) -> Problem:
    """Return a problem that stops a build."""
    return Problem(Severity.ERROR, message, hint)


def warning(message: str, hint: str) -> Problem:
    """Return a problem that stops nothing."""
    return Problem(Severity.WARNING, message, hint)

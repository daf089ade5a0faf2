"""What became of one place of an answer."""

from enum import StrEnum


class Outcome(StrEnum):
    """How one place of an answer came out."""

    RIGHT = "right"
    WRONG = "wrong"
    BLANK = "blank"

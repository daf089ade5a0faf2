"""A question as Moodle holds it, whichever of its formats it travels in."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field

PROSES = frozenset(
    {"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "graderinfo", "responsetemplate"}
)
"""Texts of a question that this engine has no place for, by Moodle's words."""


class TextFormat(StrEnum):
    """How a text of Moodle is to be read (its `FORMAT_…` constants)."""

    HTML = "html"
    MOODLE = "moodle"
    PLAIN = "plain"
    MARKDOWN = "markdown"


class Prose(Struct, frozen=True):
    """A text of Moodle.

    Attributes:
        files: those that travel with it, by name; it calls them `@@PLUGINFILE@@/name`.
    """

    text: str = ""
    format: TextFormat = TextFormat.HTML
    files: Mapping[str, bytes] = field(default_factory=dict)


class Answer(Struct, frozen=True):
    """One answer that a question foresees.

    Attributes:
        text: the choice, the spelling, the number; `*` is any other.
        fraction: what it earns, 1 being everything; below 0 it takes away. For an ordering, the item's place.
        tolerance: for a number, how far from it one may be.
    """

    text: Prose
    fraction: Decimal = Decimal(0)
    feedback: Prose = Prose()
    tolerance: Decimal = Decimal(0)


class Pair(Struct, frozen=True):
    """One row of a matching; a lure where `left` is empty."""

    left: Prose
    right: str


class Draggable(Struct, frozen=True):
    """One word of the lists of a `gapselect` or `ddwtos`."""

    text: str
    group: str = "1"


class MoodleQuestion(Struct, frozen=True):
    """A question as Moodle holds it.

    Attributes:
        type: Moodle's word for it: `multichoice`, `shortanswer`…
        name: its label in the question bank, which learners never see.
        line: where it starts in its file.
        single: for a multichoice, whether one choice is asked.
        case_sensitive: for a shortanswer.
        grade: what it is worth.
        unit: for a number, what may follow it.
        grading: for an ordering, Moodle's word for how a part of it counts.
        draggables: for `gapselect` and `ddwtos`, the words that `[[1]]`, `[[2]]`… call.
        unsaid: what it holds that nothing above says: Moodle's word for it, and its text.
    """

    type: str
    name: str = ""
    line: int = 1
    text: Prose = Prose()
    general_feedback: Prose = Prose()
    answers: tuple[Answer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    single: bool = True
    case_sensitive: bool = False
    grade: Decimal = Decimal(1)
    hints: tuple[Prose, ...] = ()
    unit: str = ""
    grading: str = ""
    draggables: tuple[Draggable, ...] = ()
    unsaid: tuple[tuple[str, str], ...] = ()


class Unread(Struct, frozen=True):
    """A question that is not one even for Moodle.

    Attributes:
        line: where it starts.
        text: how it begins.
        reason: one French sentence: what is wrong and the way out.
    """

    line: int
    text: str
    reason: str


class Bank(Struct, frozen=True):
    """What a file holds.

    Attributes:
        questions: in order; those of type `category` and `description` too.
        unread: what could not be read, each told.
        settings: names of the settings that questions have and that this engine has not, sorted.
    """

    questions: tuple[MoodleQuestion, ...]
    unread: tuple[Unread, ...] = ()
    settings: tuple[str, ...] = ()

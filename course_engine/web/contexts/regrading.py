"""What the screen of answers to judge again is given, beside `StaffFrame`."""

from typing import Annotated

from markupsafe import Markup
from msgspec import Struct


class ChangedView(Struct, frozen=True):
    """An answer, with what it is worth and what it would be."""

    name: Annotated[str, "whose; the identifier where the account may see no name"]
    href: Annotated[str, "the address of the person's file; empty where the account may not open it"]
    before: Annotated[str, "what it is worth: « 1 sur 1 »"]
    after: Annotated[str, "what it would be"]
    change: Annotated[str, "in one word, whether that is more or less"]


class CorrectedQuestion(Struct, frozen=True):
    """A question that was corrected after answers were given."""

    title: Annotated[Markup, "its title"]
    changes: Annotated[tuple[ChangedView, ...], "the answers whose score would change, by trainee"]
    sentence: Annotated[str, "how many would rise, and how many fall"]


class CorrectedQuiz(Struct, frozen=True):
    """A quiz with such questions."""

    title: Annotated[str, "its title"]
    questions: Annotated[tuple[CorrectedQuestion, ...], "in the quiz's order"]


class RegradingContext(Struct, frozen=True):
    """`web/regrading.html`: what corrected questions change, in the frame of accounts."""

    at: Annotated[str, "when it was read, in words"]
    quizzes: Annotated[tuple[CorrectedQuiz, ...], "the quizzes with answers to judge again"]
    total: Annotated[int, "how many scores would change"]
    people: Annotated[int, "of how many people"]
    kept: Annotated[int, "how many answers name what their question no longer offers: their score stands"]
    later: Annotated[int, "how many a later version of the course judges: their score stands"]
    seen: Annotated[str, "what is shown, sent back with the form"]
    done: Annotated[int, "how many new scores were just recorded; 0 where none was asked for"]
    problem: Annotated[str, "why nothing was recorded, one sentence; may be empty"]


CONTEXTS = {"web/regrading.html": RegradingContext}

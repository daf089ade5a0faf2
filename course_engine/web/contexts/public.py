"""What anybody is shown: the statement on accessibility, what went wrong."""

from typing import Annotated

from msgspec import Struct

from course_engine.rendering.contexts import Shell
from course_engine.training.privacy import CollectedInWords


class StatementContext(Struct, frozen=True):
    """`web/accessibility.html`: the statement on accessibility."""

    shell: Annotated[Shell, "what surrounds the screen"]


class PrivacyContext(Struct, frozen=True):
    """`web/privacy.html`: what is kept about people, why and how long."""

    shell: Annotated[Shell, "what surrounds the screen"]
    notice: Annotated[tuple[tuple[str, str], ...], "the short notice of the questionnaire: heading, text"]
    collected: Annotated[
        tuple[CollectedInWords, ...],
        "each kind of record: title, content, purpose, seen_by, kept, afterwards",
    ]


class ErrorContext(Struct, frozen=True):
    """`web/error.html`: what went wrong, and what to do."""

    shell: Annotated[Shell, "what surrounds the screen"]
    title: Annotated[str, "what went wrong"]
    message: Annotated[str, "what to do, one or two sentences"]


CONTEXTS = {
    "web/accessibility.html": StatementContext,
    "web/privacy.html": PrivacyContext,
    "web/error.html": ErrorContext,
}

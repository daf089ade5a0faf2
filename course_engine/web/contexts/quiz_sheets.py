"""What is shown of quizzes on paper: sheets to print, and to key in."""

from collections.abc import Mapping
from typing import Annotated

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import Link
from course_engine.web.contexts.animator import SessionView


class SheetRow(Struct, frozen=True):
    """Somebody whose sheets may be keyed in."""

    name: Annotated[str, "last name and first name"]
    quizzes: Annotated[tuple[Link, ...], "the form of each of their quizzes"]
    answered: Annotated[str, "how many questions they answered already, in words"]


class SheetsContext(Struct, frozen=True):
    """`web/quiz-sheets.html`: the quizzes of a session on paper."""

    session: Annotated[SessionView, "the session"]
    to_print: Annotated[tuple[Link, ...], "the sheets of each quiz, as a PDF"]
    people: Annotated[tuple[SheetRow, ...], "who has a place, in order of name"]
    message: Annotated[str, "what was just keyed in, one sentence; may be empty"]


class KeyedField(Struct, frozen=True):
    """A field of one question: a list, a line, a box to tick."""

    label: Annotated[str, "what it is of, in words"]
    value: Annotated[str, "what it holds, or sends where it is ticked"]
    choices: Annotated[
        tuple[tuple[str, str], ...], "what its list offers, as values and words; none otherwise"
    ]
    ticked: Annotated[bool, "whether it is ticked"]


class KeyedQuestion(Struct, frozen=True):
    """A question of the sheet, as it is keyed in."""

    id: Annotated[str, "its id"]
    answer_id: Annotated[str, "the UUIDv7 of its answer"]
    number: Annotated[int, "its number on the sheet"]
    title: Annotated[Markup, "the question"]
    kind: Annotated[str, "`ticks`, `lines` for some sentences, or `fields`"]
    fields: Annotated[tuple[KeyedField, ...], "in the order of the sheet"]
    answered: Annotated[bool, "whether it is answered already: what is keyed in replaces that"]
    problem: Annotated[str, "why what was keyed in is no answer; may be empty"]


class KeyingContext(Struct, frozen=True):
    """`web/quiz-keying.html`: a sheet, typed in by keyboard."""

    session: Annotated[SessionView, "the session"]
    address: Annotated[str, "its own address"]
    back: Annotated[str, "the address of the sheets of the session"]
    name: Annotated[str, "whose sheet it is"]
    title: Annotated[str, "title of the quiz"]
    questions: Annotated[tuple[KeyedQuestion, ...], "those of the sheet, in order"]
    summary: Annotated[Mapping[str, str], "what has to be put right, by the id of a question's group"]


CONTEXTS: Mapping[str, type] = {
    "web/quiz-sheets.html": SheetsContext,
    "web/quiz-keying.html": KeyingContext,
}

"""People who registered, as an office keeps them: a line a person, a column a question of the questionnaire.

What `write_people` writes, `read_people` reads back as it was.
"""

import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct, field

from course_engine.exchange.csv_sessions import TRAINEE_ID
from course_engine.exchange.csv_table import RowReader, Table, folded, read_table
from course_engine.exchange.csv_values import identity, parsed, text
from course_engine.exchange.csv_writing import write_csv
from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.model.questionnaire import (
    AskAvailability,
    AskRole,
    Availability,
    ChooseSeveral,
    Questionnaire,
    QuestionnaireItem,
)
from course_engine.model.registration import AnswerValue, AvailabilityAnswer, Registration
from course_engine.planning.answers import accepted

_ = translator("exchange")

REQUIRED = ("nom", "prenom", "collectivite")
ROLE = "role"
LONGEST_NAME = 100
MOST_HALF_DAYS = 100
INSEE = r"(\d{2}|2[AB])\d{3}"
SHORT_CODE = 4
SEPARATORS = re.compile(r"[,|]")
NUMBER, KINDS = "nombre", "quand"


class PersonRow(Struct, frozen=True):
    """What a line says of one person.

    Attributes:
        id: that of somebody known; empty for somebody new.
    """

    id: str
    last_name: str
    first_name: str
    employer: str
    commune: str | None = None
    accommodation: str = ""
    answers: Mapping[Slug, AnswerValue] = field(default_factory=dict)

    def registration(self, trainee: str) -> Registration:
        """Return the line as the registration of `trainee`."""
        return Registration(
            id=trainee,
            last_name=self.last_name,
            first_name=self.first_name,
            employer=self.employer,
            commune=self.commune,
            accommodation=self.accommodation,
            answers=self.answers,
        )


def people_columns(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the columns of a file of people, in the order in which they are written."""
    asked = [column for item in questionnaire.items for column in _columns(item)]
    roles = [column for column in asked if column == ROLE]
    others = [column for column in asked if column != ROLE]
    return ("id", *REQUIRED, "insee", "amenagement", *roles, *others)


def read_people(content: bytes, file: str, questionnaire: Questionnaire) -> Table[PersonRow]:
    """Read a file of people.

    Args:
        content: the file's bytes.
        file: its name, for messages.
        questionnaire: that of the course that they register to.

    Raises:
        InputRefused: not a CSV of people at all; the problems of its lines are in the table.
    """
    optional = tuple(name for name in people_columns(questionnaire) if name not in REQUIRED)
    return read_table(
        content, file, (*REQUIRED, *optional), lambda row: _person(row, questionnaire), optional=optional
    )


def write_people(registrations: Iterable[Registration], questionnaire: Questionnaire) -> bytes:
    """Return a file of people: `;`, UTF-8 with its mark, CRLF.

    Args:
        registrations: one a line, in this order.
        questionnaire: that which they answered.
    """
    columns = people_columns(questionnaire)
    lines = (_cells(registration, questionnaire) for registration in registrations)
    return write_csv(columns, ([cells[name] for name in columns] for cells in lines))


def _columns(item: QuestionnaireItem) -> tuple[str, ...]:
    if isinstance(item, AskRole):
        return (ROLE,)
    if isinstance(item, AskAvailability):
        return (f"{item.id}-{NUMBER}", f"{item.id}-{KINDS}")
    return (item.id,)


def _person(row: RowReader, questionnaire: Questionnaire) -> PersonRow:
    answers = {item.id: _answer(row, item) for item in questionnaire.items}
    return PersonRow(
        id=identity(row, "id", TRAINEE_ID) if row.cells["id"] else "",
        last_name=text(row, "nom", most=LONGEST_NAME),
        first_name=text(row, "prenom", most=LONGEST_NAME),
        employer=text(row, "collectivite"),
        commune=_commune(row),
        accommodation=text(row, "amenagement", required=False),
        answers={question: answer for question, answer in answers.items() if answer is not None},
    )


def _commune(row: RowReader) -> str | None:
    def read(value: str) -> str | None:
        # A spreadsheet that took the code for a number has lost its first 0.
        code = (value if len(value) > SHORT_CODE else f"0{value}").upper()
        return code if re.fullmatch(INSEE, code) else None

    expected = _("the INSEE code of a commune, five signs: 62001")
    return parsed(row, "insee", read, expected) if row.cells["insee"] else None


def _answer(row: RowReader, item: QuestionnaireItem) -> AnswerValue | None:
    columns = _columns(item)
    if not any(row.cells[column] for column in columns):
        return None
    if isinstance(item, AskAvailability):
        return _availability(row, *columns)
    words = accepted(item)
    expected = _("one of: {words}").format(words=", ".join(words))
    if isinstance(item, ChooseSeveral):
        expected = _("one or several of: {words}").format(words=", ".join(words))
        return parsed(row, columns[0], lambda value: _several(value, words), expected)
    return parsed(row, columns[0], lambda value: _one(value, words), expected)


def _availability(row: RowReader, number: str, kinds: str) -> AvailabilityAnswer:
    def read(value: str) -> int | None:
        return int(value) if re.fullmatch(r"\d{1,3}", value) and int(value) <= MOST_HALF_DAYS else None

    expected = _("a whole number, from 0 to {most}").format(most=MOST_HALF_DAYS)
    words = tuple(kind.value for kind in Availability)
    several = _("one or several of: {words}").format(words=", ".join(words))
    given = parsed(row, kinds, lambda value: _several(value, words), several) if row.cells[kinds] else ()
    return AvailabilityAnswer(
        number=parsed(row, number, read, expected) if row.cells[number] else None,
        kinds=tuple(Availability(kind) for kind in given or ()),
    )


def _one(value: str, words: Iterable[str]) -> str | None:
    return next((word for word in words if word == folded(value)), None)


def _several(value: str, words: Collection[str]) -> tuple[str, ...] | None:
    """Return the options of a cell; None where one of them is not known, or is there twice."""
    given = tuple(folded(part) for part in SEPARATORS.split(value) if part.strip())
    return given if set(given) <= set(words) and len(set(given)) == len(given) else None


def _cells(registration: Registration, questionnaire: Questionnaire) -> dict[str, str | int | None]:
    cells: dict[str, str | int | None] = {
        "id": registration.id,
        "nom": registration.last_name,
        "prenom": registration.first_name,
        "collectivite": registration.employer,
        "insee": registration.commune,
        "amenagement": registration.accommodation,
    }
    for item in questionnaire.items:
        value = registration.answers.get(item.id)
        if isinstance(value, AvailabilityAnswer):
            number, kinds = _columns(item)
            cells |= {number: value.number, kinds: ", ".join(value.kinds)}
        else:
            written = value if isinstance(value, str) else ", ".join(value or ())
            cells |= dict.fromkeys(_columns(item), written if value else "")
    return cells

"""A JSON file of registrations → validated registrations, or every problem in it."""

from json import JSONDecodeError
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from course_engine.errors import Diagnostic, InputRefused, Severity
from course_engine.exchange.json_items import Item, JsonFile
from course_engine.exchange.registration_problems import (
    Problem,
    answer_problem,
    field_problem,
    suggestion,
)
from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.registration import Registration
from course_engine.planning.answers import Answers, answers_validator

_ = translator("exchange")

MAX_BYTES = 64_000_000  # some four times the registrations of a whole Region
PROGRAMME, REGISTRATIONS = "programme", "inscriptions"

Members: TypeAlias = dict[str, Item | list[Item]]


def read_registrations(path: Path, catalogue: Catalogue) -> tuple[Registration, ...]:
    """Return the registrations of a file, in its order.

    Args:
        path: a JSON file of one programme's registrations; its shape is in docs/paths.md.
        catalogue: the course that people register to; its questionnaire judges the answers.

    Raises:
        InputRefused: with every problem of every registration (codes REG, docs/paths.md).
    """
    return _Reader(path.name, JsonFile(_text(path)), catalogue).registrations()


def _text(path: Path) -> str:
    """Return the text of a file that is not too long."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = _("the file is too long: {size} bytes, at most {most}")
            hint = _("cut it in several files")
            raise _refusal(path.name, "REG101", message.format(size=size, most=MAX_BYTES), hint)
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as failure:
        message = _("the file cannot be read: {reason}").format(reason=failure.strerror)
        raise _refusal(path.name, "REG101", message, _("check its name and who may read it")) from failure
    except UnicodeDecodeError as failure:
        line = failure.object.count(b"\n", 0, failure.start) + 1
        message = _("the byte 0x{byte:02X} is not UTF-8 text").format(byte=failure.object[failure.start])
        hint = _("this should be a JSON file, saved in UTF-8")
        raise _refusal(path.name, "REG102", message, hint, line) from failure
    if not text.strip():
        raise _refusal(path.name, "REG101", _("the file is empty"), _("export the registrations again"))
    return text


class _Reader:
    """Reads one file, and notes its problems on the way."""

    def __init__(self, file: str, json: JsonFile, catalogue: Catalogue) -> None:
        self._file = file
        self._json = json
        self._programme = catalogue.programme.id
        self._questions = {item.id: item for item in catalogue.questionnaire.items}
        self._answers = answers_validator(catalogue.questionnaire)
        self._places_of_ids: dict[str, int] = {}
        self._problems: list[Diagnostic] = []

    def registrations(self) -> tuple[Registration, ...]:
        """Return every registration, or raise `InputRefused` with every problem."""
        members = self._members()
        self._check_programme(members)
        found = [self._registration(item) for item in self._items(members)]
        if self._problems:
            raise InputRefused(self._problems)
        return tuple(registration for registration in found if registration)

    def _members(self) -> Members:
        try:
            return self._json.members()
        except JSONDecodeError as failure:
            message = _("from here on this is not valid JSON")
            hint = _("export the file again, or correct this place: a comma, a quotation mark, a bracket")
            raise _refusal(self._file, "REG103", message, hint, failure.lineno, failure.colno) from failure
        except (RecursionError, ValueError) as failure:
            message = _("this JSON is nested too deep, or holds a number too long to be read")
            raise _refusal(self._file, "REG103", message, self._shape()) from failure

    def _check_programme(self, members: Members) -> None:
        for name in members.keys() - {PROGRAMME, REGISTRATIONS}:
            hint = suggestion(name, (PROGRAMME, REGISTRATIONS))
            self._note(
                self._json.text.find(f'"{name}"'),
                "REG201",
                _("unknown field “{name}”").format(name=name),
                hint,
            )
        member = members.get(PROGRAMME)
        if member is None:
            message = _("the field “{name}” is missing").format(name=PROGRAMME)
            self._note(0, "REG202", message, self._shape())
        elif isinstance(member, list) or member.value != self._programme:
            offset = self._json.text.find(f'"{PROGRAMME}"')
            message = _("this file is not for the programme “{programme}”").format(programme=self._programme)
            hint = _("choose the course with --course, or send the file to whoever runs its programme")
            self._note(offset, "REG104", message, hint)

    def _items(self, members: Members) -> list[Item]:
        items = members.get(REGISTRATIONS)
        if isinstance(items, list) and items:
            return items
        self._note(0, "REG202", _("there is no registration in this file"), self._shape())
        return []

    def _registration(self, item: Item) -> Registration | None:
        if not isinstance(item.value, dict):
            self._note(item.start, "REG203", _("this is not a registration"), self._shape())
            return None
        for name in item.repeated:
            message = _("“{name}” is written twice").format(name=name)
            self._note_in(item, Problem((name,), "REG205", message, _("keep one of the two")))
        answers = self._valid_answers(item, item.value.get("reponses", {}))
        try:
            registration = Registration.model_validate({**item.value, "reponses": {}})
        except ValidationError as refused:
            for error in refused.errors(include_url=False):
                self._note_in(item, field_problem(error))
            return None
        self._check_twin(item, registration.id)
        return registration.model_copy(update={"answers": answers})

    def _valid_answers(self, item: Item, answers: object) -> Answers:
        try:
            return self._answers.validate_python(answers)
        except ValidationError as refused:
            # A word refused by each form of an answer is one problem, not one a form.
            found = (answer_problem(error, self._questions) for error in refused.errors(include_url=False))
            for problem in {problem.keys: problem for problem in found}.values():
                self._note_in(item, problem)
            return {}

    def _check_twin(self, item: Item, identity: str) -> None:
        first = self._places_of_ids.setdefault(identity, item.start)
        if first != item.start:
            message = _("the identifier “{identity}” is already that of line {line}")
            message = message.format(identity=identity, line=self._json.place(first)[0])
            hint = _("give each person an identifier of their own, or keep one registration")
            self._note_in(item, Problem(("id",), "REG204", message, hint))

    def _note_in(self, item: Item, problem: Problem) -> None:
        """Note a problem where its last key is written in the item, or at the item's start."""
        offset = item.start
        for key in problem.keys:
            found = self._json.text.find(f'"{key}"', offset, item.end)
            offset = found if found >= 0 else offset
        self._note(offset, problem.code, problem.message, problem.hint)

    def _note(self, offset: int, code: str, message: str, hint: str) -> None:
        line, column = self._json.place(max(offset, 0))
        self._problems.append(Diagnostic(self._file, line, column, code, Severity.ERROR, message, hint))

    def _shape(self) -> str:
        shape = f'{{"{PROGRAMME}": "{self._programme}", "{REGISTRATIONS}": [{{…}}, {{…}}]}}'
        return _("write {expected}").format(expected=shape)


def _refusal(file: str, code: str, message: str, hint: str, line: int = 1, column: int = 1) -> InputRefused:
    return InputRefused([Diagnostic(file, line, column, code, Severity.ERROR, message, hint)])

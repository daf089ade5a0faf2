"""The questionnaire as a form: what it may send, step by step, and what must be in it to be a registration.

What is typed is kept as it was typed, in *fields*: each name with its values, whether they are right or not.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from course_engine.errors import InvalidForm, InvalidResponse
from course_engine.i18n import translator
from course_engine.model.folding import fold
from course_engine.model.identity import Slug
from course_engine.model.places import Commune
from course_engine.model.questionnaire import AskAvailability, ChooseSeveral, Questionnaire, QuestionnaireItem
from course_engine.model.registration import Registration
from course_engine.planning.answers import Answers, answers_validator
from course_engine.training.form_problems import sentence

_ = translator("training")

Fields: TypeAlias = Mapping[str, tuple[str, ...]]
"""What a form sends: each field with its values, in order."""

IDENTITY = ("nom", "prenom", "collectivite", "amenagement")
"""The fields of the first step; those of the others are answers."""

NOBODY = "st-personne"
"""Stands for an identity where a form is only being looked at."""


def answer_field(question: Slug) -> str:
    """Return the field of the answer to a question; of `disponibilites`, that of the kinds of half-days."""
    return f"reponse.{question}"


def number_field(question: Slug) -> str:
    """Return the field of a number of half-days."""
    return f"reponse.{question}.nombre"


class _Asked(Struct, frozen=True):
    """A field of the form: how many values it takes."""

    name: str
    several: bool


class QuestionnaireForm:
    """The form of one questionnaire: who one is, then a step for each section.

    Attributes:
        questionnaire: what it asks.
        steps: how many steps there are to fill in.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.steps = 1 + len(questionnaire.sections)
        self._answers = answers_validator(questionnaire)
        identity = tuple(_Asked(name, several=False) for name in IDENTITY)
        sections = (
            tuple(asked for item in section.questions for asked in _asked(item))
            for section in questionnaire.sections
        )
        self._fields = (identity, *sections)

    def fields(self, step: int) -> tuple[str, ...]:
        """Return the fields of a step, in order; steps are numbered from 0."""
        return tuple(asked.name for asked in self._fields[step])

    def typed(self, sent: Fields, steps: Sequence[int]) -> Fields:
        """Return what was typed at some steps, without the characters that nobody types.

        Args:
            sent: what the form sent. A field of these steps that is not there is one left empty.
            steps: those that the form shows.

        Raises:
            InvalidResponse: a field is none of these steps', or has more values than it takes: no page of
                ours would send it, unless the questionnaire changed since.
        """
        asked = {one.name: one for step in steps for one in self._fields[step]}
        for name, values in sent.items():
            if name not in asked or (len(values) > 1 and not asked[name].several):
                message = _("The questionnaire has changed since this page was shown. Open the page again.")
                raise InvalidResponse(message)
        return {name: tuple(map(_cleaned, sent.get(name, ()))) for name in asked}

    def problems(self, fields: Fields, steps: Sequence[int] | None = None) -> Mapping[str, str]:
        """Return what to correct before this is a registration, in the order of the form.

        Args:
            fields: what was typed.
            steps: those that matter; None for all.
        """
        try:
            self.registration(fields, NOBODY, ())
        except InvalidForm as refused:
            wanted = range(self.steps) if steps is None else steps
            names = [name for step in wanted for name in self.fields(step)]
            return {name: refused.problems[name] for name in names if name in refused.problems}
        return {}

    def registration(self, fields: Fields, trainee: str, communes: Sequence[Commune]) -> Registration:
        """Return the registration that was typed.

        Args:
            fields: what was typed.
            trainee: the id that it is given.
            communes: those of the territory. One of the very same name, but for accents and capitals, is
                that of the collectivité.

        Raises:
            InvalidForm: something is missing or cannot be; carries every problem.
        """
        problems: dict[str, str] = {}
        answers = self._valid_answers(fields, problems)
        person = _valid_person(fields, trainee, communes, problems)
        if person is None or problems:
            names = [name for step in range(self.steps) for name in self.fields(step)]
            raise InvalidForm({name: problems[name] for name in names if name in problems})
        return person.model_copy(update={"answers": answers})

    def _valid_answers(self, fields: Fields, problems: dict[str, str]) -> Answers:
        """Return the answers given, or note what to correct in `problems`."""
        given = {item.id: value for item in self.questionnaire.items if (value := _answer(item, fields))}
        try:
            return self._answers.validate_python(given)
        except ValidationError as refused:
            for error in refused.errors(include_url=False):
                problems.setdefault(_field(error), sentence(error))
            return {}


def _asked(item: QuestionnaireItem) -> Iterator[_Asked]:
    if isinstance(item, AskAvailability):
        yield _Asked(number_field(item.id), several=False)
    yield _Asked(answer_field(item.id), several=isinstance(item, AskAvailability | ChooseSeveral))


def _valid_person(
    fields: Fields, trainee: str, communes: Sequence[Commune], problems: dict[str, str]
) -> Registration | None:
    """Return who it is, without answers yet, or note what to correct in `problems`."""
    identity = {name: _value(fields, name) for name in IDENTITY}
    commune = _commune(identity["collectivite"], communes)
    known = {"collectivite": commune.name, "insee": commune.code} if commune else {}
    try:
        return Registration.model_validate({"id": trainee, **identity, **known})
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
        problems |= {str(error["loc"][0]): sentence(error) for error in errors}
        return None


def _value(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _answer(item: QuestionnaireItem, fields: Fields) -> Any:
    """Return the answer to a question as `answers_validator` reads it; nothing for no answer."""
    chosen = tuple(value for value in fields.get(answer_field(item.id), ()) if value)
    if isinstance(item, AskAvailability):
        number = _value(fields, number_field(item.id))
        return {**({"nombre": number} if number else {}), **({"quand": chosen} if chosen else {})}
    return chosen if isinstance(item, ChooseSeveral) else next(iter(chosen), "")


def _field(error: ErrorDetails) -> str:
    """Return the field that an error in the answers is about."""
    question, *inside = map(str, error["loc"])
    return number_field(question) if inside[:1] == ["nombre"] else answer_field(question)


def _commune(name: str, communes: Sequence[Commune]) -> Commune | None:
    """Return the one commune of that name; of two of the same name, neither."""
    found = [commune for commune in communes if fold(commune.name) == fold(name)]
    return found[0] if len(found) == 1 else None


def _cleaned(text: str) -> str:
    """Return a text on one line, without control or format characters, its spaces single."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(character for character in spaced if unicodedata.category(character)[0] != "C").strip()

"""What a questionnaire accepts as answers, as one validator made once and used for everybody."""

from typing import Annotated, Any, TypeAlias

import typing_extensions
from pydantic import AfterValidator, ConfigDict, TypeAdapter
from pydantic_core import PydanticCustomError

from course_engine.model.identity import Slug
from course_engine.model.questionnaire import (
    AskAvailability,
    AskRole,
    ChooseOne,
    ChooseSeveral,
    Questionnaire,
    QuestionnaireItem,
    Role,
)
from course_engine.model.registration import AnswerValue, AvailabilityAnswer

Answers: TypeAlias = dict[Slug, AnswerValue]
"""What one person answered, by question; a question may be left out."""

YES, NO = "oui", "non"

# The questions and their words are authors', known at run time only: no static type can hold them.
# Before Python 3.12 pydantic wants the TypedDict of typing_extensions.
_RUN_TIME: Any = typing_extensions


def accepted(item: QuestionnaireItem) -> tuple[str, ...]:
    """Return the words that answer a question; none for the number and kinds of half-days."""
    if isinstance(item, ChooseOne | ChooseSeveral):
        return tuple(option.id for option in item.options)
    if isinstance(item, AskRole):
        return tuple(role.value for role in Role)
    return () if isinstance(item, AskAvailability) else (YES, NO)


def answers_validator(questionnaire: Questionnaire) -> TypeAdapter[Answers]:
    """Return what validates one person's answers: known questions only, each with a value of its own.

    It reads JSON or Python values and gives plain dictionaries.
    """
    return TypeAdapter(answers_type(questionnaire))


def answers_type(questionnaire: Questionnaire) -> Any:
    """Return the type of one person's answers, for pydantic to validate alone or in another model."""
    fields = {item.id: _value(item) for item in questionnaire.items}
    shape = _RUN_TIME.TypedDict("Answers", fields, total=False)
    shape.__pydantic_config__ = ConfigDict(extra="forbid")
    return shape


def _value(item: QuestionnaireItem) -> object:
    if isinstance(item, AskAvailability):
        return AvailabilityAnswer
    word: Any = _RUN_TIME.Literal[accepted(item)]
    return Annotated[tuple[word, ...], AfterValidator(_once)] if isinstance(item, ChooseSeveral) else word


def _once(chosen: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(chosen)) < len(chosen):
        raise PydanticCustomError("twice", "the same option twice")
    return chosen

"""What pydantic found wrong in a registration → what to tell whoever sent it."""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from pydantic_core import ErrorDetails

from course_engine.i18n import mark, translator
from course_engine.model.questionnaire import AskAvailability, Availability, ChooseSeveral, QuestionnaireItem
from course_engine.planning.answers import accepted

_ = translator("exchange")

FIELDS: Mapping[str, str] = {
    "id": mark("4 to 40 letters without accents or capitals, digits or hyphens"),
    "nom": mark("a text between quotation marks, of at most 100 characters"),
    "prenom": mark("a text between quotation marks, of at most 100 characters"),
    "collectivite": mark("a text between quotation marks, of at most 200 characters"),
    "reponses": mark("answers between { and }"),
}
LONGEST_VALUE = 40


class Problem(NamedTuple):
    """A problem in one registration.

    Attributes:
        keys: the nested keys that lead to it.
    """

    keys: tuple[str, ...]
    code: str
    message: str
    hint: str


def field_problem(error: ErrorDetails) -> Problem:
    """Return what to say of an error in a registration's own fields."""
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        message = _("unknown field “{name}”").format(name=name)
        return Problem((name,), "REG201", message, suggestion(name, FIELDS))
    if error["type"] == "missing":
        return Problem((), "REG202", _("the field “{name}” is missing").format(name=name), _("add it"))
    return _misfit(name, error)


def answer_problem(error: ErrorDetails, questions: Mapping[str, QuestionnaireItem]) -> Problem:
    """Return what to say of an error in somebody's answers.

    Args:
        error: as the questionnaire's validator found it.
        questions: those of the questionnaire, by id.
    """
    if not error["loc"]:
        return _misfit("reponses", error)
    name = str(error["loc"][0])
    keys = ("reponses", name)
    if name not in questions:
        message = _("unknown question “{name}”").format(name=name)
        return Problem(keys, "REG301", message, suggestion(name, questions))
    question = questions[name]
    if error["type"] == "twice":
        message = _("the same option is there twice in the answer to “{name}”").format(name=name)
        return Problem(keys, "REG302", message, _("keep one of the two"))
    if error["type"] == "literal_error" and isinstance(error["input"], str):
        message = _("“{value}” is no answer to “{name}”").format(value=_shown(error), name=name)
        return Problem(keys, "REG302", message, suggestion(error["input"], accepted(question)))
    message = _("“{value}” is not how “{name}” is answered").format(value=_shown(error), name=name)
    return Problem(keys, "REG303", message, _("write {expected}").format(expected=_form(question)))


def suggestion(written: str, words: Iterable[str]) -> str:
    """Return the way out of an unknown word: the nearest one, or all."""
    known = list(words)
    near = get_close_matches(written, known, n=1)
    if near:
        return _("did you mean “{word}”?").format(word=near[0])
    return _("one of these: {words}").format(words=", ".join(known))


def _misfit(name: str, error: ErrorDetails) -> Problem:
    message = _("“{value}” does not fit the field “{name}”").format(value=_shown(error), name=name)
    expected = FIELDS[name]
    return Problem((name,), "REG203", message, _("write {expected}").format(expected=_(expected)))


def _form(question: QuestionnaireItem) -> str:
    """Return how an answer to a question is written."""
    if isinstance(question, AskAvailability):
        kinds = ", ".join(f'"{kind}"' for kind in Availability)
        return f'{{"nombre": 4, "quand": [{kinds}]}}'
    words = [f'"{word}"' for word in accepted(question)]
    if isinstance(question, ChooseSeveral):
        return f"[{', '.join(words)}]"
    return _(" or ").join(words)


def _shown(error: ErrorDetails) -> str:
    """Return the value as it is written in the file, cut where it is long."""
    value = error["input"]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"

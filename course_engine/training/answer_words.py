"""What somebody answered, in the words of the questionnaire: to be read by a person."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from course_engine.i18n import mark, translator
from course_engine.model.identity import Slug
from course_engine.model.questionnaire import (
    Availability,
    ChooseOne,
    ChooseSeveral,
    Questionnaire,
    QuestionnaireItem,
    Role,
    YesNo,
)
from course_engine.model.registration import AnswerValue, AvailabilityAnswer
from course_engine.planning.sentences import half_days, unanswered

_ = translator("training")

SEPARATOR = "\u00a0; "
ROLE_WORDS: Mapping[Role, str] = {Role.ELECTED: mark("elected"), Role.AGENT: mark("staff")}
WHEN: Mapping[Availability, str] = {
    Availability.DAYTIME: mark("in the daytime"),
    Availability.EVENING: mark("in the evening"),
    Availability.SATURDAY_MORNING: mark("on Saturday mornings"),
}
YES_NO: Mapping[str, str] = {"oui": mark("yes"), "non": mark("no")}


class AnswerInWords(Struct, frozen=True):
    """A question and what was answered to it."""

    section: str
    question: str
    answer: str


def answers_in_words(
    questionnaire: Questionnaire, answers: Mapping[Slug, AnswerValue]
) -> tuple[AnswerInWords, ...]:
    """Return every question in order, with its answer in words; « pas de réponse » where there is none."""
    return tuple(
        AnswerInWords(section.title, item.text, answer_in_words(item, answers.get(item.id)))
        for section in questionnaire.sections
        for item in section.questions
    )


def answer_in_words(item: QuestionnaireItem, value: AnswerValue | None) -> str:
    """Return what was answered to a question. What the questionnaire no longer knows is given as it was."""
    if isinstance(value, AvailabilityAnswer):
        return availability_in_words(value)
    values = (value,) if isinstance(value, str) else value or ()
    return SEPARATOR.join(_word(item, one) for one in values) or unanswered()


def availability_in_words(given: AvailabilityAnswer) -> str:
    """Return « 3 demi-journées, en soirée ou le samedi matin »."""
    return ", ".join(_parts(given)) or unanswered()


def role_in_words(role: Role | None) -> str:
    """Return « élu », « agent », or « rôle non indiqué »."""
    return _("role not stated") if role is None else _(ROLE_WORDS[role])


def _parts(given: AvailabilityAnswer) -> Iterator[str]:
    if given.number is not None:
        yield half_days(given.number)
    if given.kinds:
        yield _(" or ").join(_(WHEN[kind]) for kind in given.kinds)


def _word(item: QuestionnaireItem, value: str) -> str:
    if isinstance(item, ChooseOne | ChooseSeveral):
        return next((option.text for option in item.options if option.id == value), value)
    if isinstance(item, YesNo):
        return _(YES_NO[value]) if value in YES_NO else value
    return role_in_words(Role(value)) if value in set(Role) else value

"""`multichoice` and `truefalse`: which options are right, which rule says their weights."""

from collections.abc import Sequence
from decimal import Decimal

from course_engine.exchange.quizzes.carrying import Carriers, Passage, SetAside, per_cent
from course_engine.exchange.quizzes.moodle import Answer
from course_engine.i18n import translator
from course_engine.model.quiz import (
    AnswerKey,
    CreditRule,
    MultipleChoice,
    MultipleChoiceKey,
    Question,
    SingleChoice,
    SingleChoiceKey,
    TrueFalse,
    TrueFalseKey,
)

_ = translator("exchange")

_NEAR = Decimal("0.0001")
"""Moodle keeps a third as 33.33333 %."""


def carry_choices(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry a `multichoice`; see `carrying.Carrying`."""
    return _one(passage) if passage.question.single else _several(passage, _weights_rule(passage))


def carry_all_or_nothing(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry a `multichoiceset`, the plugin whose questions are right only as a whole."""
    return _several(passage, CreditRule.OFF)


def carry_judgement(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry a `truefalse`; what is said of each answer goes into the explanation."""
    by_word = {answer.text.text.strip().lower(): answer for answer in passage.question.answers}
    if set(by_word) != {"true", "false"} or by_word["true"].fraction == by_word["false"].fraction:
        raise SetAside(_("it does not say whether it is true or false"))
    passage.after += [(_("true"), by_word["true"].feedback), (_("false"), by_word["false"].feedback)]
    question = TrueFalse(**passage.public())
    right = by_word["true"].fraction > by_word["false"].fraction
    return question, TrueFalseKey(question=passage.id, right=right, explanation=passage.explanation())


def _one(passage: Passage) -> tuple[Question, AnswerKey]:
    answers = passage.question.answers
    right = [index for index, answer in enumerate(answers) if answer.fraction >= 1]
    if len(right) != 1:
        sentence = _("one option is asked and {number} are worth 100 %: a choix-unique has exactly one")
        raise SetAside(sentence.format(number=len(right)))
    _check_number(answers)
    for answer in answers:
        if answer.fraction not in {0, 1}:
            sentence = _(
                "“{option}” was worth {weight} %; it is worth 0 here: no rule gives a part for one option"
            )
            passage.tell(sentence.format(option=passage.words(answer.text), weight=per_cent(answer.fraction)))
    options = passage.options([answer.text for answer in answers])
    return SingleChoice(**passage.public(), options=options), SingleChoiceKey(
        question=passage.id,
        right=options[right[0]].letter,
        feedback=passage.feedback(answers),
        explanation=passage.explanation(),
    )


def _several(passage: Passage, rule: CreditRule) -> tuple[Question, AnswerKey]:
    answers = passage.question.answers
    _check_number(answers)
    options = passage.options([answer.text for answer in answers])
    right = [option.letter for option, answer in zip(options, answers, strict=True) if answer.fraction > 0]
    if not right:
        raise SetAside(_("no option is worth anything"))
    return MultipleChoice(**passage.public(), options=options), MultipleChoiceKey(
        question=passage.id,
        right=frozenset(right),
        offered=frozenset(option.letter for option in options),
        rule=rule,
        feedback=passage.feedback(answers),
        explanation=passage.explanation(),
    )


def _weights_rule(passage: Passage) -> CreditRule:
    """Return the rule that says the weights of several options, or the nearest: `net`, and what differs is told.

    Moodle adds the weights of what is ticked, never below 0 in the end. `net` is the same where each right option
    is worth 1/E and each wrong one takes 1/E away.
    """
    fractions = [answer.fraction for answer in passage.question.answers]
    right = [fraction for fraction in fractions if fraction > 0]
    wrong = [fraction for fraction in fractions if fraction <= 0]
    share = Decimal(1) / len(right) if right else Decimal(1)
    if all(abs(fraction - share) < _NEAR for fraction in right):
        if all(abs(fraction + share) < _NEAR for fraction in wrong):
            return CreditRule.NET_CORRECT
        reason = _("wrong options took away {weights}")
        told = reason.format(weights=_listed(wrong))
    else:
        told = _("right options were worth {weights}").format(weights=_listed(right))
    sentence = _(
        "{told}; by the rule “net”, each right one is worth {share} % and each wrong one cancels a right one"
    )
    passage.tell(sentence.format(told=told, share=per_cent(share)))
    return CreditRule.NET_CORRECT


def _listed(fractions: Sequence[Decimal]) -> str:
    return ", ".join(f"{per_cent(abs(fraction))} %" for fraction in sorted(set(fractions)))


def _check_number(answers: Sequence[Answer]) -> None:
    if len(answers) < 2:  # noqa: PLR2004  # one option is no choice
        raise SetAside(_("it has fewer than two options"))


CARRIERS: Carriers = {
    "multichoice": carry_choices,
    "multichoiceset": carry_all_or_nothing,
    "truefalse": carry_judgement,
}

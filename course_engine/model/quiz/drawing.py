"""Which questions one trainee is asked, and in which order each shows what it offers: drawn once and for ever.

Everything is drawn from hashes of names, so that the same trainee always sees the same thing: in a browser, on
paper, in a bundle, on another stand, whatever is added to the quiz later.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from msgspec.structs import replace

from course_engine.model.identity import Letter, Slug
from course_engine.model.quiz.keys import AnswerKey, OrderingKey
from course_engine.model.quiz.questions import (
    Cloze,
    Matching,
    MultipleChoice,
    Option,
    Ordering,
    Question,
    SingleChoice,
)
from course_engine.model.quiz.quiz import Quiz


def drawn(quiz: Quiz, trainee: str, level: Slug) -> tuple[Slug, ...]:
    """Return the questions that one trainee of one level is asked, in order; those not scored come last.

    A draw of n takes, among the scored ones, the n smallest of SHA-256(trainee|quiz|question).
    """
    asked = quiz.questions_for(level)
    scored = [question.id for question in asked if question.is_scored]
    if quiz.draw is not None:
        kept = frozenset(sorted(scored, key=lambda one: _chance(trainee, quiz.id, one))[: quiz.draw])
        scored = [question for question in scored if question in kept]
    return (*scored, *(question.id for question in asked if not question.is_scored))


def as_shown(question: Question, key: AnswerKey, trainee: str, *, shuffles: bool) -> Question:
    """Return a question with what it offers in the order in which one trainee sees it.

    The order is that of SHA-256(trainee|question|letter). Choices of rows and of gaps, and items to put in order,
    always follow it; options do where the quiz says so; rows, zones and steps stay as written.

    Args:
        question: as it is in the catalogue.
        key: of that question: items to put in order are never shown in the right one.
        trainee: whose screen or sheet.
        shuffles: whether the quiz shuffles its options.
    """

    def mixed(options: Iterable[Option], where: str = question.id) -> tuple[Option, ...]:
        return tuple(sorted(options, key=lambda option: _chance(trainee, where, option.letter)))

    match question:
        case Matching():
            return replace(question, choices=mixed(question.choices))
        case Ordering():
            assert isinstance(key, OrderingKey)  # noqa: S101 - compiled together
            return replace(question, items=_not_in_order(mixed(question.items), key.right))
        case Cloze():
            gaps = tuple(
                replace(gap, choices=mixed(gap.choices, f"{question.id}|{gap.letter}"))
                for gap in question.gaps
            )
            return replace(question, gaps=gaps)
        case SingleChoice() | MultipleChoice() if shuffles:
            return replace(question, options=mixed(question.options))
    return question


def asked(
    quiz: Quiz, keys: Mapping[Slug, AnswerKey], trainee: str, ids: Iterable[Slug]
) -> tuple[Question, ...]:
    """Return some questions of a quiz as one trainee sees them; those that are there no more are left out."""
    by_id = {question.id: question for question in quiz.questions}
    return tuple(
        as_shown(by_id[one], keys[one], trainee, shuffles=quiz.shuffle) for one in ids if one in by_id
    )


def _not_in_order(items: Sequence[Option], right: Sequence[Letter]) -> tuple[Option, ...]:
    """Return items in another order than the right one: where chance gave that, the first goes last."""
    shown = tuple(items)
    return (*shown[1:], shown[0]) if tuple(item.letter for item in shown) == tuple(right) else shown


def _chance(*names: str) -> str:
    return sha256("|".join(names).encode()).hexdigest()

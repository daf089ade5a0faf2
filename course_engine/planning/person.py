"""A person as a choice and its sentences see them: ranks, weights, and the answers to quote for each."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct, field

from course_engine.model.path import DomainLevel, QuotedAnswer, Wish
from course_engine.model.questionnaire import AskAvailability, Questionnaire
from course_engine.planning.choice import MOST
from course_engine.planning.sentences import half_days as in_words
from course_engine.planning.sentences import unanswered
from course_engine.planning.structure import Structure

QUOTED_AT_MOST = 2  # answers in one sentence: more would not be read


class Evidence(Struct, frozen=True, eq=False):
    """The answers that one sentence quotes, compared by identity: comparing what they say is slow."""

    answers: tuple[QuotedAnswer, ...] = ()


NOTHING = Evidence()


@lru_cache(MOST)
def evidence(answers: tuple[QuotedAnswer, ...]) -> Evidence:
    """Return one and the same evidence for equal answers."""
    return Evidence(answers)


class Practice(NamedTuple):
    """What a person practises in one domain, and the answers that show the least and the most of it."""

    rank: int
    least: Evidence
    most: Evidence


class Wishes(Struct, frozen=True, eq=False):
    """What a person wishes for.

    Attributes:
        weights: one for each objective of the programme, 0 where it is not wished.
        wished: mask of the wished objectives.
        answers: those behind each wish, by the position of its objective.
    """

    weights: tuple[int, ...]
    wished: int
    answers: Mapping[int, tuple[QuotedAnswer, ...]]
    _behind: dict[int, Evidence] = field(default_factory=dict)

    def behind(self, objectives: int) -> Evidence:
        """Return the first answers behind the wishes of a mask."""
        found = self._behind.get(objectives)
        if found is None:
            wanted = [place for place in self.answers if objectives >> place & 1]
            every = dict.fromkeys(answer for place in wanted for answer in self.answers[place])
            found = self._behind[objectives] = evidence(tuple(every)[:QUOTED_AT_MOST])
        return found


class Person(NamedTuple):
    """A profile, by position of domain and of objective.

    Attributes:
        half_days: how many the person can come; None for as many as useful.
        time: the answer that said so.
    """

    practice: list[Practice]
    wishes: Wishes
    half_days: int | None
    time: Evidence


def practice_of(level: DomainLevel, structure: Structure) -> Practice:
    """Return a level as a rank, with the answers to quote for it."""
    rank, answers = structure.levels.index(level.level), level.answers
    return Practice(rank, evidence(answers[:QUOTED_AT_MOST]), evidence(answers[-QUOTED_AT_MOST:]))


def wishes_of(wishes: tuple[Wish, ...], structure: Structure) -> Wishes:
    """Return wishes by the position of their objectives."""
    by_objective = {wish.objective: wish for wish in wishes}
    found = [by_objective.get(name) for name in structure.objectives]
    return Wishes(
        weights=tuple([wish.weight if wish else 0 for wish in found]),
        wished=sum([1 << place for place, wish in enumerate(found) if wish and wish.weight]),
        answers={place: wish.answers for place, wish in enumerate(found) if wish},
    )


def time_of(half_days: int | None, *, says_when: bool, questionnaire: Questionnaire) -> Evidence:
    """Return a number of half-days as the answer to the question that asks for it.

    Args:
        half_days: None where no number was given.
        says_when: whether the other half of the question was answered: which half-days. Without a number
            there is then nothing to quote, and nothing that was left unanswered.
        questionnaire: where the question is.
    """
    for item in questionnaire.items:
        if isinstance(item, AskAvailability) and not (half_days is None and says_when):
            answer = unanswered() if half_days is None else in_words(half_days)
            return evidence((QuotedAnswer(question=item.id, text=item.text, answer=answer),))
    return NOTHING

"""What a person's answers say of them: level in each domain, wishes, half-days, each with its answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from course_engine.model.course import Catalogue
from course_engine.model.frozen import Slug
from course_engine.model.path import (
    AnswerValue,
    AskAvailability,
    AskRole,
    AvailabilityAnswer,
    Choice,
    ChooseOne,
    ChooseSeveral,
    DomainLevel,
    Meaning,
    Profile,
    QuestionnaireItem,
    QuotedAnswer,
    Role,
    Wish,
    YesNo,
)
from course_engine.planning.answers import NO, YES
from course_engine.planning.remembered import MOST
from course_engine.planning.sentences import NO_BREAK, unanswered


def profile_of(answers: Mapping[Slug, AnswerValue], catalogue: Catalogue) -> Profile:
    """Return the profile of one person. For many people, keep a `ProfileReader`."""
    return ProfileReader(catalogue).read(answers)


@dataclass(frozen=True, slots=True)
class _Given:
    """One thing answered, and what it means."""

    quote: QuotedAnswer
    meaning: Meaning


class ProfileReader:
    """Reads the answers to one course's questionnaire."""

    def __init__(self, catalogue: Catalogue) -> None:
        items = catalogue.questionnaire.items
        self._programme = catalogue.programme
        self._items = {item.id: item for item in items}
        self._asked_for_level = {
            domain: tuple(item for item in items if _most_points(item, domain))
            for domain in catalogue.programme.domains
        }
        self._asked_for_wishes = tuple(
            item for item in items if any(meaning.objectives for meaning in _meanings(item))
        )
        self._role = next((item.id for item in items if isinstance(item, AskRole)), None)
        self._availability = next((item.id for item in items if isinstance(item, AskAvailability)), None)
        self._domain_level = lru_cache(MOST)(self._level_of_answers)
        self._wishes = lru_cache(MOST)(self._wishes_of_answers)
        self._wish = lru_cache(MOST)(_wish)
        self._given = lru_cache(MOST)(lambda question, value: tuple(_given(self._items[question], value)))

    def read(self, answers: Mapping[Slug, AnswerValue]) -> Profile:
        """Return the profile that valid answers give.

        Args:
            answers: as `answers_validator` accepts them; a question left out is unanswered, which is
                no point and no wish.
        """
        get = answers.get
        half_days = get(self._availability) if self._availability else None
        if not isinstance(half_days, AvailabilityAnswer):
            half_days = AvailabilityAnswer()
        role = get(self._role) if self._role else None
        return Profile(
            role=Role(role) if isinstance(role, str) else None,
            levels=tuple(
                [
                    self._domain_level(domain, tuple([get(item.id) for item in asked]))
                    for domain, asked in self._asked_for_level.items()
                ]
            ),
            wishes=self._wishes(tuple([get(item.id) for item in self._asked_for_wishes])),
            half_days=half_days.number,
            availabilities=half_days.kinds,
        )

    def _level_of_answers(self, domain: Slug, values: tuple[AnswerValue | None, ...]) -> DomainLevel:
        """Return a level, the answers that show the least practice first."""
        total = 0
        behind: list[tuple[float, QuotedAnswer]] = []
        for item, value in zip(self._asked_for_level[domain], values, strict=True):
            points = sum(_points(given.meaning, domain) for given in self._given(item.id, value))
            total += points
            behind.append((points / _most_points(item, domain), _whole(item, value)))
        behind.sort(key=lambda share: share[0])
        return DomainLevel(
            domain=domain,
            level=self._programme.level_in(domain, total),
            points=total,
            answers=tuple(quote for _share, quote in behind),
        )

    def _wishes_of_answers(self, values: tuple[AnswerValue | None, ...]) -> tuple[Wish, ...]:
        weights: dict[Slug, int] = {}
        behind: dict[Slug, list[QuotedAnswer]] = {}
        for item, value in zip(self._asked_for_wishes, values, strict=True):
            for given in self._given(item.id, value):
                for objective, weight in given.meaning.objectives.items():
                    weights[objective] = weights.get(objective, 0) + weight
                    behind.setdefault(objective, []).append(given.quote)
        return tuple(
            self._wish(objective, weights[objective], tuple(behind[objective]))
            for objective in self._programme.objectives
            if objective in weights
        )


def _wish(objective: Slug, weight: int, answers: tuple[QuotedAnswer, ...]) -> Wish:
    return Wish(objective=objective, weight=weight, answers=answers)


def _meanings(item: QuestionnaireItem) -> tuple[Meaning, ...]:
    """Return what each answer to a question may mean."""
    if isinstance(item, ChooseOne | ChooseSeveral):
        return item.options
    return (item,) if isinstance(item, YesNo) else ()


def _points(meaning: Meaning, domain: Slug) -> int:
    return meaning.level.points if meaning.level and meaning.level.domain == domain else 0


def _most_points(item: QuestionnaireItem, domain: Slug) -> int:
    points = [_points(meaning, domain) for meaning in _meanings(item)]
    return sum(points) if isinstance(item, ChooseSeveral) else max(points, default=0)


def _given(item: QuestionnaireItem, value: AnswerValue | None) -> Iterator[_Given]:
    """Yield what was answered to a question, one thing at a time, in the questionnaire's order."""
    if isinstance(item, YesNo):
        if value == YES:
            yield _Given(_whole(item, value), item)
    else:
        for option in _chosen(item, value):
            yield _Given(_quote(item, option.text), option)


def _chosen(item: QuestionnaireItem, value: AnswerValue | None) -> list[Choice]:
    if not isinstance(item, ChooseOne | ChooseSeveral) or value is None:
        return []
    ids = (value,) if isinstance(value, str) else value
    return [option for option in item.options if isinstance(ids, tuple) and option.id in ids]


def _whole(item: QuestionnaireItem, value: AnswerValue | None) -> QuotedAnswer:
    """Return a question with all that was answered to it."""
    if isinstance(item, YesNo):
        words = [value] if value in (YES, NO) else []
    else:
        words = [option.text for option in _chosen(item, value)]
    return _quote(item, f"{NO_BREAK}; ".join(words) or unanswered())


def _quote(item: QuestionnaireItem, answer: str) -> QuotedAnswer:
    return QuotedAnswer(question=item.id, text=item.text, answer=answer)

"""What a person's answers say of them: level in each domain, wishes, half-days, each with its answers."""

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct

from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.path import DomainLevel, Profile, QuotedAnswer, Wish
from course_engine.model.questionnaire import (
    AskAvailability,
    AskRole,
    Choice,
    ChooseOne,
    ChooseSeveral,
    Meaning,
    QuestionnaireItem,
    Role,
    YesNo,
)
from course_engine.model.registration import AnswerValue, AvailabilityAnswer
from course_engine.planning.answers import NO, YES
from course_engine.planning.sentences import NO_BREAK, unanswered


def profile_of(answers: Mapping[Slug, AnswerValue], catalogue: Catalogue) -> Profile:
    """Return the profile of one person. For many people, keep a `ProfileReader`."""
    return ProfileReader(catalogue).read(answers)


class Given(Struct, frozen=True, eq=False):
    """One thing answered, and what it means. There is one object for each, compared by identity."""

    quote: QuotedAnswer
    meaning: Meaning


class ProfileReader:
    """Reads the answers to one course's questionnaire.

    Attributes:
        asked_for_level: the questions that count for the level in each domain of the programme, in its order.
        asked_for_wishes: those that a wish may come from.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        items = catalogue.questionnaire.items
        self._programme = catalogue.programme
        self._items = {item.id: item for item in items}
        self.asked_for_level = {
            domain: tuple(item.id for item in items if _most_points(item, domain))
            for domain in catalogue.programme.domains
        }
        self.asked_for_wishes = tuple(
            item.id for item in items if any(meaning.objectives for meaning in _meanings(item))
        )
        self._role = next((item.id for item in items if isinstance(item, AskRole)), None)
        self._availability = next((item.id for item in items if isinstance(item, AskAvailability)), "")
        self._given = {item.id: tuple(_given(item)) for item in items}

    def read(self, answers: Mapping[Slug, AnswerValue]) -> Profile:
        """Return the profile that valid answers give.

        Args:
            answers: as `answers_validator` accepts them; a question left out is unanswered, which is
                no point and no wish.
        """
        get = answers.get
        role = get(self._role) if self._role else None
        time = self.time(answers)
        return Profile(
            role=Role(role) if isinstance(role, str) else None,
            levels=tuple(
                self.level(domain, tuple(map(get, asked))) for domain, asked in self.asked_for_level.items()
            ),
            wishes=self.wishes(self.wished(tuple(map(get, self.asked_for_wishes)))),
            half_days=time.number,
            availabilities=time.kinds,
        )

    def time(self, answers: Mapping[Slug, AnswerValue]) -> AvailabilityAnswer:
        """Return the half-days in which a person can come."""
        given = answers.get(self._availability)
        return given if isinstance(given, AvailabilityAnswer) else AvailabilityAnswer()

    def level(self, domain: Slug, values: tuple[AnswerValue | None, ...]) -> DomainLevel:
        """Return the level that the answers to the questions asked for it give.

        The answers behind it are in an order that shows the least practice first.
        """
        total = 0
        behind: list[tuple[float, QuotedAnswer]] = []
        for question, value in zip(self.asked_for_level[domain], values, strict=True):
            item = self._items[question]
            points = sum(_points(given.meaning, domain) for given in self._chosen(question, value))
            total += points
            behind.append((points / _most_points(item, domain), _whole(item, value)))
        behind.sort(key=lambda share: share[0])
        return DomainLevel(
            domain=domain,
            level=self._programme.level_in(domain, total),
            points=total,
            answers=tuple(quote for _share, quote in behind),
        )

    def wished(self, values: tuple[AnswerValue | None, ...]) -> tuple[Given, ...]:
        """Return what was answered to the questions asked for wishes, one thing at a time."""
        return tuple(chain.from_iterable(map(self._chosen, self.asked_for_wishes, values)))

    def wishes(self, every: tuple[Given, ...]) -> tuple[Wish, ...]:
        """Return the wishes that these answers give, in the programme's order."""
        weights: dict[Slug, int] = {}
        behind: dict[Slug, list[QuotedAnswer]] = {}
        for given in every:
            for objective, weight in given.meaning.objectives.items():
                weights[objective] = weights.get(objective, 0) + weight
                behind.setdefault(objective, []).append(given.quote)
        return tuple(
            Wish(objective=objective, weight=weights[objective], answers=tuple(behind[objective]))
            for objective in self._programme.objectives
            if objective in weights
        )

    def _chosen(self, question: Slug, value: AnswerValue | None) -> list[Given]:
        """Return what was answered to a question, one thing at a time, in the questionnaire's order."""
        words = (value,) if isinstance(value, str) else value
        return [given for word, given in self._given[question] if isinstance(words, tuple) and word in words]


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


def _given(item: QuestionnaireItem) -> Iterator[tuple[str, Given]]:
    """Yield each word that answers a question and means something, with what it says."""
    if isinstance(item, YesNo):
        yield YES, Given(_whole(item, YES), item)
    elif isinstance(item, ChooseOne | ChooseSeveral):
        for option in item.options:
            yield option.id, Given(_quote(item, option.text), option)


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

"""Why, in words: each verdict becomes one French sentence that quotes the person's own answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from course_engine.i18n import mark, translator
from course_engine.model.course import Catalogue
from course_engine.model.frozen import Slug
from course_engine.model.path import AskAvailability, DomainLevel, Profile, QuotedAnswer, Reason, Rule, Wish
from course_engine.planning.decision import Decision, Verdict
from course_engine.planning.sentences import half_days, listed, quoted, said, unanswered
from course_engine.planning.structure import Structure

_ = translator("planning")

QUOTED_AT_MOST = 2  # answers in one sentence: more would not be read
NAMED_AT_MOST = 3  # units in one sentence
LEVEL_WORDS: Mapping[Slug, str] = {
    "decouverte": mark("discovery"),
    "pratique": mark("practice"),
    "autonome": mark("autonomy"),
}

Wording: TypeAlias = tuple[tuple[QuotedAnswer, ...], str]
"""The answers that a sentence quotes, and what it says of them."""


@dataclass(frozen=True, slots=True)
class Person:
    """A profile, ready to quote from."""

    levels: Mapping[Slug, DomainLevel]
    wishes: Mapping[Slug, Wish]
    half_days: int | None

    @classmethod
    def of(cls, profile: Profile) -> "Person":
        """Return a profile by domain and by objective."""
        return cls(
            levels={level.domain: level for level in profile.levels},
            wishes={wish.objective: wish for wish in profile.wishes},
            half_days=profile.half_days,
        )


class Reasons:
    """Words the verdicts of one course."""

    def __init__(self, catalogue: Catalogue, structure: Structure) -> None:
        self._structure = structure
        self._levels = catalogue.programme.levels
        self._objectives = catalogue.programme.objectives
        items = catalogue.questionnaire.items
        self._time = next((item for item in items if isinstance(item, AskAvailability)), None)
        self._wording = {
            Rule.WISH: self._wish,
            Rule.NEED: self._need,
            Rule.PREREQUISITE: self._prerequisite,
            Rule.CLOSING: self._closing,
            Rule.MASTERED: self._mastered,
            Rule.PREREQUISITES_TOO_LONG: self._too_long,
            Rule.NOT_ENOUGH_HALF_DAYS: self._not_enough,
        }

    def reason(self, verdict: Verdict, person: Person) -> Reason:
        """Return why one unit is kept or left out for this person."""
        answers, claim = self._wording[verdict.rule](verdict, person)
        return Reason(
            rule=verdict.rule,
            answers=answers,
            objectives=self._structure.objectives_in(verdict.objectives),
            level=None if verdict.rank is None else self._levels[verdict.rank],
            prerequisite_of=self._waiting(verdict) if verdict.rule is Rule.PREREQUISITE else (),
            half_days=verdict.half_days,
            sentence=said(answers, claim),
        )

    def unserved(self, objective: Slug, enough: int | None, person: Person) -> str:
        """Return the sentence that names a wish which no kept unit covers.

        Args:
            objective: the one wished for.
            enough: the smallest number of half-days that serves it; None where no unit does.
            person: whose answers are quoted.
        """
        wish = quoted(self._objectives[objective])
        claim = (
            _("no session of the programme meets {wish} yet: speak of it to the animateur.").format(wish=wish)
            if enough is None
            else _("{wish} finds no place in this path, it would take {half_days}.").format(
                wish=wish, half_days=half_days(enough)
            )
        )
        return said(person.wishes[objective].answers[:QUOTED_AT_MOST], claim)

    def notice(self, decision: Decision, person: Person) -> str:
        """Return, for an empty path, why it is empty and whom to speak to."""
        if any(verdict.rule is Rule.NOT_ENOUGH_HALF_DAYS for verdict in decision.left_out):
            claim = _("your path is empty; to find time for it, speak to your référent or to the animateur.")
            return said(self._time_given(person), claim)
        if person.wishes:
            return _(
                "You already practise all that is taught, and no session meets your wishes: speak of it "
                "to the animateur."
            )
        return _(
            "You already practise all that is taught, and named no wish: if you expect something else, "
            "speak of it to the animateur."
        )

    def _wish(self, verdict: Verdict, person: Person) -> Wording:
        names = self._structure.objectives_in(verdict.objectives)
        behind = (answer for name in names for answer in person.wishes[name].answers)
        return _first(behind), _("this session answers what you wish for.")

    def _need(self, verdict: Verdict, person: Person) -> Wording:
        if verdict.rank == len(self._levels) - 1:
            claim = _("this session takes you further, at the level {level}.")
        else:
            claim = _("this session helps you forward from the level {level}.")
        return self._behind_level(verdict, person), claim.format(level=quoted(self._level_word(verdict)))

    def _prerequisite(self, verdict: Verdict, person: Person) -> Wording:
        claim = _("this session prepares you for {units}.").format(units=self._titles(verdict.related))
        return self._behind_level(verdict, person), claim

    def _closing(self, verdict: Verdict, person: Person) -> Wording:
        claim = _("this session closes your path, which you review there with the animateur.")
        return self._time_given(person), claim

    def _mastered(self, verdict: Verdict, person: Person) -> Wording:
        if verdict.rank is None:
            return (), _("this session reviews those of a path, and yours has none.")
        answers = self._behind_level(verdict, person)
        if not verdict.related:
            return answers, _("you already practise what this session teaches.")
        claim = _("you already practise what this session teaches, and {units} answers your wish better.")
        return answers, claim.format(units=self._titles(verdict.related))

    def _too_long(self, verdict: Verdict, person: Person) -> Wording:
        needed = verdict.half_days or 0
        claim = _("this session asks for {half_days} first, {units}: too much for your path.")
        if person.half_days is not None and person.half_days > needed:
            claim = _("this session asks for {half_days} first, {units}, and the last one closes your path.")
        return self._time_given(person), claim.format(
            half_days=half_days(needed), units=self._titles(verdict.related)
        )

    def _not_enough(self, verdict: Verdict, person: Person) -> Wording:
        claim = _("it would take {half_days} for this session to enter your path.")
        return self._time_given(person), claim.format(half_days=half_days(verdict.half_days or 0))

    def _behind_level(self, verdict: Verdict, person: Person) -> tuple[QuotedAnswer, ...]:
        """Return the answers to quote for a level: the most practised where it is passed or highest."""
        answers = person.levels[verdict.unit.domain].answers
        high = verdict.rule is Rule.MASTERED or verdict.rank == len(self._levels) - 1
        return answers[-QUOTED_AT_MOST:] if high else answers[:QUOTED_AT_MOST]

    def _time_given(self, person: Person) -> tuple[QuotedAnswer, ...]:
        if self._time is None:
            return ()
        answer = unanswered() if person.half_days is None else half_days(person.half_days)
        return (QuotedAnswer(question=self._time.id, text=self._time.text, answer=answer),)

    def _level_word(self, verdict: Verdict) -> str:
        level = self._levels[verdict.rank or 0]
        return _(LEVEL_WORDS[level]) if level in LEVEL_WORDS else level

    def _waiting(self, verdict: Verdict) -> tuple[Slug, ...]:
        return tuple(candidate.unit.id for candidate in self._structure.members(verdict.related))

    def _titles(self, units: int) -> str:
        titles = [quoted(candidate.unit.title) for candidate in self._structure.members(units)]
        if len(titles) > NAMED_AT_MOST:
            others = len(titles) - NAMED_AT_MOST + 1
            titles = [*titles[: NAMED_AT_MOST - 1], _("{number} others").format(number=others)]
        return listed(titles)


def _first(answers: Iterable[QuotedAnswer]) -> tuple[QuotedAnswer, ...]:
    return tuple(dict.fromkeys(answers))[:QUOTED_AT_MOST]

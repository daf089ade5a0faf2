"""Why, in words: each verdict becomes one French sentence that quotes the person's own answers."""

from collections.abc import Iterable, Mapping

from course_engine.i18n import mark, translator
from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.path import Reason, Rule, Step
from course_engine.planning.decision import Verdict
from course_engine.planning.person import Evidence, Person
from course_engine.planning.sentences import half_days, listed, quoted, said
from course_engine.planning.structure import Structure

_ = translator("planning")

NAMED_AT_MOST = 3  # units in one sentence
LEVEL_WORDS: Mapping[Slug, str] = {
    "decouverte": mark("discovery"),
    "pratique": mark("practice"),
    "autonome": mark("autonomy"),
}


def level_in_words(level: Slug) -> str:
    """Return how a level is called: « découverte »; its id, where the engine has no word for it."""
    return _(LEVEL_WORDS[level]) if level in LEVEL_WORDS else level


class Reasons:
    """Words the verdicts of one course. Equal verdicts have equal words."""

    def __init__(self, catalogue: Catalogue, structure: Structure) -> None:
        self._programme = catalogue.programme
        self._structure = structure
        self._levels = catalogue.programme.levels
        self._claims = {
            Rule.WISH: self._wish,
            Rule.NEED: self._need,
            Rule.PREREQUISITE: self._prerequisite,
            Rule.CLOSING: self._closing,
            Rule.MASTERED: self._mastered,
            Rule.PREREQUISITES_TOO_LONG: self._too_long,
            Rule.NOT_ENOUGH_HALF_DAYS: self._not_enough,
        }

    def step(self, verdict: Verdict) -> Step:
        """Return one unit of a path, with why it is kept or left out."""
        unit, level = verdict.one.unit, self._levels[verdict.rank]
        return Step(
            unit=unit.id,
            level=self._programme.nearest_level(level, unit.levels),
            reason=Reason(
                rule=verdict.rule,
                answers=verdict.behind.answers,
                objectives=self._structure.objectives_in(verdict.objectives),
                level=level if verdict.one.bit else None,
                prerequisite_of=self._waiting(verdict) if verdict.rule is Rule.PREREQUISITE else (),
                half_days=verdict.half_days,
                sentence=said(verdict.behind.answers, self._claims[verdict.rule](verdict)),
            ),
        )

    def unserved(self, position: int, enough: int | None, behind: Evidence) -> str:
        """Return the sentence that names a wish which no kept unit covers.

        Args:
            position: of the objective wished for.
            enough: the smallest number of half-days that serves it; None where no unit does.
            behind: the answers that wished it.
        """
        wish = quoted(self._programme.objectives[self._structure.objectives[position]])
        claim = (
            _("no session of the programme meets {wish} yet: speak of it to the animateur.").format(wish=wish)
            if enough is None
            else _("{wish} finds no place in this path, it would take {half_days}.").format(
                wish=wish, half_days=half_days(enough)
            )
        )
        return said(behind.answers, claim)

    def notice(self, left_out: Iterable[Verdict], person: Person) -> str:
        """Return, for an empty path, why it is empty and whom to speak to."""
        if any(verdict.rule is Rule.NOT_ENOUGH_HALF_DAYS for verdict in left_out):
            claim = _("your path is empty; to find time for it, speak to your référent or to the animateur.")
            return said(person.time.answers, claim)
        if person.wishes.answers:
            return _(
                "You already practise all that is taught, and no session meets your wishes: speak of it "
                "to the animateur."
            )
        return _(
            "You already practise all that is taught, and named no wish: if you expect something else, "
            "speak of it to the animateur."
        )

    def _wish(self, verdict: Verdict) -> str:
        return _("this session answers what you wish for.")

    def _need(self, verdict: Verdict) -> str:
        if verdict.rank == len(self._levels) - 1:
            claim = _("this session takes you further, at the level {level}.")
        else:
            claim = _("this session helps you forward from the level {level}.")
        level = self._levels[verdict.rank]
        return claim.format(level=quoted(level_in_words(level)))

    def _prerequisite(self, verdict: Verdict) -> str:
        return _("this session prepares you for {units}.").format(units=self._titles(verdict.related))

    def _closing(self, verdict: Verdict) -> str:
        return _("this session closes your path, which you review there with the animateur.")

    def _mastered(self, verdict: Verdict) -> str:
        if not verdict.one.bit:
            return _("this session reviews those of a path, and yours has none.")
        if not verdict.related:
            return _("you already practise what this session teaches.")
        claim = _("you already practise what this session teaches, and {units} answers your wish better.")
        return claim.format(units=self._titles(verdict.related))

    def _too_long(self, verdict: Verdict) -> str:
        claim = _("this session asks for {half_days} first, {units}: too much for your path.")
        if verdict.for_closing:
            claim = _("this session asks for {half_days} first, {units}, and the last one closes your path.")
        needed = half_days(verdict.half_days or 0)
        return claim.format(half_days=needed, units=self._titles(verdict.related))

    def _not_enough(self, verdict: Verdict) -> str:
        claim = _("it would take {half_days} for this session to enter your path.")
        return claim.format(half_days=half_days(verdict.half_days or 0))

    def _waiting(self, verdict: Verdict) -> tuple[Slug, ...]:
        return tuple(candidate.unit.id for candidate in self._structure.members(verdict.related))

    def _titles(self, units: int) -> str:
        titles = [quoted(candidate.unit.title) for candidate in self._structure.members(units)]
        if len(titles) > NAMED_AT_MOST:
            others = len(titles) - NAMED_AT_MOST + 1
            titles = [*titles[: NAMED_AT_MOST - 1], _("{number} others").format(number=others)]
        return listed(titles)

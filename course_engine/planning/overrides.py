"""What people decided of the units of a path, against what the engine proposed: laid over it, each with its reason.

The rules of « The path » that hold whoever decides: the programme's order, what a unit asks for first, the
closing unit. The number of half-days does not: somebody who gives more is told so.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from course_engine.errors import DecisionRefused
from course_engine.i18n import translator
from course_engine.model.admission import OverrideKind, PathOverride
from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.path import LearningPath, Reason, Rule, Step
from course_engine.planning.sentences import half_days, quoted, said

_ = translator("planning")


def with_overrides(
    path: LearningPath, overrides: Iterable[PathOverride], catalogue: Catalogue, names: Mapping[str, str]
) -> LearningPath:
    """Return a path as people want it; a unit that is kept brings in those it asks for first.

    Args:
        path: as the engine planned it, nothing laid over it.
        overrides: what was decided of its units, oldest first.
        catalogue: the course that it was planned in.
        names: how those who decided are called, by account; an account without a name is given as it is.

    Raises:
        DecisionRefused: a unit kept asks for one left out, or the closing unit is decided of.
    """
    wanted = standing(path, overrides)
    return _Overridden(path, wanted, catalogue, names).path() if wanted else path


def fitting(
    path: LearningPath, overrides: Iterable[PathOverride], catalogue: Catalogue
) -> tuple[PathOverride, ...]:
    """Return the overrides that stand and can be laid over a path together, those decided first going first."""
    fit: list[PathOverride] = []
    for override in standing(path, overrides).values():
        try:
            with_overrides(path, (*fit, override), catalogue, {})
        except DecisionRefused:
            continue
        fit.append(override)
    return tuple(fit)


def standing(path: LearningPath, overrides: Iterable[PathOverride]) -> Mapping[Slug, PathOverride]:
    """Return the latest override of each unit of a path, but for those taken back, oldest first."""
    latest: dict[Slug, PathOverride] = {}
    for override in overrides:
        latest.pop(override.unit, None)
        latest[override.unit] = override
    units = {step.unit for step in (*path.kept, *path.left_out)}
    return {
        unit: override
        for unit, override in latest.items()
        if unit in units and override.kind is not OverrideKind.AS_PLANNED
    }


class _Overridden:
    """One path being overridden."""

    def __init__(
        self,
        path: LearningPath,
        wanted: Mapping[Slug, PathOverride],
        catalogue: Catalogue,
        names: Mapping[str, str],
    ) -> None:
        self._path, self._wanted, self._catalogue, self._names = path, wanted, catalogue, names
        self._programme = catalogue.programme
        self._closing = self._programme.closing.unit if self._programme.closing else ""
        self._steps = {step.unit: step for step in (*path.kept, *path.left_out)}
        self._planned = frozenset(step.unit for step in path.kept) - {self._closing}

    def path(self) -> LearningPath:
        """Return the path as people want it."""
        if self._closing in self._wanted:
            sentence = _("{unit} closes every path that is long enough: it comes and goes by itself.")
            raise DecisionRefused(sentence.format(unit=self._title(self._closing)))
        units = (self._planned | self._added.keys()) - self._removed
        for unit in self._in_order(units):
            self._check_prepared(unit)
        kept = [self._step(unit) for unit in self._in_order(units)]
        closes = self._closes(units)
        left_out = [unit for unit in self._steps if unit not in units and unit != self._closing]
        return self._path.model_copy(
            update={
                "kept": (*kept, *([self._closing_step(closes=True)] if closes else [])),
                "left_out": tuple(self._left_out(left_out, closes=closes)),
                "unserved": self._unserved(units),
                "notice": self._notice(len(units) + closes),
            }
        )

    @cached_property
    def _removed(self) -> frozenset[Slug]:
        return frozenset(unit for unit, one in self._wanted.items() if one.kind is OverrideKind.LEAVE_OUT)

    @cached_property
    def _added(self) -> Mapping[Slug, tuple[PathOverride, Slug]]:
        """Each unit that comes in: who wants it, and the unit that asks for it first, if it is for another."""
        added: dict[Slug, tuple[PathOverride, Slug]] = {}
        for unit, override in self._wanted.items():
            if override.kind is OverrideKind.KEEP:
                self._bring_in(unit, override, "", added)
        return added

    def _bring_in(
        self, unit: Slug, override: PathOverride, asked_by: Slug, added: dict[Slug, tuple[PathOverride, Slug]]
    ) -> None:
        if unit in self._planned or (unit in added and asked_by):
            return
        added[unit] = (override, asked_by)
        for before in self._asks_for(unit):
            if before not in self._removed:
                self._bring_in(before, override, unit, added)

    def _asks_for(self, unit: Slug) -> list[Slug]:
        """Return what a unit asks for first, less what this person need not wait for (rule 3)."""
        rank = self._programme.levels.index
        return [
            before
            for before in self._catalogue.units[unit].prerequisites
            if before in self._steps
            and before != self._closing
            and rank(self._steps[before].reason.level or self._programme.levels[0])
            <= min(map(rank, self._catalogue.units[before].levels))
        ]

    def _check_prepared(self, unit: Slug) -> None:
        for before in self._asks_for(unit):
            if before in self._removed:
                sentence = _("{unit} asks for {before} first: keep both in the path, or leave both out.")
                raise DecisionRefused(sentence.format(unit=self._title(unit), before=self._title(before)))

    def _step(self, unit: Slug) -> Step:
        if unit not in self._added:
            return self._steps[unit]
        override, asked_by = self._added[unit]
        if not asked_by:
            return self._by(override, unit, _("{who} put this session in your path: {reason}."))
        sentence = _("This session prepares you for {unit}, which {who} put in your path: {reason}.")
        return self._by(override, unit, sentence, asked_by)

    def _by(self, override: PathOverride, unit: Slug, sentence: str, asked_by: Slug = "") -> Step:
        """Return a step of somebody's: it says who decided, and why."""
        known = self._steps[unit]
        reason = Reason(
            rule=Rule.OVERRIDE,
            objectives=known.reason.objectives,
            level=known.reason.level,
            prerequisite_of=(asked_by,) if asked_by else (),
            sentence=sentence.format(
                who=self._names.get(override.decided_by, override.decided_by),
                reason=quoted(override.reason.rstrip(". ")),
                unit=self._title(asked_by) if asked_by else "",
            ),
        )
        return known.model_copy(update={"reason": reason})

    def _left_out(self, units: Iterable[Slug], *, closes: bool) -> Iterable[Step]:
        every = set(units) | ({self._closing} & self._steps.keys() if not closes else set())
        for unit in self._in_order(every):
            if unit == self._closing:
                yield self._closing_step(closes=False)
            elif unit in self._planned:
                yield self._by(
                    self._wanted[unit], unit, _("{who} took this session off your path: {reason}.")
                )
            else:
                yield self._steps[unit]

    def _closes(self, units: Collection[Slug]) -> bool:
        """Return whether the closing unit is due (rule 1): by the half-days that the person gives."""
        closing, given = self._programme.closing, self._path.half_days
        if closing is None or closing.unit not in self._steps:
            return False
        return bool(units) and (given is None or given >= closing.from_half_days)

    def _closing_step(self, *, closes: bool) -> Step:
        known = self._steps[self._closing]
        if closes == (known in self._path.kept):
            return known
        rule, claim = (
            (Rule.CLOSING, _("this session closes your path, which you review there with the animateur."))
            if closes
            else (Rule.MASTERED, _("this session reviews those of a path, and yours has none."))
        )
        return known.model_copy(update={"reason": Reason(rule=rule, sentence=said((), claim))})

    def _unserved(self, units: Collection[Slug]) -> tuple[str, ...]:
        """Return the sentences on wishes that still hold, and one for each wish that lost its unit."""
        served = {name for unit in units for name in self._catalogue.units[unit].objectives}
        wish = {name: quoted(text) for name, text in self._programme.objectives.items()}
        still = [
            sentence
            for sentence in self._path.unserved
            if not any(wish[name] in sentence for name in served if name in wish)
        ]
        lost = {
            name for unit in self._planned & self._removed for name in self._steps[unit].reason.objectives
        } - served
        claim = _("{wish} no longer finds a place in this path: speak of it to the animateur.")
        return (*still, *(claim.format(wish=wish[name]) for name in wish if name in lost))

    def _notice(self, number: int) -> str:
        given = self._path.half_days
        if not number:
            return self._path.notice or _(
                "Your path is empty: speak of it to your référent or to the animateur."
            )
        if given is None or number <= given:
            return ""
        sentence = _(
            "This path takes {number}, your answers gave less ({given}): agree on when with your référent."
        )
        return sentence.format(number=half_days(number), given=half_days(given))

    def _in_order(self, units: Collection[Slug]) -> list[Slug]:
        return [unit for unit in self._programme.unit_order if unit in units]

    def _title(self, unit: Slug) -> str:
        return quoted(self._catalogue.units[unit].title)

"""(Catalogue, Profile) → LearningPath: pure, optimal, and each step says why."""

from functools import lru_cache

from course_engine.model.course import Catalogue
from course_engine.model.path import LearningPath, Profile, Step
from course_engine.planning.choice import Situation
from course_engine.planning.decision import Decision, Verdict, decide
from course_engine.planning.reasons import Person, Reasons
from course_engine.planning.structure import structure_of

REMEMBERED = 1 << 16  # situations kept ready, so that a server's memory stays bounded


class Planner:
    """Makes the paths of one course. What the course alone decides is computed once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._structure = structure_of(catalogue)
        self._reasons = Reasons(catalogue)
        self._decision = lru_cache(REMEMBERED)(self._decide)

    def plan(self, profile: Profile) -> LearningPath:
        """Return the one best path of a person, by the objective of « The path » (authoring format).

        Args:
            profile: with one level for each domain of the course. The role has no effect.
        """
        decision = self._decision(self._situation(profile), profile.half_days)
        person = Person.of(profile)
        return LearningPath(
            programme=self._catalogue.programme.id,
            catalogue=self._catalogue.digest,
            half_days=profile.half_days,
            kept=tuple(self._step(verdict, person) for verdict in decision.kept),
            left_out=tuple(self._step(verdict, person) for verdict in decision.left_out),
            unserved=tuple(
                self._reasons.unserved(objective, enough, person) for objective, enough in decision.unserved
            ),
            notice="" if decision.kept else self._reasons.notice(decision, person),
        )

    def _decide(self, situation: Situation, half_days: int | None) -> Decision:
        return decide(self._structure, situation, half_days)

    def _situation(self, profile: Profile) -> Situation:
        levels = {level.domain: level.level for level in profile.levels}
        weights = {wish.objective: wish.weight for wish in profile.wishes}
        return Situation(
            ranks=tuple(self._structure.levels.index(levels[domain]) for domain in self._structure.domains),
            weights=tuple(weights.get(objective, 0) for objective in self._structure.objectives),
        )

    def _step(self, verdict: Verdict, person: Person) -> Step:
        unit = self._catalogue.units[verdict.unit]
        level = person.levels[unit.domain].level
        return Step(
            unit=verdict.unit,
            level=self._catalogue.programme.nearest_level(level, unit.levels),
            reason=self._reasons.reason(verdict, person),
        )

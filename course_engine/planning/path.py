"""(Catalogue, Profile) → LearningPath: pure, optimal, and each step says why."""

from functools import lru_cache

from course_engine.model.course import Catalogue
from course_engine.model.path import LearningPath, Profile, Rule, Step
from course_engine.planning.choice import Situation
from course_engine.planning.decision import Choices, Verdict, decide
from course_engine.planning.reasons import Person, Reasons
from course_engine.planning.remembered import MOST, Remembered
from course_engine.planning.structure import structure_of

FROM_LEVEL = {Rule.NEED, Rule.PREREQUISITE, Rule.MASTERED}


class Planner:
    """Makes the paths of one course. What the course alone decides is computed once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._structure = structure_of(catalogue)
        self._ranks = {level: rank for rank, level in enumerate(self._structure.levels)}
        self._reasons = Reasons(catalogue, self._structure)
        self._choices = lru_cache(MOST)(lambda situation: Choices(self._structure, situation))
        self._steps: Remembered[Step] = Remembered()
        self._sentences: Remembered[str] = Remembered()

    def plan(self, profile: Profile) -> LearningPath:
        """Return the one best path of a person, by the objective of « The path » (authoring format).

        Args:
            profile: with one level for each domain of the course. The role has no effect.
        """
        person = Person.of(profile)
        decision = decide(self._choices(self._situation(person)), profile.half_days)
        return LearningPath(
            programme=self._catalogue.programme.id,
            catalogue=self._catalogue.digest,
            half_days=profile.half_days,
            kept=tuple([self._step(verdict, person) for verdict in decision.kept]),
            left_out=tuple([self._step(verdict, person) for verdict in decision.left_out]),
            unserved=tuple([self._unserved(wish, enough, person) for wish, enough in decision.unserved]),
            notice="" if decision.kept else self._reasons.notice(decision, person),
        )

    def _situation(self, person: Person) -> Situation:
        weights = {name: wish.weight for name, wish in person.wishes.items()}
        return Situation(
            ranks=tuple([self._ranks[person.levels[name].level] for name in self._structure.domains]),
            weights=tuple([weights.get(name, 0) for name in self._structure.objectives]),
        )

    def _step(self, verdict: Verdict, person: Person) -> Step:
        """Return a step, worded once for all whose answers give the same sentence."""
        level = person.levels[verdict.unit.domain]
        # Units are told apart by their ids: a whole unit is slow to compare.
        key: object = (verdict.unit.id, *verdict[1:])
        sources: tuple[object, ...] = ()
        if verdict.rule is Rule.WISH:
            names = self._structure.objectives_in(verdict.objectives)
            sources = tuple([person.wishes[name] for name in names])
        elif verdict.rank is not None and verdict.rule in FROM_LEVEL:
            sources = (level,)
        else:
            key = (key, level.level, person.half_days)
        return self._steps.recall(key, sources, lambda: self._worded(verdict, person))

    def _worded(self, verdict: Verdict, person: Person) -> Step:
        unit = verdict.unit
        level = person.levels[unit.domain].level
        return Step(
            unit=unit.id,
            level=self._catalogue.programme.nearest_level(level, unit.levels),
            reason=self._reasons.reason(verdict, person),
        )

    def _unserved(self, position: int, enough: int | None, person: Person) -> str:
        name = self._structure.objectives[position]
        wish = person.wishes[name]
        return self._sentences.recall(enough, (wish,), lambda: self._reasons.unserved(name, enough, person))

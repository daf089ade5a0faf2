"""(Catalogue, Profile) → LearningPath: pure, optimal, and each step says why."""

from functools import lru_cache

from course_engine.model.course import Catalogue
from course_engine.model.path import LearningPath, Profile
from course_engine.planning.choice import MOST
from course_engine.planning.decision import Decider
from course_engine.planning.person import Person, practice_of, time_of, wishes_of
from course_engine.planning.reasons import Reasons
from course_engine.planning.structure import structure_of


class Planner:
    """Makes the paths of one course. What the course alone decides is computed once.

    Attributes:
        most_half_days: the number of half-days beyond which one more changes no path.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._structure = structure_of(catalogue)
        self.most_half_days = self._structure.most_half_days
        self._decider = Decider(self._structure)
        self._reasons = Reasons(catalogue, self._structure)
        self._step = lru_cache(MOST)(self._reasons.step)

    def plan(self, profile: Profile) -> LearningPath:
        """Return the one best path of a person, by the objective of « The path » (authoring format).

        Args:
            profile: with one level for each domain of the course. The role has no effect.
        """
        person = self._person(profile)
        decision = self._decider.decide(person)
        behind = person.wishes.behind
        return LearningPath(
            programme=self._catalogue.programme.id,
            half_days=profile.half_days,
            kept=tuple(map(self._step, decision.kept)),
            left_out=tuple(map(self._step, decision.left_out)),
            unserved=tuple(
                [
                    self._reasons.unserved(position, enough, behind(1 << position))
                    for position, enough in decision.unserved
                ]
            ),
            notice="" if decision.kept else self._reasons.notice(decision.left_out, person),
        )

    def _person(self, profile: Profile) -> Person:
        structure = self._structure
        levels = {level.domain: level for level in profile.levels}
        return Person(
            practice=[practice_of(levels[domain], structure) for domain in structure.domains],
            wishes=wishes_of(profile.wishes, structure),
            half_days=profile.half_days,
            time=time_of(
                profile.half_days,
                says_when=bool(profile.availabilities),
                questionnaire=self._catalogue.questionnaire,
            ),
        )

"""Small programmes, people, and an oracle: the best path of each by brute force.

The oracle is written from the authoring format alone; it shares no code with the planner.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from course_engine.model.course import Catalogue
from course_engine.model.path import DomainLevel, LearningPath, Profile, QuotedAnswer, Wish
from course_engine.planning.path import Planner

Build = Callable[..., Catalogue]
LEVELS = ("bas", "milieu", "haut")
DOMAINS = ("domaine-a", "domaine-b")
OBJECTIVES = ("but-a", "but-b", "but-c", "but-d")

any_case = settings(derandomize=True, max_examples=60, deadline=None)


@dataclass
class Case:
    """A small programme and one person, as plain data."""

    units: dict[str, dict[str, Any]]
    levels: dict[str, str] = field(default_factory=lambda: dict.fromkeys(DOMAINS, "bas"))
    wishes: dict[str, int] = field(default_factory=dict)
    half_days: int | None = None
    closing: tuple[str, int] | None = None

    def path(self, build: Build, **changes: Any) -> LearningPath:
        return Planner(self.catalogue(build)).plan(self.profile(**changes))

    def catalogue(self, build: Build) -> Catalogue:
        programme: dict[str, Any] = {
            "id": "essai",
            "titre": "Essai",
            "niveaux": LEVELS,
            "domaines": {name: {"titre": name, "seuils": {"milieu": 1, "haut": 2}} for name in DOMAINS},
            "objectifs": {name: f"Objectif {name}" for name in OBJECTIVES},
            "series": [{"id": "serie", "titre": "Série", "unites": list(self.units)}],
        }
        if self.closing:
            programme["cloture"] = {"unite": self.closing[0], "a-partir-de": self.closing[1]}
        time = {"id": "temps", "texte": "Combien de demi-journées ?", "type": "disponibilites"}
        return build(programme, {"titre": "Q", "sections": [{"titre": "S", "questions": [time]}]}, self.units)

    def profile(self, **changes: Any) -> Profile:
        answers = (QuotedAnswer(question="question", text="Et vous ?", answer="oui"),)
        facts: dict[str, Any] = {
            "levels": tuple(
                DomainLevel(domain=name, level=self.levels[name], points=0, answers=answers)
                for name in DOMAINS
            ),
            "wishes": tuple(
                Wish(objective=name, weight=self.wishes[name], answers=answers)
                for name in OBJECTIVES
                if name in self.wishes
            ),
            "half_days": self.half_days,
        }
        return Profile(**{**facts, **changes})


def rank(level: str) -> int:
    return LEVELS.index(level)


def candidates(case: Case) -> list[str]:
    return [name for name in case.units if case.closing is None or name != case.closing[0]]


def person_rank(case: Case, unit: str) -> int:
    return rank(case.levels[case.units[unit]["domain"]])


def is_open(case: Case, unit: str) -> bool:
    within = person_rank(case, unit) <= max(map(rank, case.units[unit]["levels"]))
    return within or any(name in case.wishes for name in case.units[unit]["objectives"])


def required(case: Case, unit: str) -> set[str]:
    """The prerequisites that the person's level does not waive."""
    return {
        name
        for name in case.units[unit]["prerequisites"]
        if name in candidates(case) and person_rank(case, name) <= min(map(rank, case.units[name]["levels"]))
    }


def need(case: Case, unit: str) -> int:
    if person_rank(case, unit) > max(map(rank, case.units[unit]["levels"])):
        return 0
    return 1 + sum(1 for level in LEVELS if rank(level) > person_rank(case, unit))


def value(case: Case, units: frozenset[str]) -> tuple[object, ...]:
    covered = {name for unit in units for name in case.units[unit]["objectives"]}
    weight = sum(weight for name, weight in case.wishes.items() if name in covered)
    order = tuple(unit in units for unit in case.units)
    return weight, sum(need(case, unit) for unit in units), -len(units), order


def feasible(case: Case, half_days: int | None) -> Iterator[frozenset[str]]:
    opened = [unit for unit in candidates(case) if is_open(case, unit)]
    places = len(opened) if half_days is None else half_days
    if half_days is not None and case.closing and half_days >= case.closing[1]:
        places -= 1
    for size in range(min(places, len(opened)) + 1):
        for units in map(frozenset, combinations(opened, size)):
            if all(required(case, unit) <= units for unit in units):
                yield units


def best(case: Case, half_days: int | None) -> list[str]:
    units = max(feasible(case, half_days), key=lambda units: value(case, units))
    kept = [unit for unit in case.units if unit in units]
    if case.closing and units and (half_days is None or half_days >= case.closing[1]):
        kept.append(case.closing[0])
    return kept


def smallest_enough(case: Case, unit: str) -> int | None:
    assert case.half_days is not None
    wide = range(case.half_days + 1, len(case.units) + 8)
    return next((more for more in wide if unit in best(case, more)), None)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = [f"unite-{number}" for number in range(draw(st.integers(1, 8)))]
    units = {}
    for position, name in enumerate(names):
        levels = draw(st.sets(st.sampled_from(LEVELS), min_size=1))
        earlier = names[:position]
        units[name] = {
            "domain": draw(st.sampled_from(DOMAINS)),
            "levels": tuple(sorted(levels, key=rank)),
            "objectives": tuple(sorted(draw(st.sets(st.sampled_from(OBJECTIVES), max_size=2)))),
            "prerequisites": tuple(sorted(draw(st.sets(st.sampled_from(earlier), max_size=2))))
            if earlier
            else (),
        }
    return Case(
        units=units,
        levels={name: draw(st.sampled_from(LEVELS)) for name in DOMAINS},
        wishes=draw(st.dictionaries(st.sampled_from(OBJECTIVES), st.integers(1, 4))),
        half_days=draw(st.none() | st.integers(0, 9)),
        closing=draw(st.none() | st.tuples(st.sampled_from(names), st.integers(1, 4))),
    )


def a_unit(*objectives: str, after: tuple[str, ...] = (), levels: tuple[str, ...] = LEVELS) -> dict[str, Any]:
    return {"domain": "domaine-a", "levels": levels, "objectives": objectives, "prerequisites": after}


def names_of(path: LearningPath) -> list[str]:
    return [step.unit for step in path.kept]

"""The path of one person: optimal against a brute-force oracle, and every step explained.

The oracle below is written from the authoring format alone; it shares no code with the planner.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.model.course import Catalogue
from course_engine.model.path import (
    Availability,
    DomainLevel,
    LearningPath,
    Profile,
    QuotedAnswer,
    Rule,
    Wish,
)
from course_engine.planning.path import Planner

LEVELS = ("bas", "milieu", "haut")
DOMAINS = ("domaine-a", "domaine-b")
OBJECTIVES = ("but-a", "but-b", "but-c", "but-d")
KEPT = {Rule.WISH, Rule.NEED, Rule.PREREQUISITE, Rule.CLOSING}


@dataclass
class Case:
    """A small programme and one person, as plain data."""

    units: dict[str, dict[str, Any]]
    levels: dict[str, str] = field(default_factory=lambda: dict.fromkeys(DOMAINS, "bas"))
    wishes: dict[str, int] = field(default_factory=dict)
    half_days: int | None = None
    closing: tuple[str, int] | None = None

    def path(self, build: Callable[..., Catalogue], **changes: Any) -> LearningPath:
        return Planner(self.catalogue(build)).plan(self.profile(**changes))

    def catalogue(self, build: Callable[..., Catalogue]) -> Catalogue:
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


# The oracle.


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


any_case = settings(derandomize=True, max_examples=60, deadline=None)
many_cases = settings(derandomize=True, max_examples=300, deadline=None)
Build = Callable[..., Catalogue]


def names_of(path: LearningPath) -> list[str]:
    return [step.unit for step in path.kept]


@many_cases
@given(case=cases())
def test_keeps_the_very_set_that_brute_force_finds_best(case: Case, build_catalogue: Build) -> None:
    assert names_of(case.path(build_catalogue)) == best(case, case.half_days)


@any_case
@given(case=cases())
def test_every_unit_is_kept_or_left_out_exactly_once(case: Case, build_catalogue: Build) -> None:
    path = case.path(build_catalogue)
    told = [step.unit for step in (*path.kept, *path.left_out)]
    assert sorted(told) == sorted(case.units)
    assert all((step.reason.rule in KEPT) == (step in path.kept) for step in (*path.kept, *path.left_out))


@any_case
@given(case=cases())
def test_a_kept_unit_comes_after_its_prerequisites_unless_they_are_waived(
    case: Case, build_catalogue: Build
) -> None:
    kept = names_of(case.path(build_catalogue))
    followed = [unit for unit in kept if case.closing is None or unit != case.closing[0]]
    for position, unit in enumerate(followed):
        assert required(case, unit) <= set(followed[:position])


@any_case
@given(case=cases())
def test_one_more_half_day_never_covers_less(case: Case, build_catalogue: Build) -> None:
    case.closing = None
    fewer, more = (frozenset(names_of(case.path(build_catalogue, half_days=count))) for count in (3, 4))
    assert len(fewer) <= 3
    assert value(case, more)[:2] >= value(case, fewer)[:2]


@any_case
@given(case=cases())
def test_the_smallest_number_of_half_days_is_the_smallest(case: Case, build_catalogue: Build) -> None:
    for step in case.path(build_catalogue).left_out:
        if step.reason.rule is Rule.NOT_ENOUGH_HALF_DAYS:
            assert step.reason.half_days == smallest_enough(case, step.unit)


@any_case
@given(case=cases())
def test_prerequisites_too_long_says_how_many_half_days_they_take(case: Case, build_catalogue: Build) -> None:
    for step in case.path(build_catalogue).left_out:
        if step.reason.rule is Rule.PREREQUISITES_TOO_LONG:
            first, waiting = set(), [step.unit]
            while waiting:
                more = required(case, waiting.pop()) - first
                first |= more
                waiting += more
            assert step.reason.half_days == len(first)
            assert case.half_days is not None
            assert 1 <= case.half_days <= len(first) + 1


@any_case
@given(case=cases())
def test_mastered_means_that_no_number_of_half_days_brings_the_unit_in(
    case: Case, build_catalogue: Build
) -> None:
    for step in case.path(build_catalogue).left_out:
        if step.reason.rule is Rule.MASTERED:
            assert step.unit not in best(case, None)
            assert case.half_days is None or smallest_enough(case, step.unit) is None


@any_case
@given(case=cases())
def test_a_wish_is_named_when_no_chosen_unit_covers_it_and_only_then(
    case: Case, build_catalogue: Build
) -> None:
    path = case.path(build_catalogue)
    chosen = [step.unit for step in path.kept if step.reason.rule is not Rule.CLOSING]
    served = {name for unit in chosen for name in case.units[unit]["objectives"]}
    missing = [name for name in OBJECTIVES if name in case.wishes and name not in served]
    assert len(path.unserved) == len(missing)
    assert all(f"Objectif {name}" in told for name, told in zip(missing, path.unserved, strict=True))


@any_case
@given(case=cases())
def test_an_empty_path_and_only_it_says_why_and_whom_to_speak_to(case: Case, build_catalogue: Build) -> None:
    path = case.path(build_catalogue)
    assert bool(path.notice) == (not path.kept)
    assert path.kept or "animateur" in path.notice
    assert (path.programme, path.half_days) == ("essai", case.half_days)


# --- Hand-reasoned cases ----------------------------------------------------------------------------


def plain(sentence: str) -> str:
    """No-break spaces as spaces, so that a sentence can be read here; test_sentences.py checks them."""
    return sentence.replace("\u00a0", " ")


def a_unit(*objectives: str, after: tuple[str, ...] = (), levels: tuple[str, ...] = LEVELS) -> dict[str, Any]:
    return {"domain": "domaine-a", "levels": levels, "objectives": objectives, "prerequisites": after}


def greedy(case: Case) -> list[str]:
    """Add, while there is room, the unit with its missing prerequisites that gains the most weight."""
    kept: set[str] = set()
    while True:
        bundles = [frozenset({unit} | required(case, unit)) | kept for unit in case.units if unit not in kept]
        affordable = [bundle for bundle in bundles if len(bundle) <= (case.half_days or 0)]
        if not affordable:
            return [unit for unit in case.units if unit in kept]
        kept = set(max(affordable, key=lambda bundle: value(case, bundle)))


def test_taking_the_best_next_unit_is_strictly_worse(build_catalogue: Build) -> None:
    """One unit covers two of three wishes; the two others cover all three. Greed takes the first."""
    case = Case(
        units={
            "tentante": a_unit("but-a", "but-b"),
            "gauche": a_unit("but-a", "but-c"),
            "droite": a_unit("but-b", "but-d"),
        },
        wishes={"but-a": 3, "but-b": 3, "but-c": 2, "but-d": 2},
        half_days=2,
    )
    assert greedy(case) == ["tentante", "gauche"]
    assert value(case, frozenset(greedy(case)))[0] == 8
    path = case.path(build_catalogue)
    assert names_of(path) == ["gauche", "droite"]
    assert value(case, frozenset(names_of(path)))[0] == 10


def test_one_more_half_day_may_replace_units(build_catalogue: Build) -> None:
    units = {
        "seule": a_unit("but-a", "but-b"),
        "base": a_unit(),
        "suite": a_unit("but-a", "but-b", "but-c", after=("base",)),
    }
    case = Case(units=units, wishes={"but-a": 1, "but-b": 1, "but-c": 1}, half_days=1)
    path = case.path(build_catalogue)
    assert names_of(path) == ["seule"]
    assert [(step.unit, step.reason.rule, step.reason.half_days) for step in path.left_out] == [
        ("base", Rule.NOT_ENOUGH_HALF_DAYS, 2),
        ("suite", Rule.PREREQUISITES_TOO_LONG, 1),
    ]
    assert names_of(case.path(build_catalogue, half_days=2)) == ["base", "suite"]


def test_no_half_day_gives_one_clear_sentence(build_catalogue: Build) -> None:
    path = Case(units={"base": a_unit()}, half_days=0).path(build_catalogue)
    assert path.kept == ()
    assert plain(path.notice) == (
        "Votre parcours est vide ; pour trouver un moment, parlez-en à votre référent ou à l’animateur (à « Combien de demi-journées ? »,"
        " vous avez répondu « aucune demi-journée »)."
    )


@pytest.mark.parametrize(
    ("wishes", "ending"),
    [
        ({}, "si vous attendez autre chose, parlez-en à l’animateur."),
        ({"but-d": 1}, "aucune séance ne répond à vos souhaits : parlez-en à l’animateur."),
    ],
)
def test_whoever_masters_everything_is_told_so(
    wishes: dict[str, int], ending: str, build_catalogue: Build
) -> None:
    case = Case(
        units={"base": a_unit("but-a", levels=("bas",)), "bilan": a_unit()},
        levels=dict.fromkeys(DOMAINS, "haut"),
        wishes=wishes,
        half_days=4,
        closing=("bilan", 2),
    )
    path = case.path(build_catalogue)
    assert path.kept == ()
    assert path.notice.startswith("Vous pratiquez déjà tout ce que ce programme enseigne")
    assert plain(path.notice).endswith(ending)
    assert [plain(step.reason.sentence) for step in path.left_out] == [
        "Vous pratiquez déjà ce que cette séance enseigne (à « Et vous ? », vous avez répondu « oui »).",
        "Cette séance fait le point sur un parcours, et le vôtre n’en compte pas d’autre.",
    ]


def test_the_last_half_day_is_kept_for_closing(build_catalogue: Build) -> None:
    units = {"une": a_unit(), "deux": a_unit(), "bilan": a_unit()}
    case = Case(units=units, half_days=2, closing=("bilan", 2))
    path = case.path(build_catalogue)
    assert names_of(path) == ["une", "bilan"]
    assert path.kept[-1].reason.rule is Rule.CLOSING
    assert plain(path.kept[-1].reason.sentence) == (
        "Cette séance clôt votre parcours, vous y faites le point avec l’animateur (à « Combien de demi-journées ? »,"
        " vous avez répondu « 2 demi-journées »)."
    )
    assert path.left_out[0].reason.half_days == 3


def test_who_says_when_but_not_how_often_is_not_told_that_they_did_not_answer(build_catalogue: Build) -> None:
    case = Case(units={"une": a_unit(), "bilan": a_unit()}, closing=("bilan", 2))
    closing = case.path(build_catalogue, availabilities=(Availability.EVENING,)).kept[-1]
    assert closing.reason.answers == ()
    assert plain(closing.reason.sentence) == (
        "Cette séance clôt votre parcours, vous y faites le point avec l’animateur."
    )


def test_a_wish_for_what_is_already_mastered_opens_its_unit(build_catalogue: Build) -> None:
    case = Case(
        units={"facile": a_unit("but-a", levels=("bas",))},
        levels=dict.fromkeys(DOMAINS, "haut"),
        wishes={"but-a": 1},
    )
    (step,) = case.path(build_catalogue).kept
    assert (step.level, step.reason.rule, step.reason.objectives) == ("bas", Rule.WISH, ("but-a",))


def test_a_mastered_unit_gives_way_to_one_that_serves_the_wish_better(build_catalogue: Build) -> None:
    case = Case(
        units={"facile": a_unit("but-a", levels=("bas",)), "utile": a_unit("but-a")},
        levels=dict.fromkeys(DOMAINS, "haut"),
        wishes={"but-a": 1},
    )
    path = case.path(build_catalogue)
    assert names_of(path) == ["utile"]
    assert path.left_out[0].reason.rule is Rule.MASTERED
    sentence = plain(path.left_out[0].reason.sentence)
    assert "votre souhait trouve mieux sa réponse dans « Utile » (" in sentence


def test_thirty_entangled_units_are_planned_exactly(build_catalogue: Build) -> None:
    """Every third unit waits for the two before it; the best of nine places is reasoned by hand."""
    names = [f"unite-{number:02}" for number in range(30)]
    units = {
        name: a_unit(
            OBJECTIVES[position % 4], after=tuple(names[position - 2 : position]) if position % 3 == 2 else ()
        )
        for position, name in enumerate(names)
    }
    case = Case(units=units, wishes=dict.fromkeys(OBJECTIVES, 1), half_days=9)
    assert names_of(case.path(build_catalogue)) == names[:9]

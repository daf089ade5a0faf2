"""The path of one person: the very units that brute force finds best, each after what it needs."""

from hypothesis import given, settings
from path_oracle import (
    DOMAINS,
    OBJECTIVES,
    Build,
    Case,
    a_unit,
    any_case,
    best,
    cases,
    names_of,
    required,
    value,
)

from course_engine.model.path import Rule

many_cases = settings(derandomize=True, max_examples=300, deadline=None)


@many_cases
@given(case=cases())
def test_keeps_the_very_set_that_brute_force_finds_best(case: Case, build_catalogue: Build) -> None:
    assert names_of(case.path(build_catalogue)) == best(case, case.half_days)


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


def test_a_wish_for_what_is_already_mastered_opens_its_unit(build_catalogue: Build) -> None:
    case = Case(
        units={"facile": a_unit("but-a", levels=("bas",))},
        levels=dict.fromkeys(DOMAINS, "haut"),
        wishes={"but-a": 1},
    )
    (step,) = case.path(build_catalogue).kept
    assert (step.level, step.reason.rule, step.reason.objectives) == ("bas", Rule.WISH, ("but-a",))


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

"""Whether every unit serves somebody: said without a plan, and as the planner says it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from course_engine.model.course import Catalogue, Closing
from course_engine.planning.coverage import unreachable_units
from course_engine.planning.path import Planner
from course_engine.planning.profile import profile_of


def with_programme(catalogue: Catalogue, units: tuple[str, ...], closing: Closing | None) -> Catalogue:
    """Return a course whose one series has some units, and which may be closed by one."""
    before = catalogue.programme
    series = replace(before.series[0], units=units)
    return replace(catalogue, programme=replace(before, series=(series,), closing=closing))


def test_every_unit_of_the_course_serves_somebody(ten_units: Catalogue) -> None:
    assert unreachable_units(ten_units) == ()


def test_a_unit_of_no_series_serves_nobody(ten_units: Catalogue) -> None:
    orphan = replace(ten_units.units["web"], id="perdue")
    more = replace(ten_units, units={**ten_units.units, "perdue": orphan})
    assert unreachable_units(more) == ("perdue",)


def test_a_course_of_a_thousand_units_is_told_too(ten_units: Catalogue) -> None:
    web = ten_units.units["web"]
    units = {f"u{number}": replace(web, id=f"u{number}") for number in range(1000)}
    large = replace(ten_units, units={**units, "perdue": web})
    assert unreachable_units(with_programme(large, tuple(units), None)) == ("perdue",)


@settings(max_examples=60)
@given(data=st.data())
def test_the_planner_says_the_same(data: st.DataObject, ten_units: Catalogue) -> None:
    names = sorted(ten_units.units)
    placed = data.draw(st.sets(st.sampled_from(names), min_size=1))
    order = tuple(unit for unit in ten_units.programme.unit_order if unit in placed)
    due = data.draw(st.none() | st.integers(1, 12))
    closing = due and Closing(unit=order[-1], from_half_days=due)
    course = with_programme(ten_units, order, closing or None)
    path = Planner(course).plan(profile_of({}, course))
    assert set(unreachable_units(course)) == set(course.units) - {step.unit for step in path.kept}

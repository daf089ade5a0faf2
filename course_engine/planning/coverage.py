"""Whether every unit of a course serves somebody."""

from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug


def unreachable_units(catalogue: Catalogue) -> tuple[Slug, ...]:
    """Return the units that no profile can retain, sorted.

    One profile is enough to know. Whoever answers nothing has the lowest level everywhere, so that every
    unit of the programme is open and needed, and as many half-days as useful: they follow them all, then the
    closing unit, if there is anything to close. What is of no series, nobody follows. No plan is made: a course of
    a thousand units would take long, and the planner says the same (tests/planning/test_coverage.py).
    """
    programme = catalogue.programme
    closing = {programme.closing.unit} if programme.closing else set[Slug]()
    followed = set(programme.unit_order) - closing
    reached = followed | closing if followed else followed
    return tuple(sorted(set(catalogue.units) - reached))

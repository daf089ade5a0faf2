"""Whether every unit of a course serves somebody."""

from course_engine.model.course import Catalogue
from course_engine.model.frozen import Slug
from course_engine.planning.path import Planner
from course_engine.planning.profile import profile_of


def unreachable_units(catalogue: Catalogue) -> tuple[Slug, ...]:
    """Return the units that no profile can retain, sorted.

    One profile is enough to know. Whoever answers nothing has the lowest level everywhere, so that every
    unit of the programme is open and needed, and as many half-days as useful: what that person does not
    follow (a unit of no series, a closing unit with nothing to close), nobody does.
    """
    path = Planner(catalogue).plan(profile_of({}, catalogue))
    return tuple(sorted(set(catalogue.units) - {step.unit for step in path.kept}))

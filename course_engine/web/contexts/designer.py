"""What whoever may read the course is shown."""

from dataclasses import dataclass
from typing import Annotated

from markupsafe import Markup

from course_engine.rendering.contexts import ContentsSeries


@dataclass(frozen=True)
class CourseContext:
    """`web/designer.html`: the units of the course, each at every level, in the frame of accounts."""

    all_series: Annotated[tuple[ContentsSeries, ...], "the series of the programme, in order"]


@dataclass(frozen=True)
class CourseScreenContext:
    """`web/course-screen.html`: a screen of the course as a trainee reads it, in the frame of accounts."""

    title: Annotated[str, "title of the browser's window, before the programme's"]
    level: Annotated[str, "the level at which it is read"]
    screen: Annotated[Markup, "the screen, as a template of `templates/` makes it"]


CONTEXTS = {"web/designer.html": CourseContext, "web/course-screen.html": CourseScreenContext}

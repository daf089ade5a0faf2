"""What whoever may read the course is shown."""

from typing import Annotated

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import ContentsSeries


class CourseContext(Struct, frozen=True):
    """`web/designer.html`: the units of the course, each at every level, in the frame of accounts."""

    all_series: Annotated[tuple[ContentsSeries, ...], "the series of the programme, in order"]


class CourseScreenContext(Struct, frozen=True):
    """`web/course-screen.html`: a screen of the course as a trainee reads it, in the frame of accounts."""

    title: Annotated[str, "title of the browser's window, before the programme's"]
    level: Annotated[str, "the level at which it is read"]
    screen: Annotated[Markup, "the screen, as a template of `templates/` makes it"]


CONTEXTS = {"web/designer.html": CourseContext, "web/course-screen.html": CourseScreenContext}

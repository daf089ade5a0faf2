"""What a trainee is shown, at the door and inside."""

from dataclasses import dataclass
from typing import Annotated

from markupsafe import Markup

from course_engine.rendering.contexts import Link, Shell
from course_engine.web.site import DemoCode


@dataclass(frozen=True)
class HomeContext:
    """`web/home.html`: where a trainee types their code."""

    shell: Annotated[Shell, "what surrounds the screen"]
    code: Annotated[str, "what was typed and not recognised; otherwise empty"]
    problem: Annotated[str, "why it was not, one sentence; otherwise empty"]
    demo_codes: Annotated[tuple[DemoCode, ...], "codes of the demonstration; usually none"]


@dataclass(frozen=True)
class JourneyContext:
    """`web/journey.html`: the trainee's home."""

    shell: Annotated[Shell, "what surrounds the screen"]
    name: Annotated[str, "the trainee's first name and last name"]
    session: Annotated[str, "today's session or the next one, one sentence; may be empty"]
    onward: Annotated[Link | None, "where the big button goes; None for an empty path"]
    has_debrief: Annotated[bool, "whether it is time for « Mon bilan »"]
    path_screen: Annotated[Markup, "« Mon parcours », as `path.html` makes it"]


@dataclass(frozen=True)
class ScreenContext:
    """`web/screen.html`: a screen that the bundle has too, in the frame of the site."""

    shell: Annotated[Shell, "what surrounds the screen"]
    title: Annotated[str, "title of the browser's window, before the programme's"]
    learner: Annotated[str, "opaque id of whoever answers here; empty for nobody"]
    screen: Annotated[Markup, "the screen, as a template of `templates/` makes it"]


CONTEXTS = {
    "web/home.html": HomeContext,
    "web/journey.html": JourneyContext,
    "web/screen.html": ScreenContext,
}

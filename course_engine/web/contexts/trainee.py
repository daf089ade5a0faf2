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
    wanted: Annotated[str, "the page to go to once let in, of this site; otherwise empty"]
    is_lost: Annotated[bool, "whether a form was posted that could not be recorded: it is said"]
    demo_codes: Annotated[tuple[DemoCode, ...], "codes of the demonstration; usually none"]


@dataclass(frozen=True)
class LiveView:
    """What keeps a screen as fresh as its link, while a session is held."""

    address: Annotated[str, "where events come from"]
    session: Annotated[str, "the session's id: what a trainee chooses of their pace holds for it"]
    lead: Annotated[int, "since when everyone is led to the same page, Unix time in ms; 0 for nowhere"]
    hour: Annotated[str, "when the screen was made: « 10:42:07 »"]
    scripts: Annotated[tuple[str, ...], "addresses of the scripts that a live screen adds, in order"]


@dataclass(frozen=True)
class LeadView:
    """The page to which everyone is led."""

    page: Annotated[Link | None, "the page; None where this trainee has no such page"]
    number: Annotated[int, "its place among the unit's pages, from 1; 0 where they have no such page"]
    is_quiz: Annotated[bool, "whether it is to answer a quiz that is open"]
    is_here: Annotated[bool, "whether it is the page that they read"]


@dataclass(frozen=True)
class ArrivalContext:
    """`web/arrival.html`: what to do now, in a trainee's home; live while a session is held."""

    session: Annotated[str, "today's session or the next one, one sentence; may be empty"]
    lead: Annotated[LeadView | None, "the page to which everyone is led, if they are"]
    onward: Annotated[Link | None, "where the big button goes; None for an empty path"]


@dataclass(frozen=True)
class JourneyContext:
    """`web/journey.html`: the trainee's home."""

    shell: Annotated[Shell, "what surrounds the screen"]
    learner: Annotated[str, "their opaque id: whose unsent answers leave from here"]
    name: Annotated[str, "the trainee's first name and last name"]
    live: Annotated[LiveView | None, "what keeps the screen fresh; None while no session is held"]
    arrival: Annotated[Markup, "what to do now, as `web/arrival.html` makes it"]
    has_to_sign: Annotated[bool, "whether they have yet to sign the attendance sheet of the session"]
    has_debrief: Annotated[bool, "whether it is time for « Mon bilan »"]
    path_screen: Annotated[Markup, "« Mon parcours », as `path.html` makes it"]


@dataclass(frozen=True)
class ScreenContext:
    """`web/screen.html`: a screen that the bundle has too, in the frame of the site."""

    shell: Annotated[Shell, "what surrounds the screen"]
    title: Annotated[str, "title of the browser's window, before the programme's"]
    learner: Annotated[str, "opaque id of whoever answers here; empty for nobody"]
    live: Annotated[LiveView | None, "what keeps the screen fresh; None while no session is held"]
    screen: Annotated[Markup, "the screen, as a template of `templates/` makes it"]


@dataclass(frozen=True)
class FollowNoteContext:
    """`web/follow-note.html`: the quiet line over the pages' bar; live."""

    lead: Annotated[LeadView | None, "the page to which everyone is led, if they are"]
    quiz_is_closed: Annotated[bool, "whether the page has a quiz that was opened, and is closed since"]
    needs_help: Annotated[bool, "whether the trainee waits for help"]


@dataclass(frozen=True)
class HelpContext:
    """`web/help.html`: the button « Besoin d’aide »; live."""

    can_ask: Annotated[bool, "whether help can be asked for: the session is not over"]
    needs_help: Annotated[bool, "whether the trainee waits for help"]
    id: Annotated[str, "identity of what the button will do, UUIDv7"]
    unit: Annotated[str, "the unit that is read"]
    page: Annotated[str, "the page that is read"]


@dataclass(frozen=True)
class FollowBarContext:
    """`web/follow-bar.html`: what stands over the pages' bar while a session is held."""

    note: Annotated[Markup, "the quiet line, as `web/follow-note.html` makes it"]
    help: Annotated[Markup, "the button, as `web/help.html` makes it"]
    hour: Annotated[str, "when the screen was made: « 10:42:07 »"]


CONTEXTS = {
    "web/arrival.html": ArrivalContext,
    "web/home.html": HomeContext,
    "web/journey.html": JourneyContext,
    "web/follow-bar.html": FollowBarContext,
    "web/help.html": HelpContext,
    "web/follow-note.html": FollowNoteContext,
    "web/screen.html": ScreenContext,
}

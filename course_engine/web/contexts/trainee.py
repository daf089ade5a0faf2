"""What a trainee is shown, at the door and inside."""

from typing import Annotated

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import Link, Shell
from course_engine.web.site import DemoCode


class HomeContext(Struct, frozen=True):
    """`web/home.html`: where a trainee types their code."""

    shell: Annotated[Shell, "what surrounds the screen"]
    code: Annotated[str, "what was typed and not recognised; otherwise empty"]
    problem: Annotated[str, "why it was not, one sentence; otherwise empty"]
    wanted: Annotated[str, "the page to go to once let in, of this site; otherwise empty"]
    is_lost: Annotated[bool, "whether a form was posted that could not be recorded: it is said"]
    demo_codes: Annotated[tuple[DemoCode, ...], "codes of the demonstration; usually none"]


class LiveView(Struct, frozen=True):
    """What keeps a screen as fresh as its link, while a session is held."""

    address: Annotated[str, "where events come from"]
    session: Annotated[str, "the session's id: what a trainee chooses of their pace holds for it"]
    lead: Annotated[int, "since when everyone is led to the same page, Unix time in ms; 0 for nowhere"]
    hour: Annotated[str, "when the screen was made: « 10:42:07 »"]
    scripts: Annotated[tuple[str, ...], "addresses of the scripts that a live screen adds, in order"]


class LeadView(Struct, frozen=True):
    """The page to which everyone is led."""

    page: Annotated[Link | None, "the page; None where this trainee has no such page"]
    number: Annotated[int, "its place among the unit's pages, from 1; 0 where they have no such page"]
    is_quiz: Annotated[bool, "whether it is to answer a quiz that is open"]
    is_here: Annotated[bool, "whether it is the page that they read"]


class ArrivalContext(Struct, frozen=True):
    """`web/arrival.html`: what to do now, in a trainee's home; live while a session is held."""

    session: Annotated[str, "today's session or the next one, one sentence; may be empty"]
    lead: Annotated[LeadView | None, "the page to which everyone is led, if they are"]
    onward: Annotated[Link | None, "where the big button goes; None for an empty path"]


class JourneyContext(Struct, frozen=True):
    """`web/journey.html`: the trainee's home."""

    shell: Annotated[Shell, "what surrounds the screen"]
    learner: Annotated[str, "their opaque id: whose unsent answers leave from here"]
    name: Annotated[str, "the trainee's first name and last name"]
    live: Annotated[LiveView | None, "what keeps the screen fresh; None while no session is held"]
    arrival: Annotated[Markup, "what to do now, as `web/arrival.html` makes it"]
    has_to_sign: Annotated[bool, "whether they have yet to sign the attendance sheet of the session"]
    has_debrief: Annotated[bool, "whether it is time for « Mon bilan »"]
    path_screen: Annotated[Markup, "« Mon parcours », as `path.html` makes it"]


class ScreenContext(Struct, frozen=True):
    """`web/screen.html`: a screen that the bundle has too, in the frame of the site."""

    shell: Annotated[Shell, "what surrounds the screen"]
    title: Annotated[str, "title of the browser's window, before the programme's"]
    learner: Annotated[str, "opaque id of whoever answers here; empty for nobody"]
    live: Annotated[LiveView | None, "what keeps the screen fresh; None while no session is held"]
    screen: Annotated[Markup, "the screen, as a template of `templates/` makes it"]


class FollowNoteContext(Struct, frozen=True):
    """`web/follow-note.html`: the quiet line over the pages' bar; live."""

    lead: Annotated[LeadView | None, "the page to which everyone is led, if they are"]
    quiz_is_closed: Annotated[bool, "whether the page has a quiz that was opened, and is closed since"]
    needs_help: Annotated[bool, "whether the trainee waits for help"]


class HelpContext(Struct, frozen=True):
    """`web/help.html`: the button « Besoin d’aide »; live."""

    can_ask: Annotated[bool, "whether help can be asked for: the session is not over"]
    needs_help: Annotated[bool, "whether the trainee waits for help"]
    id: Annotated[str, "identity of what the button will do, UUIDv7"]
    unit: Annotated[str, "the unit that is read"]
    page: Annotated[str, "the page that is read"]


class FollowBarContext(Struct, frozen=True):
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

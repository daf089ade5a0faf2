"""What an animateur sees of stays, sessions and placement."""

from typing import Annotated

from msgspec import Struct

from course_engine.rendering.contexts import Link


class StayView(Struct, frozen=True):
    """A stay of a stand in a list."""

    id: Annotated[str, "its id"]
    title: Annotated[str, "stand and territory"]
    dates: Annotated[str, "from when to when, in words"]
    people: Annotated[str, "how many people are to be placed, and how many lack a place, in words"]
    ahead: Annotated[int, "how many sessions are still to come"]
    href: Annotated[str, "the address of its sessions"]


class SessionView(Struct, frozen=True):
    """A session in a list."""

    id: Annotated[str, "its id"]
    title: Annotated[str, "title of its unit"]
    when: Annotated[str, "day and hours, in words"]
    place: Annotated[str, "the room"]
    confirmed: Annotated[str, "places given out of seats: « 9 sur 12 »"]
    waiting: Annotated[int, "how many people wait for a place"]
    state: Annotated[str, "in one word: full, seats left, over"]
    mark: Annotated[str, "class of the state: done, attention, over or empty"]
    href: Annotated[str, "its address"]


class AnimatorContext(Struct, frozen=True):
    """`web/animator.html`: an animateur's home."""

    name: Annotated[str, "the name of whoever is signed in"]
    rooms: Annotated[tuple[Link, ...], "rooms that are open now, to be conducted; usually one or none"]
    stays: Annotated[
        tuple[StayView, ...], "stays of stands in their territories, those with sessions to come first"
    ]
    next_sessions: Annotated[tuple[SessionView, ...], "the sessions to come, the first five"]
    hour: Annotated[str, "when these figures were read"]


class StayContext(Struct, frozen=True):
    """`web/stay.html`: the sessions of a stay."""

    stay: Annotated[StayView, "the stay"]
    sessions: Annotated[tuple[SessionView, ...], "its sessions, in order of time"]
    placement: Annotated[str, "the address of its placement; empty where it is not theirs to see"]
    hour: Annotated[str, "when these figures were read"]


class ExpectedView(Struct, frozen=True):
    """Somebody on the list of a session."""

    id: Annotated[str, "their opaque id"]
    name: Annotated[str, "last name and first name"]
    employer: Annotated[str, "whom they serve"]
    accommodation: Annotated[str, "what would make the session easier for them; may be empty"]
    href: Annotated[str, "the address of the person's page"]


class SessionContext(Struct, frozen=True):
    """`web/session.html`: the people of a session."""

    session: Annotated[SessionView, "the session"]
    stay: Annotated[Link, "the stay that it is part of"]
    confirmed: Annotated[tuple[ExpectedView, ...], "who has a place, in order of name"]
    waiting: Annotated[tuple[ExpectedView, ...], "who waits for one, first come first"]
    free: Annotated[int, "how many seats are left"]
    elsewhere: Annotated[tuple[tuple[str, str], ...], "sessions to which one may move: id and when"]
    addable: Annotated[tuple[tuple[str, str], ...], "people who could be added: id and name"]
    room: Annotated[str, "the address of its room; empty where it is not theirs to conduct"]
    may_place: Annotated[bool, "whether whoever is signed in decides of places"]
    kind: Annotated[str, "success or error where something was just asked; otherwise empty"]
    message: Annotated[str, "what came of it, one sentence; may be empty"]


class CancellationContext(Struct, frozen=True):
    """`web/cancelling.html`: a place that is about to be taken back."""

    session: Annotated[SessionView, "the session"]
    person: Annotated[ExpectedView, "who has the place, or waits for one"]
    seen: Annotated[str, "the id of the decision that stands, sent back with the form"]
    rank: Annotated[int, "their rank on the waiting list, from 1; 0 for who has a place"]
    waiting: Annotated[int, "how many people wait for a place"]
    next_waiting: Annotated[str, "the name of who would be asked first; empty where nobody else waits"]
    is_held: Annotated[bool, "whether the session is held now"]
    refusal: Annotated[str, "why it cannot be taken back, one sentence; empty where it can"]


class ProposedSession(Struct, frozen=True):
    """A session with the people whom the engine would place in it."""

    session: Annotated[SessionView, "the session"]
    people: Annotated[tuple[str, ...], "names of those proposed"]
    already: Annotated[int, "how many places are confirmed in it"]


class Unserved(Struct, frozen=True):
    """People without a place for one reason."""

    sentence: Annotated[str, "the reason, one sentence"]
    people: Annotated[tuple[Link, ...], "who they are"]


class PlacementContext(Struct, frozen=True):
    """`web/placement.html`: what the engine proposes for a stay."""

    stay: Annotated[StayView, "the stay"]
    proposal: Annotated[str, "the id of the proposal; empty where none was asked for"] = ""
    is_current: Annotated[bool, "whether the records still say what it was made from"] = True
    made: Annotated[str, "when it was made and by whom, in words"] = ""
    quality: Annotated[str, "how good it is, one sentence"] = ""
    sessions: Annotated[tuple[ProposedSession, ...], "what is proposed, in order of time"] = ()
    unserved: Annotated[tuple[Unserved, ...], "who has no place, the largest group first"] = ()
    remedies: Annotated[tuple[str, ...], "what would help, one sentence each"] = ()
    small_groups: Annotated[tuple[str, ...], "what could be merged, one sentence each"] = ()
    kind: Annotated[str, "success or error where something was just asked; otherwise empty"] = ""
    message: Annotated[str, "what came of it, one sentence; may be empty"] = ""


CONTEXTS = {
    "web/animator.html": AnimatorContext,
    "web/stay.html": StayContext,
    "web/session.html": SessionContext,
    "web/cancelling.html": CancellationContext,
    "web/placement.html": PlacementContext,
}

"""What is shown of the attendance register: to who signs, and to who keeps it."""

from collections.abc import Mapping
from typing import Annotated

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import Link, Shell
from course_engine.web.contexts.animator import SessionView


class SignContext(Struct, frozen=True):
    """`web/sign.html`: a box to sign in, for one person."""

    shell: Annotated[Shell, "what surrounds the screen"]
    style: Annotated[str, "the address of `register.css`"]
    script: Annotated[str, "the address of the script that draws"]
    title: Annotated[str, "what is signed, as a title"]
    name: Annotated[str, "who signs"]
    lines: Annotated[tuple[str, ...], "what is signed for: session, place, hours, one sentence each"]
    action: Annotated[str, "where the form goes; empty where there is nothing to sign"]
    without: Annotated[str, "what to do for who cannot draw, one or two sentences"]
    back: Annotated[Link, "the way back"]
    is_alone: Annotated[bool, "whether nothing else is shown around: the screen goes from hand to hand"] = (
        False
    )
    kind: Annotated[str, "success, attention or error where something is said; otherwise empty"] = ""
    message: Annotated[str, "what is said, one or two sentences; may be empty"] = ""


class PersonToSign(Struct, frozen=True):
    """Somebody on the screen that goes from hand to hand."""

    name: Annotated[str, "last name and first name"]
    href: Annotated[str, "the address of their own box; empty once they signed"]


class SignHereContext(Struct, frozen=True):
    """`web/sign-here.html`: the names, on the screen that goes from hand to hand."""

    shell: Annotated[Shell, "what surrounds the screen"]
    style: Annotated[str, "the address of `register.css`"]
    title: Annotated[str, "title of the session"]
    when: Annotated[str, "day and hours, in words"]
    people: Annotated[tuple[PersonToSign, ...], "who has a place, in order of name"]
    left: Annotated[int, "how many have yet to sign"]
    thanks: Annotated[str, "the name of who just signed; may be empty"]
    back: Annotated[Link, "the way back, for the animateur"]


class AttendanceLineView(Struct, frozen=True):
    """A line of the sheet."""

    id: Annotated[str, "their opaque id"]
    name: Annotated[str, "last name and first name"]
    employer: Annotated[str, "whom they serve"]
    state: Annotated[str, "in a few words: signed on the screen, on paper, not signed"]
    mark: Annotated[str, "class of the state: done, attention, over or empty"]
    hours: Annotated[str, "from when to when, in words; empty where they did not sign"]
    is_partial: Annotated[bool, "whether they were there for a part only"]
    signature: Annotated[Markup, "what they drew, an SVG; may be empty"]
    history: Annotated[tuple[str, ...], "everything that stood, oldest first, one sentence each"]
    arrives: Annotated[str, "their hour of arrival, or what was typed, for a form"]
    leaves: Annotated[str, "their hour of departure, or what was typed, for a form"]
    is_present: Annotated[bool, "whether they signed"]
    is_ticked: Annotated[bool, "whether their line was ticked and could not be recorded"]


class AttendanceContext(Struct, frozen=True):
    """`web/attendance.html`: the sheet of a session, in the frame of accounts."""

    style: Annotated[str, "the address of `register.css`"]
    session: Annotated[SessionView, "the session"]
    address: Annotated[str, "the address of the sheet; what can be done with it is under it"]
    lines: Annotated[tuple[AttendanceLineView, ...], "a line for each person, in order of name"]
    present: Annotated[str, "how many signed out of how many, in words"]
    hour: Annotated[str, "when these figures were read"]
    ahead: Annotated[str, "that the session is of another day, still to come, in one sentence; may be empty"]
    room: Annotated[str, "the address of its room"]
    reasons: Annotated[tuple[tuple[str, str], ...], "why a line may be corrected: value and words"]
    countersigned: Annotated[str, "how the sheet was countersigned, one sentence; may be empty"]
    countersignature: Annotated[Markup, "what the animateur drew, an SVG; may be empty"]
    is_countersigned: Annotated[bool, "whether that is about what the sheet says now"]
    findings: Annotated[tuple[str, ...], "what was changed behind the register, one sentence each"]
    head: Annotated[str, "the beginning of the last link's hash, as it is printed; may be empty"]
    problems: Annotated[Mapping[str, str], "what has to be put right, by field"]
    kind: Annotated[str, "success or error where something was just asked; otherwise empty"] = ""
    message: Annotated[str, "what came of it, one sentence; may be empty"] = ""


CONTEXTS = {
    "web/sign.html": SignContext,
    "web/sign-here.html": SignHereContext,
    "web/attendance.html": AttendanceContext,
}

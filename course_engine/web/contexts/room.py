"""What an animateur sees of the room that they conduct, and what the projector shows of it.

Each live region has a template of its own, which the page and the events share.
"""

from collections.abc import Mapping
from typing import Annotated

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import Link, Shell


class ActView(Struct, frozen=True):
    """A button: one thing that can be done in the room."""

    element: Annotated[str, "the id of its element: the same as long as it stands for the same thing"]
    id: Annotated[str, "the id of the act that it would record"]
    action: Annotated[str, "what it does, as `RoomActKind` says"]
    about: Annotated[str, "its target or, for help given, the trainee; may be empty"]
    words: Annotated[str, "what is written on it"]
    detail: Annotated[str, "what a screen reader adds: which time, page or person; may be empty"] = ""
    main: Annotated[bool, "whether it is what is most likely wanted"] = False


class TimeView(Struct, frozen=True):
    """One of the times of the session."""

    title: Annotated[str, "what it is called"]
    hours: Annotated[str, "its target hours, in words"]
    happened: Annotated[str, "when it really began, or how long is left, in words; may be empty"]
    progress: Annotated[str, "where it is, in one word"]
    mark: Annotated[str, "class of its state: done, attention, over or empty"]
    going_on: Annotated[bool, "whether it is the one that is going on"]
    act: Annotated[ActView | None, "how to go to it; None where nothing can be done"]


class OrderContext(Struct, frozen=True):
    """`web/room-order.html`: the running order."""

    address: Annotated[str, "where its buttons post"]
    sentence: Annotated[str, "where the session is: not begun, since when, over"]
    drift: Annotated[str, "« 18 minutes de retard », « À l’heure »; empty before its hour"]
    drift_mark: Annotated[str, "class of the drift: done, attention or over"]
    times: Annotated[tuple[TimeView, ...], "the times, in order"]
    advice: Annotated[tuple[str, ...], "what can be shortened, one sentence each"]
    pages_left: Annotated[tuple[Markup, ...], "titles of the pages of this time not shown to everyone yet"]
    act: Annotated[ActView | None, "begin, or resume; None while the session goes on, or the room is closed"]
    end: Annotated[ActView | None, "end the session; None where it cannot be ended"]


class PageView(Struct, frozen=True):
    """A page of the session's unit."""

    title: Annotated[Markup, "its title"]
    levels: Annotated[str, "who reads it, where it is not everybody; may be empty"]
    state: Annotated[str, "here, shown, or empty"]
    act: Annotated[ActView | None, "lead everyone to it"]


class PagesView(Struct, frozen=True):
    """The pages of one time."""

    element: Annotated[str, "the id of its element"]
    title: Annotated[str, "what the time is called"]
    pages: Annotated[tuple[PageView, ...], "its pages, in order"]
    open: Annotated[bool, "whether it is unfolded at first"]


class QuizView(Struct, frozen=True):
    """The quiz of a page of the session's unit."""

    title: Annotated[str, "its title"]
    levels: Annotated[
        tuple[str, ...], "titles of the quizzes that open together, where each level has its own"
    ]
    state: Annotated[str, "open since when, closed when, or not opened, in words"]
    mark: Annotated[str, "class of its state: attention, done or empty"]
    acts: Annotated[tuple[ActView, ...], "open it, close it, show or hide its results"]
    questions: Annotated[str, "where all its questions are looked back on; empty where they cannot be yet"]


class CentreContext(Struct, frozen=True):
    """`web/room-centre.html`: what trainees see now, and what can be done about it."""

    address: Annotated[str, "where its buttons post"]
    shows: Annotated[str, "what trainees see now, one sentence"]
    page: Annotated[Markup, "title of the page to which everyone is led; empty where each goes at their pace"]
    let_go: Annotated[ActView | None, "let everyone go at their own pace"]
    times: Annotated[tuple[PagesView, ...], "the pages, time by time"]
    quizzes: Annotated[tuple[QuizView, ...], "the quizzes, in order"]


class TileContext(Struct, frozen=True):
    """`web/room-tile.html`: one person of a room."""

    address: Annotated[str, "where its button posts"]
    name: Annotated[str, "last name and first name"]
    href: Annotated[str, "the address of the person's page"]
    signed: Annotated[bool, "whether they signed for the half-day"]
    where: Annotated[Markup, "the page that they read; may be empty"]
    seen: Annotated[str, "when something was last heard of them, in words; may be empty"]
    help: Annotated[str, "since when they wait for help, in words; empty where they do not"]
    help_given: Annotated[ActView | None, "say that help was given"]
    progress: Annotated[str, "« 4 questions sur 6 », for the quiz that counts now; may be empty"]
    stumbles: Annotated[str, "that their last answers were not fully right, in words; may be empty"]


class CountContext(Struct, frozen=True):
    """`web/room-count.html`: how many are here, and how far they are."""

    summary: Annotated[str, "how many are expected, signed, wait for help"]
    progress: Annotated[str, "how far the room is in the quiz that counts now; may be empty"]


class PeopleContext(Struct, frozen=True):
    """`web/room-people.html`: who is here, and where each is."""

    tiles: Annotated[
        tuple[tuple[str, Markup], ...],
        "the live region of each of the people and what it holds, who waits for help first, then by name",
    ]
    list: Annotated[str, "the address of the session's list, where somebody is given a place"]


class NotesContext(Struct, frozen=True):
    """`web/room-notes.html`: what the animateurs noted about the session."""

    notes: Annotated[tuple[tuple[str, str], ...], "hour and text, the latest first"]


class RoomContext(Struct, frozen=True):
    """`web/room.html`: the room that an animateur conducts."""

    title: Annotated[str, "title of the unit"]
    when: Annotated[str, "day and hours, in words"]
    place: Annotated[str, "the room"]
    address: Annotated[str, "its own address, where its forms post"]
    live: Annotated[str, "where its events come from"]
    projector: Annotated[str, "the address of the projector's screen"]
    links: Annotated[tuple[Link, ...], "the session's list, its sign-in sheet, its debrief"]
    hour: Annotated[str, "when it was read: « 10:42:07 »"]
    closed: Annotated[str, "why nothing can be done in it, one sentence; empty while the room is open"]
    note: Annotated[str, "the id of the note that may be written; empty where none may"]
    regions: Annotated[Mapping[str, Markup], "each live region by its name, as its own template makes it"]
    scripts: Annotated[tuple[str, ...], "the addresses of its scripts"]
    kind: Annotated[str, "error where something was just refused; otherwise empty"]
    message: Annotated[str, "why, one sentence; may be empty"]
    written: Annotated[str, "the note that was refused, to be put right; otherwise empty"]


class BarView(Struct, frozen=True):
    """One thing that could be answered, as a bar."""

    label: Annotated[Markup, "what it says"]
    count: Annotated[int, "how many people answered it"]
    bar: Annotated[Markup, "its bar, as an SVG"]
    right: Annotated[bool, "whether it is (part of) the right answer"]


class ProjectedContext(Struct, frozen=True):
    """`web/projection-screen.html`: what the projector shows: no name, no clock."""

    kicker: Annotated[str, "what kind of thing it is, in a word or two; may be empty"]
    title: Annotated[Markup, "what everybody is asked to look at"]
    text: Annotated[Markup, "what stands under it; may be empty"]
    sentence: Annotated[str, "what to do, or how far the room is; may be empty"]
    questions: Annotated[
        tuple[tuple[Markup, str], ...], "those of the open quiz, and how far the room is in each"
    ]
    bars: Annotated[tuple[BarView, ...], "the results of a question"]
    solution: Annotated[Markup, "what would have been right, where no bar says it; may be empty"]
    caption: Annotated[str, "of the results: how many answered, and how many late; may be empty"]
    previous: Annotated[str, "the address of the question before; may be empty"]
    next: Annotated[str, "the address of the question after; may be empty"]


class ProjectionContext(Struct, frozen=True):
    """`web/projection.html`: the projector's screen."""

    shell: Annotated[Shell, "what surrounds the screen"]
    title: Annotated[str, "title of the unit"]
    address: Annotated[str, "its own address"]
    room: Annotated[str, "the address of the room that is conducted"]
    live: Annotated[str, "where its events come from"]
    hour: Annotated[str, "when it was read: « 10:42:07 »"]
    screen: Annotated[Markup, "the live region, as its own template makes it"]
    scripts: Annotated[tuple[str, ...], "the addresses of its scripts"]


class QuestionLine(Struct, frozen=True):
    """A question that was asked in the room, and how it went."""

    rank: Annotated[int, "its number, as the projector counts"]
    title: Annotated[Markup, "its title"]
    href: Annotated[str, "where the projector shows its results; empty while it does not"]
    answers: Annotated[str, "« 3 sur 4 »: how many answered, of those who are asked it"]
    right: Annotated[str, "« 2 (67 %) »: how many were fully right; empty where nobody answered"]
    bar: Annotated[Markup, "their share, as an SVG"]
    worth: Annotated[bool, "whether it is one of those worth discussing"]


class QuestionsContext(Struct, frozen=True):
    """`web/room-questions.html`: every question of the quizzes that the room answered last."""

    address: Annotated[str, "where its buttons post"]
    sentence: Annotated[str, "whether the projector shows them, one sentence; empty where there is no quiz"]
    acts: Annotated[tuple[ActView, ...], "show or hide the results; close the quiz first"]
    worth: Annotated[tuple[QuestionLine, ...], "those worth discussing, the most missed first"]
    quizzes: Annotated[
        tuple[tuple[str, tuple[QuestionLine, ...]], ...], "the title and the questions of each quiz, in order"
    ]


class QuestionsScreenContext(Struct, frozen=True):
    """`web/questions.html`: the screen on which an animateur chooses what to discuss."""

    title: Annotated[str, "title of the unit"]
    address: Annotated[str, "its own address"]
    room: Annotated[str, "the address of the room that is conducted"]
    live: Annotated[str, "where its events come from; empty where none come"]
    hour: Annotated[str, "when it was read: « 10:42:07 »"]
    questions: Annotated[Markup, "the live region, as its own template makes it"]
    scripts: Annotated[tuple[str, ...], "the addresses of its scripts"]


CONTEXTS = {
    "web/room.html": RoomContext,
    "web/room-order.html": OrderContext,
    "web/room-centre.html": CentreContext,
    "web/room-count.html": CountContext,
    "web/room-people.html": PeopleContext,
    "web/room-tile.html": TileContext,
    "web/room-notes.html": NotesContext,
    "web/questions.html": QuestionsScreenContext,
    "web/room-questions.html": QuestionsContext,
    "web/projection.html": ProjectionContext,
    "web/projection-screen.html": ProjectedContext,
}

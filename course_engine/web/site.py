"""What the routes are given: the records, the course, the theme, the clock."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from functools import cached_property, partial
from pathlib import Path
from random import Random
from uuid import UUID

from fastapi import Request
from msgspec import Struct, field
from msgspec.structs import replace

from course_engine import runtime
from course_engine.rendering.contexts import Shell
from course_engine.rendering.theme import Theme
from course_engine.store import Database
from course_engine.training.identity import uuid7
from course_engine.training.library import Library
from course_engine.training.passwords import Passwords
from course_engine.training.placement import PlacementPolicy
from course_engine.training.privacy import privacy_notice
from course_engine.training.retention import Retention
from course_engine.training.room.answer_desk import AnswerDesk
from course_engine.web.broadcast import Broadcast
from course_engine.web.hub import Hub, Topic, Whereabouts
from course_engine.web.quizzes import Feedbacks
from course_engine.web.room_states import RoomStates
from course_engine.web.static_files import QUIZ_SCRIPT, SITE_STYLE, STAFF_STYLES, StaticFiles


class DemoCode(Struct, frozen=True):
    """A code of the demonstration, shown on the home page: what it shows, and the code."""

    label: str
    code: str


class DemoLogin(Struct, frozen=True):
    """An account of the demonstration, shown where one signs in: what it shows, its login and its password."""

    label: str
    login: str
    password: str


class Site(Struct, frozen=True, dict=True):
    """Everything that an application works from.

    Attributes:
        database: the records.
        library: the course.
        course: the folder in which the course's files are.
        theme: what dresses the pages.
        organiser: who organises, as shown; empty for the programme's own.
        session_ends: the hour, by the stand's clock, at which whoever came in must enter again.
        clock: tells the time, aware.
        rng: draws tokens and ids: `random.SystemRandom()`.
        demo_codes: shown on the home page, under « Démonstration »; none outside a demonstration.
        demo_logins: shown where one signs in, likewise.
        names: names of this machine on its network, that it answers to beside its addresses.
        retention: how long each kind of record is kept.
        controller: who answers for people's data; empty for the organiser.
        privacy_contact: how the data protection officer is reached; may be empty.
        passwords: makes and checks the hashes of accounts' passwords.
        placement: what the stands decide of their groups.
        hub: wakes the screens that watch a room.
        whereabouts: where trainees are, in memory only.
        broadcast: what the screens of one room share.
    """

    database: Database
    library: Library
    course: Path
    theme: Theme
    organiser: str
    session_ends: time
    clock: Callable[[], datetime]
    rng: Random
    demo_codes: tuple[DemoCode, ...] = ()
    demo_logins: tuple[DemoLogin, ...] = ()
    names: frozenset[str] = frozenset()
    retention: Retention = field(default_factory=Retention)
    controller: str = ""
    privacy_contact: str = ""
    passwords: Passwords = field(default_factory=Passwords)
    placement: PlacementPolicy = field(default_factory=PlacementPolicy)
    hub: Hub = field(default_factory=Hub)
    whereabouts: Whereabouts = field(default_factory=Whereabouts)
    broadcast: Broadcast = field(default_factory=Broadcast)

    @cached_property
    def rooms(self) -> RoomStates:
        """How rooms stand, for the streams."""
        return RoomStates(self.database, self.hub)

    def new_id(self) -> UUID:
        """Return the UUIDv7 of a fact that is made now."""
        return uuid7(self.clock(), self.rng)

    @cached_property
    def answer_desk(self) -> AnswerDesk:
        """Where answers are handed in; the application closes it when it stops."""
        return AnswerDesk(self.database, self.library, changed=partial(self.hub.changed, topic=Topic.ANSWERS))

    @cached_property
    def feedbacks(self) -> Feedbacks:
        """What is said of answers."""
        return Feedbacks(self.library)

    @cached_property
    def statics(self) -> StaticFiles:
        """The files that every page may name."""
        return StaticFiles(self.theme)

    @cached_property
    def shell(self) -> Shell:
        """What surrounds every screen."""
        programme = self.library.catalogue.programme
        return Shell(
            programme=programme.title,
            organiser=self.organiser or programme.organiser,
            home="/",
            mark="",
            stylesheets=self.statics.urls(SITE_STYLE),
            scripts=self.statics.urls(runtime.PRINT),
        )

    @cached_property
    def quiz_shell(self) -> Shell:
        """What surrounds the screens where a trainee may answer, or has answers yet to be sent."""
        return replace(self.shell, scripts=self.statics.urls(QUIZ_SCRIPT))

    @cached_property
    def staff_shell(self) -> Shell:
        """What surrounds the screens of those who have an account."""
        return replace(self.shell, stylesheets=(*self.shell.stylesheets, *self.statics.urls(*STAFF_STYLES)))

    @cached_property
    def privacy_notice(self) -> Sequence[tuple[str, str]]:
        """The short notice that stands on the questionnaire: headings with their text."""
        controller = self.controller or self.shell.organiser or self.shell.programme
        return privacy_notice(controller=controller, contact=self.privacy_contact, retention=self.retention)


def site_of(request: Request) -> Site:
    """Return what the application that serves `request` works from."""
    site: Site = request.app.state.site
    return site

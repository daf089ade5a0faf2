"""The buttons of the room: each carries the id of the one act that it records."""

from msgspec import Struct

from course_engine.model.room import RoomActKind
from course_engine.training.room.attending import is_held
from course_engine.training.room.conductor import deed_id
from course_engine.training.room.standing import Room
from course_engine.training.room.watching import Seen
from course_engine.web.contexts.room import ActView


class Buttons(Struct, frozen=True):
    """What can be pressed in a room as it stands.

    Attributes:
        is_open: whether the room is; otherwise there is no button at all.
    """

    room: Room
    is_open: bool

    @classmethod
    def of(cls, seen: Seen) -> "Buttons":
        """Return the buttons of a room as it was read."""
        return cls(seen.room, is_held(seen.room.session, seen.at))

    @property
    def goes_on(self) -> bool:
        """Whether the session has begun and is not over."""
        return self.is_open and self.room.state.begun_at is not None and self.room.state.ended_at is None

    def act(
        self,
        kind: RoomActKind,
        words: str,
        *,
        about: str = "",
        element: str = "",
        detail: str = "",
        main: bool = False,
    ) -> ActView:
        """Return a button.

        Args:
            kind: what it does.
            words: what is written on it.
            about: its target, or the trainee.
            element: its id in the page; two buttons that follow one another in one place share theirs, so that
                the focus stays there.
            detail: what a screen reader adds.
            main: whether it is what is most likely wanted.
        """
        return ActView(
            element=element or f"{kind}-{about}",
            id=str(deed_id(self.room, kind, about)),
            action=kind,
            about=about,
            words=words,
            detail=detail,
            main=main,
        )

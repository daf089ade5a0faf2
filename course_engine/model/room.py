"""What happens in the room while a session is held: acts, appended as they are made."""

from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field

from course_engine.model.frozen import Frozen
from course_engine.model.identity import OpaqueId, Slug
from course_engine.model.training import SessionId


class RoomActKind(StrEnum):
    """What was done. In brackets, what `RoomAct.target` names."""

    BEGUN = "debut"
    PHASE = "temps"
    """A time of the session begins [its rank, from 1]."""
    PUSHED = "page"
    """Everyone is led to a page [its id in the session's unit]."""
    LET_GO = "rythme-libre"
    QUIZ_OPENED = "quiz-ouvert"
    """[the quiz]"""
    QUIZ_CLOSED = "quiz-ferme"
    """[the quiz]: what comes afterwards is recorded as late."""
    RESULTS_SHOWN = "resultats"
    """The projector shows the results, without names [the quiz]."""
    RESULTS_HIDDEN = "resultats-caches"
    HELP_ASKED = "aide-demandee"
    """[the page on which]"""
    HELP_DROPPED = "aide-retiree"
    HELP_GIVEN = "aide-donnee"
    NOTE = "note"
    """The animateur's, about the session, never about a person [text]."""
    ENDED = "fin"


class RoomAct(Frozen):
    """A fact: what an animateur, or a trainee who needs help, did in a session.

    Attributes:
        id: UUIDv7 made where it was done.
        trainee: whom it is about; None for the whole room.
        target: what it is about, as `RoomActKind` says; may be empty.
        text: what was written; may be empty.
        by: the account, or the trainee's id.
        at: when, in UTC.
    """

    id: UUID
    session: SessionId
    kind: RoomActKind
    trainee: OpaqueId | None = None
    target: Slug | str = Field(default="", max_length=40)
    text: str = Field(default="", max_length=500)
    by: str
    at: AwareDatetime

"""The debrief: what a trainee says of the path they followed, and what the animateur keeps of it."""

from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field

from course_engine.model.frozen import Frozen
from course_engine.model.identity import OpaqueId, Slug
from course_engine.model.training import SessionId

MOST_AXES = 3


class DebriefAuthor(StrEnum):
    """Who speaks."""

    TRAINEE = "stagiaire"
    ANIMATOR = "animateur"


class DebriefView(Frozen):
    """What one of them says, in choices rather than in sentences.

    Attributes:
        acquired: objectives that go well.
        hard: objectives that resisted.
        wanted: objectives to work on again, the most wished for first; at most `MOST_AXES`.
        remark: in their words; no name, may be empty.
    """

    acquired: tuple[Slug, ...] = ()
    hard: tuple[Slug, ...] = ()
    wanted: tuple[Slug, ...] = Field(default=(), max_length=MOST_AXES)
    remark: str = Field(default="", max_length=500)


class DebriefNote(Frozen):
    """A fact: what one of them said of a trainee's path; for each author, the latest stands.

    Attributes:
        id: UUIDv7 made where it was said.
        session: the closing session in which; None outside any.
        by: the account, or the trainee's id.
    """

    id: UUID
    trainee: OpaqueId
    session: SessionId | None
    author: DebriefAuthor
    view: DebriefView
    by: str
    at: AwareDatetime

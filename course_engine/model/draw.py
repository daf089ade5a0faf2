"""Which questions of a quiz were drawn for one trainee, once and for ever."""

from uuid import UUID

from pydantic import AwareDatetime

from course_engine.model.frozen import Frozen
from course_engine.model.identity import OpaqueId, Slug


class QuizDraw(Frozen):
    """A fact: what one trainee is asked of a quiz that draws; the first one stands.

    Attributes:
        id: UUIDv7 made where the quiz was first opened.
        questions: in the order in which they are asked.
        drawn_at: when it was first opened: on a page, or in a bundle.
    """

    id: UUID
    trainee: OpaqueId
    quiz: Slug
    questions: tuple[Slug, ...]
    drawn_at: AwareDatetime

"""A room as it stands: its session, the unit that is taught in it, and what was done so far."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from course_engine.model.course import Catalogue, Page, Phase, Unit
from course_engine.model.identity import Slug
from course_engine.model.room import RoomAct, RoomActKind
from course_engine.model.training import TrainingSession
from course_engine.model.variant import quiz_places
from course_engine.store import Records
from course_engine.training.room.state import RoomState, state_of


class Room(Struct, frozen=True, dict=True):
    """A room as it stands.

    Attributes:
        unit: what is taught; None where the course no longer has it.
        acts: everything that was done in it, oldest first.
    """

    session: TrainingSession
    unit: Unit | None
    acts: tuple[RoomAct, ...]

    @cached_property
    def state(self) -> RoomState:
        """What the acts make of it."""
        return state_of(self.acts)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The times of the session."""
        return self.unit.phases if self.unit else ()

    @cached_property
    def pages(self) -> Mapping[Slug, Page]:
        """The unit's pages, of every level, in order."""
        return {page.id: page for page in self.unit.pages} if self.unit else {}

    @cached_property
    def quizzes(self) -> Mapping[Slug, Slug]:
        """The quizzes that stand in the unit, of every level, each with its page, in order."""
        return quiz_places(self.unit) if self.unit else {}

    def together(self, quiz: Slug | str | None) -> tuple[Slug, ...]:
        """Return the quizzes that a room answers together: those of one page, where each level has its own."""
        page = self.quizzes.get(quiz or "")
        return tuple(one for one, place in self.quizzes.items() if place == page)

    @property
    def counting(self) -> tuple[Slug, ...]:
        """The quizzes that count now, of one page: the open ones, else the last that were; none where none were."""
        times = self.state.quizzes
        return self.together(max(times, key=lambda quiz: times[quiz].opened_at, default=None))

    @property
    def looked_back(self) -> tuple[Slug, ...]:
        """The quizzes to look back on: those whose results the projector shows, else those that count now."""
        return self.together(self.state.results) or self.counting

    @property
    def shown(self) -> frozenset[str]:
        """The pages to which everyone was led at some moment."""
        return frozenset(act.target for act in self.acts if act.kind is RoomActKind.PUSHED)

    @property
    def pages_left(self) -> tuple[Page, ...]:
        """The pages of the time that is going on to which not everyone was led yet."""
        if not 1 <= self.state.phase <= len(self.phases):
            return ()
        return tuple(page for page in self.phases[self.state.phase - 1].pages if page.id not in self.shown)


def room_of(records: Records, catalogue: Catalogue, session: TrainingSession) -> Room:
    """Return the room of a session as it stands."""
    return Room(session, catalogue.units.get(session.unit), records.room.of_session(session.id))

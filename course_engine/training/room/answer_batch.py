"""A batch of answers: everything that must be known of them is read in bulk, then each one is judged alone."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct, field

from course_engine.errors import CourseError, NotAllowed, NotFound, SessionOver
from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.model.training import Answer, TrainingSession
from course_engine.store import Records
from course_engine.store.access import SessionHolder
from course_engine.training.answers import Submission, graded, require_same
from course_engine.training.browser_session import holders
from course_engine.training.library import Library
from course_engine.training.personal_course import NO_DRAWS, PersonalCourse, QuizInPlace
from course_engine.training.room.attending import session_now
from course_engine.training.room.state import QUIZ_KINDS, RoomState, state_of
from course_engine.training.stand_time import on_the_stand

_ = translator("training")

MOST_COURSES = 1000
"""How many trainees' paths are kept parsed."""
A_DAY = timedelta(days=1)


class Acknowledged(Struct, frozen=True):
    """An answer that is recorded.

    Attributes:
        answer: the first one received with its id.
        course: the course as its trainee reads it.
        place: the quiz, where they read it.
    """

    answer: Answer
    course: PersonalCourse
    place: QuizInPlace


Outcome: TypeAlias = Acknowledged | CourseError


class _KeptCourse(Struct, frozen=True):
    """A path as it was read, with the quizzes found in it so far.

    Attributes:
        fact: the id of the path; another one has another.
    """

    fact: UUID
    course: PersonalCourse
    places: dict[Slug, QuizInPlace] = field(default_factory=dict)

    def place(self, quiz: Slug) -> QuizInPlace:
        if quiz not in self.places:
            self.places[quiz] = self.course.quiz(quiz)
        return self.places[quiz]


class AnswerBatches:
    """Judges and appends answers, in transactions of the caller's; one at a time.

    Args:
        library: the course.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: dict[str, _KeptCourse] = {}
        self._facts = _Facts()

    def record(
        self, records: Records, submissions: Sequence[Submission], *, others_wrote: bool = True
    ) -> Sequence[Outcome]:
        """Append what can be of a batch; return what became of each submission, in their order.

        Args:
            records: of a writing transaction; nothing is recorded before it is committed.
            submissions: at least one, in the order in which they came.
            others_wrote: whether anything but the answers of the last batch may have changed since.
        """
        at = max(submission.at for submission in submissions)
        minute = at.replace(second=0, microsecond=0)
        if others_wrote or minute != self._facts.minute:
            self._facts = _Facts(minute)
        known = records.answers.known([submission.id for submission in submissions])
        batch = _Batch(self._read(records, {submission.token for submission in submissions}, at), known)
        new: dict[UUID, Answer] = {}
        outcomes = [batch.judge(submission, new) for submission in submissions]
        records.answers.add(tuple(new.values()))
        return outcomes

    def _read(self, records: Records, tokens: Collection[str], at: datetime) -> "_Facts":
        """Return what the records say of whoever holds some tokens; what is known already is not asked again."""
        facts = self._facts
        if strange := set(tokens) - facts.holders.keys():
            facts.holders |= dict.fromkeys(strange) | dict(holders(records, strange, now=at))
        trainees = {
            holder.trainee
            for token in tokens
            if (holder := facts.holders[token]) is not None and holder.trainee is not None
        }
        if newcomers := trainees - facts.sessions.keys():
            facts.sessions |= _sessions_planned(records, newcomers, at)
            # Whoever shares their room answers soon: all of them are read together, once.
            neighbours = _placed_beside(records, facts, newcomers, at) - facts.sessions.keys()
            facts.sessions |= _sessions_planned(records, neighbours, at)
            facts.courses |= self._courses_of(records, newcomers | neighbours)
            rooms = {one.id for held in facts.sessions.values() for one in held} - facts.rooms.keys()
            acts = records.room.of_kinds(rooms, QUIZ_KINDS) if rooms else {}
            facts.rooms |= {room: state_of(acts.get(room, ())) for room in rooms}
        return facts

    def _courses_of(self, records: Records, trainees: Collection[str]) -> Mapping[str, _KeptCourse]:
        """Return what trainees read, by the path that stands now, whoever changed it.

        What was drawn for them is read with the path: a draw recorded since is the one that it would be here.
        """
        facts = records.people.path_facts(trainees)
        kept = {
            trainee: known
            for trainee, fact in facts.items()
            if (known := self._kept.get(trainee)) is not None and known.fact == fact
        }
        missing = {trainee: fact for trainee, fact in facts.items() if trainee not in kept}
        if not missing:
            return kept
        paths = records.people.paths_recorded(tuple(missing.values()))
        draws = records.draws.of(missing)
        fresh = {
            trainee: _KeptCourse(
                fact, PersonalCourse.of(self._library, trainee, paths[fact], draws.get(trainee, NO_DRAWS))
            )
            for trainee, fact in missing.items()
        }
        if len(self._kept) + len(fresh) > MOST_COURSES:
            self._kept.clear()
        self._kept.update(fresh)
        return {**kept, **fresh}


class _Facts(Struct):
    """What the records say of everybody who answered since anything else changed, for a minute at most.

    Attributes:
        minute: the one that it was read in; what lets somebody in ends by itself.
        holders: whom each token lets in; None for nobody.
        courses: what each trainee reads.
        sessions: the sessions of these days in which each trainee has a place.
        rooms: how the rooms of these sessions stand, as far as quizzes go.
    """

    minute: datetime | None = None
    holders: dict[str, SessionHolder | None] = field(default_factory=dict)
    courses: dict[str, _KeptCourse] = field(default_factory=dict)
    sessions: dict[str, Sequence[TrainingSession]] = field(default_factory=dict)
    rooms: dict[str, RoomState] = field(default_factory=dict)


class _Batch(Struct, frozen=True):
    """What must be known of a batch to judge it.

    Attributes:
        facts: of everybody in it.
        known: the answers whose ids are recorded already.
    """

    facts: _Facts
    known: Mapping[UUID, Answer]

    def judge(self, submission: Submission, new: dict[UUID, Answer]) -> Outcome:
        """Return what becomes of a submission; put its answer in `new` if it is to be appended."""
        try:
            kept = self._course(submission)
            place = kept.place(submission.quiz)
            session, late = self._session(kept.course, place, submission.at)
            answer = graded(submission, kept.course, place, session=session, late=late)
            first = self.known.get(answer.id) or new.setdefault(answer.id, answer)
            require_same(first, answer)
        except CourseError as refusal:
            return refusal
        return Acknowledged(first, kept.course, place)

    def _course(self, submission: Submission) -> _KeptCourse:
        holder = self.facts.holders[submission.token]
        if holder is None:
            raise SessionOver
        if holder.trainee is None:
            raise NotAllowed(_("Only trainees answer: enter with a personal code."))
        if holder.trainee not in self.facts.courses:
            raise NotFound(_("No trainee has the identifier “{id}”.").format(id=holder.trainee))
        return self.facts.courses[holder.trainee]

    def _session(self, course: PersonalCourse, place: QuizInPlace, at: datetime) -> tuple[str | None, bool]:
        """Return the session that a trainee answers in, and whether they do so after the quiz was closed there."""
        session = session_now(self.facts.sessions[course.learner], at)
        if session is None:
            return None, False
        together = course.library.together(place.unit, place.page)
        return session.id, self.facts.rooms[session.id].is_late(together, at)


def _sessions_planned(
    records: Records, trainees: Collection[str], at: datetime
) -> Mapping[str, Sequence[TrainingSession]]:
    """Return the sessions of each whose rooms may be open at `at`: one of the evening closes after midnight."""
    if not trainees:
        return {}
    today = on_the_stand(at).date()
    planned = records.schedule.planned_between(today - A_DAY, today + A_DAY, trainees)
    return dict.fromkeys(trainees, ()) | dict(planned)


def _placed_beside(
    records: Records, facts: _Facts, trainees: Collection[str], at: datetime
) -> frozenset[str]:
    """Return who has a place in the rooms that some trainees are in at `at`."""
    held = (session_now(facts.sessions[trainee], at) for trainee in trainees)
    rooms = {session.id for session in held if session is not None}
    return frozenset(trainee for room in rooms for trainee in records.schedule.placed(room))

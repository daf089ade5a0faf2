"""What has been kept long enough: ids of rows and of people, for each period."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from course_engine.model.training import EnrolmentStatus
from course_engine.store.erasure import WISHED
from course_engine.store.tables import (
    ACCESS_CODE,
    ACCOUNT,
    ADMISSION,
    ANSWER,
    ATTENDANCE,
    ATTESTATION,
    DEBRIEF_NOTE,
    ENROLMENT_DECISION,
    JUDGEMENT,
    LEARNING_PATH,
    MERGE_RECEIPT,
    PATH_OVERRIDE,
    PLACEMENT_PROPOSAL,
    QUIZ_DRAW,
    REGISTRATION,
    REGISTRATION_DRAFT,
    REGISTRATION_LINK,
    ROOM_ACT,
    TRAIL,
    TRAINEE,
    TRAINING_SESSION,
    WEB_SESSION,
    WRONG_ATTEMPT,
)


class OverdueRepository:
    """Finds what is over its time; whoever asks says since when."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_seen(self) -> Mapping[str, datetime]:
        """Return, for each person, the end of their last session, held or to come; else when they registered.

        A place that was cancelled does not count; registering anew does.
        """
        latest: dict[str, datetime] = {}
        for trainee, instant in self._moments():
            latest[trainee] = max(instant, latest.get(trainee, instant))
        return latest

    def people(self, before: datetime) -> tuple[str, ...]:
        """Return the ids of everyone last seen before then, in order."""
        return tuple(sorted(trainee for trainee, seen in self.last_seen().items() if seen < before))

    def with_wishes(self, before: datetime) -> tuple[str, ...]:
        """Return those of `people` of whom more is kept than a name and what the register needs."""
        kept = self._with_full_form()
        for table in (LEARNING_PATH, PATH_OVERRIDE, ACCESS_CODE):
            kept |= self._having(table.c.trainee)
        for table in (ADMISSION, ENROLMENT_DECISION):
            kept |= self._having(table.c.trainee, table.c.reason != "")
        return tuple(trainee for trainee in self.people(before) if trainee in kept)

    def with_answers(self, before: datetime) -> tuple[str, ...]:
        """Return those of `people` whose answers to quizzes are kept."""
        kept = {one for table in (ANSWER, QUIZ_DRAW, JUDGEMENT) for one in self._having(table.c.trainee)}
        return tuple(trainee for trainee in self.people(before) if trainee in kept)

    def with_debriefs(self, before: datetime) -> tuple[str, ...]:
        """Return those of `people` of whose path something was said."""
        kept = self._having(DEBRIEF_NOTE.c.trainee)
        return tuple(trainee for trainee in self.people(before) if trainee in kept)

    def room_acts(self, before: datetime) -> tuple[UUID, ...]:
        """Return the acts of rooms that were made before then."""
        return self._keys(select(ROOM_ACT.c.id).where(ROOM_ACT.c.at < before))

    def merges(self, before: datetime) -> tuple[UUID, ...]:
        """Return what was merged before then."""
        return self._keys(select(MERGE_RECEIPT.c.id).where(MERGE_RECEIPT.c.merged_at < before))

    def in_register(self) -> frozenset[str]:
        """Return the ids of everyone who signed for a half-day, or to whom an attestation was issued."""
        return frozenset(self._having(ATTENDANCE.c.trainee) | self._having(ATTESTATION.c.trainee))

    def sessions(self, now: datetime) -> tuple[bytes, ...]:
        """Return the browser sessions that are over."""
        return self._keys(select(WEB_SESSION.c.token_hash).where(WEB_SESSION.c.expires_at <= now))

    def attempts(self, before: datetime) -> tuple[UUID, ...]:
        """Return the wrong attempts made before then."""
        return self._keys(select(WRONG_ATTEMPT.c.id).where(WRONG_ATTEMPT.c.at < before))

    def drafts(self, before: datetime, now: datetime) -> tuple[UUID, ...]:
        """Return the drafts last saved before then, and those that are to be forgotten now anyway."""
        table = REGISTRATION_DRAFT
        return self._keys(select(table.c.id).where(or_(table.c.saved_at < before, table.c.expires_at <= now)))

    def links(self, before: datetime) -> tuple[UUID, ...]:
        """Return the links that stopped before then, by themselves or by hand."""
        table = REGISTRATION_LINK
        return self._keys(
            select(table.c.id).where(or_(table.c.expires_at < before, table.c.revoked_at < before))
        )

    def accounts(self, before: datetime) -> tuple[str, ...]:
        """Return the accounts closed before then."""
        return self._keys(select(ACCOUNT.c.id).where(ACCOUNT.c.closed_at < before))

    def proposals(self, before: datetime) -> tuple[UUID, ...]:
        """Return the proposals of places made before then."""
        return self._keys(select(PLACEMENT_PROPOSAL.c.id).where(PLACEMENT_PROPOSAL.c.made_at < before))

    def led_sessions(self, before: datetime) -> tuple[str, ...]:
        """Return the training sessions held before then whose animateur is still named."""
        table = TRAINING_SESSION
        return self._keys(select(table.c.id).where(table.c.day < before.date(), table.c.animator != ""))

    def trail(self, before: datetime) -> tuple[UUID, ...]:
        """Return the entries of the trail made before then."""
        return self._keys(select(TRAIL.c.id).where(TRAIL.c.at < before))

    def _moments(self) -> Iterator[tuple[str, datetime]]:
        for trainee, instant in (
            (TRAINEE.c.id, TRAINEE.c.registered_at),
            (REGISTRATION.c.trainee, REGISTRATION.c.recorded_at),
            (ATTENDANCE.c.trainee, ATTENDANCE.c.ends),
        ):
            query = select(trainee, func.max(instant)).group_by(trainee)
            yield from map(tuple, self._connection.execute(query))
        table = ENROLMENT_DECISION
        places = (
            select(table.c.trainee, table.c.session, table.c.status, TRAINING_SESSION.c.day)
            .join(TRAINING_SESSION)
            .order_by(table.c.decided_at, table.c.id)
        )
        standing = {(row.trainee, row.session): row for row in self._connection.execute(places)}
        for row in standing.values():
            if row.status != EnrolmentStatus.CANCELLED:
                yield row.trainee, datetime.combine(row.day, time.max, UTC)

    def _with_full_form(self) -> set[str]:
        rows = self._connection.execute(select(REGISTRATION.c.trainee, REGISTRATION.c.content)).all()
        forms = Counter(row.trainee for row in rows)
        full = {row.trainee for row in rows if any(name in row.content for name in WISHED)}
        return full | {trainee for trainee, count in forms.items() if count > 1}

    def _having(self, column: ColumnElement[Any], *conditions: ColumnElement[bool]) -> set[str]:
        return set(self._connection.execute(select(column).where(*conditions).distinct()).scalars())

    def _keys(self, query: Select[Any]) -> tuple[Any, ...]:
        return tuple(sorted(self._connection.execute(query).scalars()))

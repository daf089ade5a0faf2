"""Erasure: the only way in which a fact is reduced or deleted, under a permit that lasts one transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Delete, Table, Update, delete, or_, select

from course_engine.model.exchange import PlanKind
from course_engine.model.folding import fold
from course_engine.store.tables import (
    ACCESS_CODE,
    ACCOUNT,
    ACCOUNT_TERRITORY,
    ADMISSION,
    ANSWER,
    ATTENDANCE,
    ATTESTATION,
    COUNTERSIGNATURE,
    DEBRIEF_NOTE,
    ENROLMENT_DECISION,
    ERASURE_PERMIT,
    JUDGEMENT,
    LEARNING_PATH,
    MERGE_RECEIPT,
    PASSWORD,
    PATH_OVERRIDE,
    PLACEMENT_PROPOSAL,
    PLAN_VARIANT,
    QUIZ_DRAW,
    REGISTRATION,
    REGISTRATION_DRAFT,
    REGISTRATION_LINK,
    ROOM_ACT,
    SIGNED_BY,
    TRAIL,
    TRAINEE,
    TRAINING_SESSION,
    TWIN_RULING,
    WEB_SESSION,
    WRONG_ATTEMPT,
)

WISHED = ("answers", "accommodation")
"""What a form says beyond who the person is; the rest stays as long as the register."""


class ErasureRepository:
    """Reduces and deletes; what is guarded asks for `permitted`. Every method says how many rows it touched."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def permitted(self, entry: UUID) -> Iterator[None]:
        """Let facts be reduced and deleted until the block ends.

        Args:
            entry: the entry of the trail, already appended, that says what is being erased.
        """
        self._connection.execute(ERASURE_PERMIT.insert().values(trail=entry))
        yield
        self._connection.execute(delete(ERASURE_PERMIT))

    def forget_wishes(self, trainee: str) -> int:
        """Reduce the form of `trainee` to who they are, and forget the forms that it replaced."""
        table = REGISTRATION
        query = select(table).where(table.c.trainee == trainee).order_by(table.c.recorded_at)
        rows = self._connection.execute(query).mappings().all()
        replaced = [row["id"] for row in rows[:-1]]
        touched = self._count(delete(table).where(table.c.id.in_(replaced)))
        for row in rows[-1:]:
            content = {name: value for name, value in row["content"].items() if name not in WISHED}
            if content != row["content"]:
                touched += self._count(table.update().where(table.c.id == row["id"]).values(content=content))
        return touched

    def forget_path(self, trainee: str) -> int:
        """Forget the paths of `trainee`, and what was decided of their units."""
        return self._forget(LEARNING_PATH, trainee) + self._forget(PATH_OVERRIDE, trainee)

    def forget_entry(self, trainee: str) -> int:
        """Forget what lets `trainee` in."""
        return self._forget(ACCESS_CODE, trainee) + self._forget(WEB_SESSION, trainee)

    def forget_answers(self, trainee: str) -> int:
        """Forget what `trainee` answered to quizzes, how it was judged, what was drawn for them."""
        return sum(self._forget(table, trainee) for table in (JUDGEMENT, ANSWER, QUIZ_DRAW))

    def forget_help(self, trainee: str) -> int:
        """Forget the help that `trainee` asked for and was given."""
        return self._forget(ROOM_ACT, trainee)

    def forget_debriefs(self, trainee: str) -> int:
        """Forget what `trainee` said of their path, and what was said of it."""
        return self._forget(DEBRIEF_NOTE, trainee)

    def forget_signatures(self, trainee: str) -> int:
        """Forget what `trainee` drew to sign; its digest stays, with which the chain is checked."""
        theirs = select(ATTENDANCE.c.id).where(ATTENDANCE.c.trainee == trainee)
        drawn = SIGNED_BY.update().where(SIGNED_BY.c.attendance.in_(theirs), SIGNED_BY.c.digest.is_not(None))
        return self._count(drawn.values(signature=None))

    def forget_room(self, act: UUID) -> None:
        """Forget one act of a room."""
        self._count(delete(ROOM_ACT).where(ROOM_ACT.c.id == act))

    def forget_merge(self, merge: UUID) -> None:
        """Forget one merge."""
        self._count(delete(MERGE_RECEIPT).where(MERGE_RECEIPT.c.id == merge))

    def forget_reasons(self, trainee: str) -> int:
        """Keep what was decided of `trainee`, without the reasons that were written."""
        return sum(
            self._count(
                table.update().where(table.c.trainee == trainee, table.c.reason != "").values(reason="")
            )
            for table in (ADMISSION, ENROLMENT_DECISION)
        )

    def forget_likenesses(self, trainee: str) -> int:
        """Forget which registrations looked like that of `trainee`, and what was said of it."""
        rulings = TWIN_RULING
        kept_for = ADMISSION.update().where(ADMISSION.c.same_as == trainee).values(same_as=None, reason="")
        return self._count(kept_for) + self._count(
            delete(rulings).where(or_(rulings.c.one == trainee, rulings.c.other == trainee))
        )

    def forget_proposals(self, trainee: str) -> int:
        """Forget the proposals of places that name `trainee`: others can be made."""
        table = PLACEMENT_PROPOSAL
        rows = self._connection.execute(select(table.c.id, table.c.content)).all()
        naming = [row.id for row in rows if names(row.content, trainee)]
        return self._count(delete(table).where(table.c.id.in_(naming)))

    def forget_drafts_of(self, last_name: str, first_name: str) -> int:
        """Forget the questionnaires that somebody of that name began and never sent."""
        table = REGISTRATION_DRAFT
        rows = self._connection.execute(select(table.c.id, table.c.content)).all()
        theirs = [row.id for row in rows if typed_by(row.content, last_name, first_name)]
        return self._count(delete(table).where(table.c.id.in_(theirs)))

    def forget_name(self, trainee: str, *, attestations: Mapping[str, object], erased_at: datetime) -> int:
        """Forget who `trainee` is; what was decided and signed stays, under their opaque id.

        Args:
            trainee: their id.
            attestations: what stays of the content of each attestation, by number.
            erased_at: when, aware.
        """
        touched = self._forget(REGISTRATION, trainee)
        came_by = ADMISSION.update().where(ADMISSION.c.trainee == trainee, ADMISSION.c.link.is_not(None))
        touched += self._count(came_by.values(link=None))
        for number, content in attestations.items():
            reduced = ATTESTATION.update().where(
                ATTESTATION.c.number == number, ATTESTATION.c.trainee == trainee
            )
            touched += self._count(
                reduced.values(content=content, document=b"", statement="", erased_at=erased_at)
            )
        return touched

    def forget_register(self, trainee: str) -> int:
        """Forget everything that the register holds of `trainee`, and that they ever were there."""
        theirs = select(ATTENDANCE.c.id).where(ATTENDANCE.c.trainee == trainee)
        self._count(delete(SIGNED_BY).where(SIGNED_BY.c.attendance.in_(theirs)))
        register = (ATTESTATION, ATTENDANCE, ENROLMENT_DECISION, ADMISSION, REGISTRATION)
        return sum(self._forget(table, trainee) for table in register) + self._count(
            delete(TRAINEE).where(TRAINEE.c.id == trainee)
        )

    def forget_proposal(self, proposal: UUID) -> None:
        """Forget one proposal of places."""
        self._count(delete(PLACEMENT_PROPOSAL).where(PLACEMENT_PROPOSAL.c.id == proposal))

    def forget_session(self, token_hash: bytes) -> None:
        """Forget one browser session."""
        self._count(delete(WEB_SESSION).where(WEB_SESSION.c.token_hash == token_hash))

    def forget_attempt(self, attempt: UUID) -> None:
        """Forget one wrong attempt."""
        self._count(delete(WRONG_ATTEMPT).where(WRONG_ATTEMPT.c.id == attempt))

    def forget_draft(self, draft: UUID) -> None:
        """Forget one questionnaire that was begun."""
        self._count(delete(REGISTRATION_DRAFT).where(REGISTRATION_DRAFT.c.id == draft))

    def forget_link(self, link: UUID) -> None:
        """Forget a référent's link; the registrations that came by it stay."""
        self._count(ADMISSION.update().where(ADMISSION.c.link == link).values(link=None))
        self._count(delete(REGISTRATION_DRAFT).where(REGISTRATION_DRAFT.c.link == link))
        self._count(delete(REGISTRATION_LINK).where(REGISTRATION_LINK.c.id == link))
        self._forget_claims(PlanKind.LINK, str(link))

    def forget_account(self, account: str) -> None:
        """Forget an account; facts keep the login of who decided."""
        for table in (PASSWORD, ACCOUNT_TERRITORY, WEB_SESSION, REGISTRATION_DRAFT):
            self._count(delete(table).where(table.c.account == account))
        self._count(delete(ACCOUNT).where(ACCOUNT.c.id == account))
        self._forget_claims(PlanKind.ACCOUNT, account)

    def forget_animator(self, session: str) -> None:
        """Forget who led a session, and what they drew to countersign it."""
        table, drawn = TRAINING_SESSION, COUNTERSIGNATURE
        self._count(drawn.update().where(drawn.c.session == session).values(signature=None))
        self._count(table.update().where(table.c.id == session).values(animator=""))
        said = PLAN_VARIANT
        for row in self._connection.execute(select(said).where(*_about(PlanKind.SESSION, session))).all():
            unnamed = said.update().where(*_about(PlanKind.SESSION, session), said.c.stand == row.stand)
            self._count(unnamed.values(content={**row.content, "animator": ""}))

    def forget_trail(self, entry: UUID) -> None:
        """Forget one entry of the trail."""
        self._count(delete(TRAIL).where(TRAIL.c.id == entry))

    def _forget_claims(self, plan: PlanKind, key: str) -> None:
        self._count(delete(PLAN_VARIANT).where(*_about(plan, key)))

    def _forget(self, table: Table, trainee: str) -> int:
        return self._count(delete(table).where(table.c.trainee == trainee))

    def _count(self, statement: Delete | Update) -> int:
        return self._connection.execute(statement).rowcount


def _about(plan: PlanKind, key: str) -> tuple[ColumnElement[bool], ...]:
    return PLAN_VARIANT.c.plan == plan, PLAN_VARIANT.c.key == key


def names(content: object, trainee: str) -> bool:
    """Return whether a JSON value holds the id of `trainee`, as a value or as a key."""
    match content:
        case dict():
            return any(names(part, trainee) for pair in content.items() for part in pair)
        case list():
            return any(names(part, trainee) for part in content)
    return content == trainee


def typed_by(content: object, last_name: str, first_name: str) -> bool:
    """Return whether both names, however they are written, are among the values that a draft holds."""
    values = content.values() if isinstance(content, dict) else ()
    typed = {fold(value) for value in values if isinstance(value, str)}
    return {fold(last_name), fold(first_name)} <= typed

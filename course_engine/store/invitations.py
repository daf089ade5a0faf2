"""Référents' links, and the questionnaires being filled in through them or typed in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, delete, func, select

from course_engine.model.admission import RegistrationDraft, RegistrationLink
from course_engine.store.facts import SCHEMA_VERSION, check_version
from course_engine.store.tables import REGISTRATION_DRAFT, REGISTRATION_LINK


class InvitationRepository:
    """Reads and writes links and drafts; of what opens them, only hashes are kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_link(self, link: RegistrationLink, token_hash: bytes) -> None:
        """Keep a new link."""
        self._connection.execute(
            REGISTRATION_LINK.insert().values(**link.model_dump(), token_hash=token_hash)
        )

    def link(self, link: UUID) -> RegistrationLink | None:
        """Return a link by its id, or None."""
        return self._link(REGISTRATION_LINK.c.id == link)

    def link_by_token(self, token_hash: bytes) -> RegistrationLink | None:
        """Return the link that a token opens, stopped or not, or None."""
        return self._link(REGISTRATION_LINK.c.token_hash == token_hash)

    def every_link(self) -> tuple[RegistrationLink, ...]:
        """Return every link of every territory, in order of id."""
        rows = self._connection.execute(select(REGISTRATION_LINK).order_by(REGISTRATION_LINK.c.id)).mappings()
        return tuple(_link(row) for row in rows)

    def replace_link(self, link: RegistrationLink) -> None:
        """Change what is known of a link; what opens it stays."""
        table = REGISTRATION_LINK
        self._connection.execute(
            table.update().where(table.c.id == link.id).values(**link.model_dump(exclude={"id"}))
        )

    def links(self, territory: str) -> tuple[RegistrationLink, ...]:
        """Return every link of a territory, the newest first."""
        table = REGISTRATION_LINK
        query = select(table).where(table.c.territory == territory)
        rows = self._connection.execute(query.order_by(table.c.made_at.desc(), table.c.id)).mappings()
        return tuple(_link(row) for row in rows)

    def revoke_link(self, link: UUID, *, revoked_at: datetime) -> None:
        """Stop a link; one that is stopped stays as it is."""
        table = REGISTRATION_LINK
        self._connection.execute(
            table.update()
            .where(table.c.id == link, table.c.revoked_at.is_(None))
            .values(revoked_at=revoked_at)
        )

    def save_draft(self, draft: RegistrationDraft, *, code_hash: bytes | None = None) -> None:
        """Keep what was typed so far, in place of what was kept before.

        Args:
            draft: as it is now.
            code_hash: of the code that resumes it; what was given first stays.
        """
        table = REGISTRATION_DRAFT
        row = draft.model_dump() | {"content": dict(draft.content), "schema_version": SCHEMA_VERSION}
        if self.draft(draft.id) is None:
            self._connection.execute(table.insert().values(**row, code_hash=code_hash))
        else:
            self._connection.execute(table.update().where(table.c.id == draft.id).values(**row))

    def draft(self, draft: UUID) -> RegistrationDraft | None:
        """Return a draft by its id, or None."""
        return self._draft(REGISTRATION_DRAFT.c.id == draft)

    def draft_by_code(self, code_hash: bytes) -> RegistrationDraft | None:
        """Return the draft that a code resumes, or None."""
        return self._draft(REGISTRATION_DRAFT.c.code_hash == code_hash)

    def drafts_of(self, account: str) -> tuple[RegistrationDraft, ...]:
        """Return what an account is typing in, the latest first."""
        table = REGISTRATION_DRAFT
        query = select(table).where(table.c.account == account)
        rows = self._connection.execute(query.order_by(table.c.saved_at.desc(), table.c.id)).mappings()
        return tuple(_draft(row) for row in rows)

    def drafts_begun(self, link: UUID) -> int:
        """Return how many drafts begun through a link are kept, sent or not."""
        table = REGISTRATION_DRAFT
        query = select(func.count()).select_from(table).where(table.c.link == link)
        return self._connection.execute(query).scalar_one()

    def forget_draft(self, draft: UUID) -> None:
        """Forget a draft: it was sent, or given up."""
        self._connection.execute(delete(REGISTRATION_DRAFT).where(REGISTRATION_DRAFT.c.id == draft))

    def forget_expired_drafts(self, now: datetime) -> int:
        """Forget the drafts that nobody sent in time; return how many."""
        return self._connection.execute(
            delete(REGISTRATION_DRAFT).where(REGISTRATION_DRAFT.c.expires_at <= now)
        ).rowcount

    def _link(self, condition: Any) -> RegistrationLink | None:
        row = self._connection.execute(select(REGISTRATION_LINK).where(condition)).mappings().one_or_none()
        return None if row is None else _link(row)

    def _draft(self, condition: Any) -> RegistrationDraft | None:
        row = self._connection.execute(select(REGISTRATION_DRAFT).where(condition)).mappings().one_or_none()
        return None if row is None else _draft(row)


def _link(row: RowMapping) -> RegistrationLink:
    return RegistrationLink.model_validate({k: v for k, v in row.items() if k != "token_hash"})


def _draft(row: RowMapping) -> RegistrationDraft:
    check_version(row["schema_version"])
    kept = {k: v for k, v in row.items() if k not in {"code_hash", "schema_version"}}
    return RegistrationDraft.model_validate(kept)

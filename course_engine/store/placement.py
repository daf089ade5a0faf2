"""Proposals of places: kept as they were shown, so that what is confirmed is what was read."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, RowMapping, select

from course_engine.model.placement import Proposal
from course_engine.store.facts import SCHEMA_VERSION, as_json, check_version
from course_engine.store.tables import PLACEMENT_PROPOSAL


class KeptProposal(Struct, frozen=True):
    """A proposal for one stay of a stand.

    Attributes:
        id: UUIDv7 made with it.
        deployment: the stay.
        read_from: the digest of the problem that it answers.
        made_by: the account that asked for it.
        made_at: when.
    """

    id: UUID
    deployment: str
    proposal: Proposal
    read_from: str
    made_by: str
    made_at: datetime


class PlacementRepository:
    """Reads and writes proposals. A proposal is no fact: only its confirmation is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, kept: KeptProposal) -> None:
        """Keep a new proposal; those made before for the same stay are forgotten."""
        table = PLACEMENT_PROPOSAL
        self._connection.execute(table.delete().where(table.c.deployment == kept.deployment))
        self._connection.execute(
            table.insert().values(
                id=kept.id,
                deployment=kept.deployment,
                content=as_json(kept.proposal),
                schema_version=SCHEMA_VERSION,
                read_from=kept.read_from,
                made_by=kept.made_by,
                made_at=kept.made_at,
            )
        )

    def of_deployment(self, deployment: str) -> KeptProposal | None:
        """Return the latest proposal for a stay, or None."""
        query = select(PLACEMENT_PROPOSAL).where(PLACEMENT_PROPOSAL.c.deployment == deployment)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _kept(row)


def _kept(row: RowMapping) -> KeptProposal:
    check_version(row["schema_version"])
    return KeptProposal(
        id=row["id"],
        deployment=row["deployment"],
        proposal=Proposal.model_validate(row["content"]),
        read_from=row["read_from"],
        made_by=row["made_by"],
        made_at=row["made_at"],
    )

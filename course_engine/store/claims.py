"""What each stand says of each plan."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from course_engine.model.exchange import PlanClaim, PlanKind
from course_engine.store.facts import as_json
from course_engine.store.tables import PLAN_VARIANT

PlanId = tuple[PlanKind, str]


class ClaimRepository:
    """Reads and writes claims: one for each plan and stand, the latest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claims(self) -> Mapping[PlanId, Mapping[str, PlanClaim]]:
        """Return what every stand says of every plan, by plan, then by stand, in order."""
        table, said = PLAN_VARIANT, defaultdict[PlanId, dict[str, PlanClaim]](dict)
        query = select(table).order_by(table.c.plan, table.c.key, table.c.stand)
        for row in self._connection.execute(query).mappings():
            claim = PlanClaim.model_validate(dict(row))
            said[claim.plan, claim.key][claim.stand] = claim
        return said

    def save(self, claim: PlanClaim) -> None:
        """Keep what a stand says of a plan, in place of what it said before."""
        table = PLAN_VARIANT
        said = (table.c.plan == claim.plan, table.c.key == claim.key, table.c.stand == claim.stand)
        self._connection.execute(delete(table).where(*said))
        values = as_json(claim) | {"said_at": claim.said_at}
        self._connection.execute(table.insert().values(**values))

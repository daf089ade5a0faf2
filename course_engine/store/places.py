"""Territories and the stands that stay in them: plans, which may be corrected."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, delete, select

from course_engine.model.places import Commune, Deployment, Territory
from course_engine.store.tables import COMMUNE, DEPLOYMENT, TERRITORY


class PlacesRepository:
    """Reads and writes territories and deployments."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def territories(self) -> Mapping[str, Territory]:
        """Return every territory by its id, with its communes, in order of id."""
        return self._territories(select(TERRITORY), select(COMMUNE))

    def territory(self, territory: str) -> Territory | None:
        """Return one territory, or None."""
        found = self._territories(
            select(TERRITORY).where(TERRITORY.c.id == territory),
            select(COMMUNE).where(COMMUNE.c.territory == territory),
        )
        return found.get(territory)

    def _territories(self, territories: Select[Any], members: Select[Any]) -> Mapping[str, Territory]:
        communes: dict[str, list[Commune]] = defaultdict(list)
        for row in self._connection.execute(members.order_by(COMMUNE.c.code)).mappings():
            communes[row["territory"]].append(Commune(code=row["code"], name=row["name"]))
        rows = self._connection.execute(territories.order_by(TERRITORY.c.id)).mappings()
        return {
            row["id"]: Territory.model_validate({**row, "communes": tuple(communes[row["id"]])})
            for row in rows
        }

    def save_territory(self, territory: Territory) -> None:
        """Add a territory, or replace what is known of it and of its communes."""
        values = territory.model_dump(exclude={"communes"})
        known = self._connection.execute(
            select(TERRITORY.c.id).where(TERRITORY.c.id == territory.id)
        ).one_or_none()
        if known is None:
            self._connection.execute(TERRITORY.insert().values(**values))
        else:
            self._connection.execute(
                TERRITORY.update().where(TERRITORY.c.id == territory.id).values(**values)
            )
        self._connection.execute(delete(COMMUNE).where(COMMUNE.c.territory == territory.id))
        rows = [{"territory": territory.id, **commune.model_dump()} for commune in territory.communes]
        if rows:
            self._connection.execute(COMMUNE.insert(), rows)

    def deployments(self) -> Mapping[str, Deployment]:
        """Return every deployment by its id, in order of time."""
        table = DEPLOYMENT
        rows = self._connection.execute(select(table).order_by(table.c.begins, table.c.id)).mappings()
        return {row["id"]: Deployment.model_validate(dict(row)) for row in rows}

    def save_deployment(self, deployment: Deployment) -> None:
        """Add a deployment, or replace what is planned for it."""
        table, values = DEPLOYMENT, deployment.model_dump()
        if deployment.id in self.deployments():
            self._connection.execute(table.update().where(table.c.id == deployment.id).values(**values))
        else:
            self._connection.execute(table.insert().values(**values))

"""Facts of debriefs."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, select

from course_engine.model.debrief import DebriefAuthor, DebriefNote
from course_engine.store.facts import SCHEMA_VERSION, append, as_json, check_version
from course_engine.store.tables import DEBRIEF_NOTE


class DebriefRepository:
    """Reads and appends what was said of paths."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, note: DebriefNote) -> bool:
        """Append `note`; return whether it was new.

        Raises:
            ConflictingFact: a note of the same id has another content.
        """
        row = note.model_dump(exclude={"view"})
        return append(
            self._connection,
            DEBRIEF_NOTE,
            {**row, "view": as_json(note.view), "schema_version": SCHEMA_VERSION},
        )

    def find(self, note_id: UUID) -> DebriefNote | None:
        """Return the note of that id, or None."""
        query = select(DEBRIEF_NOTE).where(DEBRIEF_NOTE.c.id == note_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _note(row)

    def standing(
        self, trainees: Collection[str] | None = None
    ) -> Mapping[tuple[str, DebriefAuthor], DebriefNote]:
        """Return the latest note of each author about each of some trainees, or all."""
        query = select(DEBRIEF_NOTE).order_by(DEBRIEF_NOTE.c.at, DEBRIEF_NOTE.c.id)
        if trainees is not None:
            query = query.where(DEBRIEF_NOTE.c.trainee.in_(trainees))
        notes = map(_note, self._connection.execute(query).mappings())
        return {(note.trainee, note.author): note for note in notes}


def _note(row: RowMapping) -> DebriefNote:
    check_version(row["schema_version"])
    fields: dict[str, Any] = {name: value for name, value in row.items() if name != "schema_version"}
    return DebriefNote.model_validate(fields)

"""Published catalogues, and the draws of quizzes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from msgspec import convert, to_builtins
from sqlalchemy import Connection, select

from course_engine.model.course import Catalogue
from course_engine.model.draw import QuizDraw
from course_engine.model.identity import Slug
from course_engine.store.facts import SCHEMA_VERSION, check_version
from course_engine.store.tables import CATALOGUE, QUIZ_DRAW


class CatalogueRepository:
    """Keeps whole catalogues under their SHA-256: an old answer can be read with the course that it was given in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, catalogue: Catalogue, *, at: datetime) -> bool:
        """Keep a catalogue; return whether it was new: one of the same digest was made from the same files."""
        digest = CATALOGUE.c.digest
        if self._connection.execute(select(digest).where(digest == catalogue.digest)).first():
            return False
        content = to_builtins(catalogue)
        row = {"digest": catalogue.digest, "content": content, "schema_version": SCHEMA_VERSION}
        self._connection.execute(CATALOGUE.insert().values(**row, published_at=at))
        return True

    def find(self, digest: str) -> Catalogue | None:
        """Return the catalogue of that digest, or None."""
        query = select(CATALOGUE).where(CATALOGUE.c.digest == digest)
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            return None
        check_version(row["schema_version"])
        return convert(row["content"], Catalogue)


class DrawRepository:
    """Reads and appends the draws of quizzes: the first of a trainee and a quiz stands."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, draws: Sequence[QuizDraw]) -> None:
        """Append draws whose ids are known to be new."""
        if draws:
            self._connection.execute(QUIZ_DRAW.insert(), [draw.model_dump() for draw in draws])

    def of(self, trainees: Collection[str]) -> Mapping[str, Mapping[Slug, tuple[Slug, ...]]]:
        """Return the questions drawn for each of some trainees, by trainee, then by quiz."""
        query = select(QUIZ_DRAW).where(QUIZ_DRAW.c.trainee.in_(trainees))
        found: dict[str, dict[Slug, tuple[Slug, ...]]] = defaultdict(dict)
        for row in self._connection.execute(query.order_by(QUIZ_DRAW.c.drawn_at, QUIZ_DRAW.c.id)):
            found[row.trainee].setdefault(row.quiz, tuple(row.questions))
        return found

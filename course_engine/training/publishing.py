"""Publication: what a course says of its questions is written down, for the answers to be read with it ever after."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from course_engine.content import load_course
from course_engine.content.publication import PATH, publication_text, read_published, with_new_versions
from course_engine.jobs import write_if_changed
from course_engine.model.identity import Slug
from course_engine.model.publication import Publication
from course_engine.store import Database


class Publishing(Struct, frozen=True):
    """What a publication did.

    Attributes:
        new: the questions published for the first time.
        changed: those that have a new version.
        withdrawn: those that the course no longer has.
        digest: the catalogue's, as it now stands.
    """

    new: tuple[Slug, ...]
    changed: tuple[Slug, ...]
    withdrawn: tuple[Slug, ...]
    digest: str


def publish(course: Path, database: Database | None, *, now: datetime) -> Publishing:
    """Publish a course: a version for each question that has none as it stands. Again, it changes nothing.

    Args:
        course: the folder that holds `modules/` and `quizzes/`.
        database: where the whole catalogue is kept under its SHA-256; None for nowhere.
        now: when, aware.

    Raises:
        ContentRefused: the course has errors; nothing is written.
    """
    catalogue = load_course(course)
    before = read_published(course)
    after = with_new_versions(before, catalogue.quizzes.values(), catalogue.keys)
    write_if_changed(course / PATH, publication_text(after).encode())
    # Its digest is that of the files, this one among them.
    published = load_course(course)
    if database is not None:
        with database.writing() as records:
            records.catalogues.keep(published, at=now)
    return _difference(before, after, published.digest)


def _difference(before: Publication, after: Publication, digest: str) -> Publishing:
    touched = [one for one, versions in after.questions.items() if versions != before.questions.get(one)]
    withdrawn = tuple(one for one in touched if after.questions[one][-1].withdrawn)
    return Publishing(
        new=tuple(one for one in touched if one not in before.questions),
        changed=tuple(one for one in touched if one in before.questions and one not in withdrawn),
        withdrawn=withdrawn,
        digest=digest,
    )

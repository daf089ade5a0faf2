"""The records of a stand, as they go into a backup: a copy that is whole, and what it holds."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from course_engine.errors import StoreError
from course_engine.i18n import translator
from course_engine.model.backup import RecordsSummary
from course_engine.store import Database, open_database
from course_engine.training.stand.parts import RECORDS
from course_engine.training.stand.safe import abandoned

_ = translator("training")

SCRATCH = ".course-engine-copy-"


@contextmanager
def copied_records(database: Database, scratch: Path, now: datetime) -> Iterator[tuple[Path, RecordsSummary]]:
    """Give a copy of the records, and what it holds; it is deleted afterwards, even one left by a killed run."""
    for left in abandoned(scratch, f"{SCRATCH}*", now):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=scratch) as folder:
        copy = Path(folder) / RECORDS
        database.copy_to(copy)
        with open_database(copy) as copied:
            summary = summary_of(copied)
        yield copy, summary


def summary_of(database: Database) -> RecordsSummary:
    """Return what records hold.

    Raises:
        StoreError: they are damaged, or cannot be read.
    """
    with database.reading() as records:
        if faults := records.condition.faults():
            sentence = _("The records are damaged ({fault}): restore their last backup.")
            raise StoreError(sentence.format(fault=faults[0]))
        return RecordsSummary(
            version=records.condition.version(),
            rows=dict(records.condition.counts()),
            chains=records.condition.chain_heads(),
        )

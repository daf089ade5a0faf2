"""The trail: an entry for each look, export, correction, erasure and purge."""

from random import Random

from stand import NOW

from course_engine.model.trail import LONGEST_DETAIL, TrailAction
from course_engine.store import Database
from course_engine.training.trail import latest_entries, trace


def test_a_long_detail_is_cut_rather_than_lost(database: Database) -> None:
    with database.writing() as records:
        trace(records, TrailAction.LIST_EXPORTED, by="referente", detail="é" * 501, now=NOW, rng=Random(1))
    (entry,) = latest_entries(database)
    assert entry.detail == "é" * LONGEST_DETAIL == "é" * 500

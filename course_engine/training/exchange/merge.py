"""Merge: the facts of other stands are added to these.

In any order and any number of times, the same files give the same record (docs/decisions/0026-records.md). A room
may be held at the same time: it writes between the transactions of a merge.
"""

from collections.abc import Iterable
from datetime import datetime
from math import ceil
from random import Random

from msgspec.structs import replace

from course_engine.jobs import Progress, silent
from course_engine.store import Database
from course_engine.training.exchange.answers import ANSWERS, Pace, add_answers
from course_engine.training.exchange.checking import check_files, erased_in
from course_engine.training.exchange.export import check_stand
from course_engine.training.exchange.merger import Merger, MergeReport
from course_engine.training.exchange.reading import read_files
from course_engine.training.exchange.taking import Taking

UNHURRIED = Pace()


def merge_records(
    database: Database,
    files: Iterable[tuple[str, bytes]],
    merger: Merger,
    *,
    now: datetime,
    rng: Random,
    progress: Progress = silent,
    pace: Pace = UNHURRIED,
) -> tuple[MergeReport, ...]:
    """Add the facts of other stands to these: every file, or none where anything is wrong in one of them.

    A fact that is here already changes nothing. What an erasure or a purge took away, here or there, stays away;
    what is over its time here is not kept. Plans that differ are all kept, and shown (`training.conflicts.listing`).

    The files are read and checked together while others write. Then each is taken in: everything but its answers in
    one transaction, with whoever any of the files says was erased; then its answers, a thousand a transaction.
    Between two of them, others write. Killed in the middle, the merge is run again: what stands until then is a
    whole record that lacks some files, or some answers, and nothing of the erased.

    Args:
        database: where to.
        files: the name and the bytes of each.
        merger: who merges, and by which rules.
        now: when, aware.
        rng: for the ids of receipts, of entries in the trail, and of a chain, where none had begun.
        progress: called after each transaction.
        pace: how others are let write meanwhile.

    Raises:
        InputRefused: with everything that is wrong; nothing was written. Where others wrote, since the check, what
            contradicts a file, the files before it stand.
        EnvironmentRefused: this stand has no name.
        StoreError, ConflictingFact: a transaction was not written; those before it stand, and the merge may be run
            again.
    """
    check_stand(merger.stand)
    sent = read_files(files, merger.trusted)
    with database.reading() as records:
        checked = check_files(records, sent)
    there, reports = erased_in(sent), list[MergeReport]()
    for file in checked:
        if reports:
            pace.pause()
        with database.writing() as records:
            report = Taking(records, merger, there, now, rng).take(file)
        answers, over = file.rows[ANSWERS].new, set[str]()
        steps = 1 + ceil(len(answers) / pace.at_once)
        progress(1, steps, file.sent.name)
        added = add_answers(database, answers, merger.retention, now=now, pace=pace)
        for step, late in enumerate(added, start=2):
            over |= late
            progress(step, steps, file.sent.name)
        reports.append(replace(report, over=report.over + len(over)))
    database.leave_no_trace()
    return tuple(reports)

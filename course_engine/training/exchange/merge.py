"""Merge: the facts of other stands are added to these, all of the files or none of them.

In any order and any number of times, the same files give the same record (docs/decisions/0026-records.md).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from course_engine.errors import InputRefused
from course_engine.jobs import Progress, silent
from course_engine.model.exchange import MergeReceipt, Pair, PlanKind
from course_engine.model.trail import TrailAction
from course_engine.signing import PublicKey
from course_engine.store import Database, Records
from course_engine.store.claims import PlanId
from course_engine.store.exchange import FACTS, key_of
from course_engine.training.erasure import forget_all_but_the_register
from course_engine.training.exchange.claims import adopt, apart_from, say_plans
from course_engine.training.exchange.decisions import decided_apart
from course_engine.training.exchange.export import check_stand
from course_engine.training.exchange.reading import SentRecords, read_files
from course_engine.training.exchange.sorting import (
    SortedRows,
    conflicting,
    each_after_its_own,
    missing_references,
    sort_rows,
)
from course_engine.training.identity import uuid7
from course_engine.training.inventory import TABLES
from course_engine.training.purge import forget_overdue
from course_engine.training.register.chain import begin_chain
from course_engine.training.retention import Retention
from course_engine.training.trail import trace


@dataclass(frozen=True, slots=True)
class Merger:
    """Who merges, and by which rules.

    Attributes:
        stand: what this stand calls itself.
        trusted: the keys that are believed.
        by: the account, or what else merges.
        retention: how long what is kept is kept.
    """

    stand: str
    trusted: Sequence[PublicKey]
    by: str
    retention: Retention


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What one file brought.

    Attributes:
        receipt: what is kept of the merge.
        known: how many rows were here already, by table.
        reduced: how many rows were emptied, as they were elsewhere.
        withheld: how many rows were not taken, because the person was erased.
        erased: how many people were erased here, because they were elsewhere.
        over: how much came in and was over its time here, and so was not kept.
        added, changed: plans that were not known, and that follow another stand now.
        differing: plans on which stands differ, since this file.
    """

    receipt: MergeReceipt
    known: Mapping[str, int]
    reduced: int
    withheld: int
    erased: int
    over: int
    added: tuple[PlanId, ...]
    changed: tuple[PlanId, ...]
    differing: tuple[PlanId, ...]


def merge_records(
    database: Database,
    files: Iterable[tuple[str, bytes]],
    merger: Merger,
    *,
    now: datetime,
    rng: Random,
    progress: Progress = silent,
) -> tuple[MergeReport, ...]:
    """Add the facts of other stands to these: every file, or none.

    A fact that is here already changes nothing. What an erasure or a purge took away, here or there, stays away;
    what is over its time here is not kept. Plans that differ are all kept, and shown (`training.conflicts.listing`).

    Args:
        database: where to.
        files: the name and the bytes of each.
        merger: who merges, and by which rules.
        now: when, aware.
        rng: for the ids of receipts, of entries in the trail, and of a chain, where none had begun.
        progress: called after each table.

    Raises:
        InputRefused: with everything that is wrong; nothing was written.
        EnvironmentRefused: this stand has no name.
    """
    check_stand(merger.stand)
    sent = read_files(files, merger.trusted)
    with database.writing() as records:
        # What is here is sealed before anything comes in: later, nobody could tell what a merge brought.
        begin_chain(records, now=now, rng=rng)
        say_plans(records, now=now)
        merge = _Merge(records, merger, now, rng)
        reports = tuple(merge.file(one, progress) for one in sent)
    database.leave_no_trace()
    return reports


@dataclass(frozen=True, slots=True)
class _Merge:
    """One merge, within its transaction."""

    records: Records
    merger: Merger
    now: datetime
    rng: Random

    def file(self, sent: SentRecords, progress: Progress) -> MergeReport:
        """Add what one stand sent, and say what came in.

        Raises:
            InputRefused: facts that name what is nowhere, or that are other facts here.
        """
        exchange = self.records.exchange
        here, there = exchange.erased(), _erased_in(sent)
        gone = {**there, **here}
        found = {name: sort_rows(exchange, name, rows, gone.keys()) for name, rows in sent.facts.items()}
        problems = [*conflicting(sent, found), *missing_references(self.records, sent, found)]
        if problems:
            raise InputRefused(problems)
        receipt = self._receipt(sent, found, tuple(decided_apart(exchange, sent, found)))
        adopted = adopt(self.records, sent.claims, stand=self.merger.stand)
        with self.records.erasure.permitted(self._trace(sent.manifest.stand)):
            self._write(found, progress)
            self._forget_erased(found, gone, newly=gone.keys() - here.keys())
            keys = _people_in(found) | _keys_in(found) | _plan_keys(adopted.touched)
            over = forget_overdue(self.records, self.merger.retention, keys, now=self.now, rng=self.rng)
        exchange.append_receipt(receipt)
        said = self.records.claims.claims()
        return MergeReport(
            receipt=receipt,
            known={name: rows.known for name, rows in found.items()},
            reduced=sum(len(rows.reduced) for rows in found.values()),
            withheld=sum(rows.withheld for rows in found.values()),
            erased=len(gone.keys() - here.keys()),
            over=over,
            added=adopted.added,
            changed=adopted.changed,
            differing=tuple(one for one in sorted(adopted.touched) if one in said and apart_from(said[one])),
        )

    def _write(self, found: Mapping[str, SortedRows], progress: Progress) -> None:
        """Add what is new, and empty what was emptied elsewhere, under a permit."""
        for rank, (name, rows) in enumerate(found.items(), start=1):
            self.records.exchange.add(name, each_after_its_own(name, rows.new))
            for row in rows.reduced:
                self.records.exchange.replace(name, row)
            progress(rank, len(found), name)

    def _forget_erased(
        self,
        found: Mapping[str, SortedRows],
        gone: Mapping[str, datetime | None],
        *,
        newly: Collection[str],
    ) -> None:
        """Erase here who was erased elsewhere, and again whoever is and of whom something came in."""
        for trainee in sorted({*newly, *(gone.keys() & _people_in(found))}):
            forget_all_but_the_register(self.records, trainee, now=gone[trainee] or self.now)

    def _receipt(
        self, sent: SentRecords, sorted_rows: Mapping[str, SortedRows], apart: tuple[Pair, ...]
    ) -> MergeReceipt:
        return MergeReceipt(
            id=uuid7(self.now, self.rng),
            stand=sent.manifest.stand,
            sha256=sent.sha256,
            made_at=sent.manifest.made_at,
            merged_by=self.merger.by,
            merged_at=self.now,
            counts={name: len(found.new) for name, found in sorted_rows.items() if found.new},
            apart=apart,
        )

    def _trace(self, stand: str) -> UUID:
        action, by = TrailAction.RECORDS_MERGED, self.merger.by
        return trace(self.records, action, by=by, detail=stand, now=self.now, rng=self.rng)


def _erased_in(sent: SentRecords) -> Mapping[str, datetime | None]:
    """Return everybody whose name was erased where a file was made, with when, where its trail says so."""
    named = {row["trainee"] for row in sent.facts["registration"]}
    without: dict[str, datetime | None] = {
        row["id"]: None for row in sent.facts["trainee"] if row["id"] not in named
    }
    entries = [row for row in sent.facts["trail"] if row["action"] == TrailAction.ERASED and row["trainee"]]
    for row in sorted(entries, key=lambda row: row["at"], reverse=True):
        without[row["trainee"]] = row["at"]
    return without


def _people_in(sorted_rows: Mapping[str, SortedRows]) -> frozenset[str]:
    return frozenset(
        row[column]
        for name, found in sorted_rows.items()
        for row in (*found.new, *found.reduced)
        for column in TABLES[name].people
        if name != "trail" and row[column] is not None
    )


def _keys_in(sorted_rows: Mapping[str, SortedRows]) -> frozenset[object]:
    """Return the identities of what came in, where one column says it."""
    return frozenset(
        key[0]
        for name, found in sorted_rows.items()
        for row in found.new
        if len(key := key_of(FACTS[name], row)) == 1
    )


def _plan_keys(plans: Iterable[PlanId]) -> frozenset[object]:
    return frozenset(UUID(key) if plan is PlanKind.LINK else key for plan, key in plans)

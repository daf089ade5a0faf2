"""One file is taken in, all of it but its answers, in one transaction that leaves a whole record."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import InputRefused
from course_engine.model.exchange import MergeReceipt, Pair, PlanKind
from course_engine.model.trail import TrailAction
from course_engine.store import Records
from course_engine.store.claims import PlanId
from course_engine.store.exchange import FACTS, key_of
from course_engine.training.erasure import forget_all_but_the_register
from course_engine.training.exchange.answers import ANSWERS
from course_engine.training.exchange.checking import CheckedFile, Erased
from course_engine.training.exchange.claims import adopt, apart_from, say_plans
from course_engine.training.exchange.decisions import decided_apart
from course_engine.training.exchange.merger import Merger, MergeReport
from course_engine.training.exchange.reading import SentRecords
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
from course_engine.training.trail import trace


class Taking(Struct, frozen=True):
    """The taking in of one file, within its transaction.

    Attributes:
        there: everybody who was erased where any file of the run was made.
        rng: for the ids of the receipt, of the entry in the trail, and of a chain, where none had begun.
    """

    records: Records
    merger: Merger
    there: Erased
    now: datetime
    rng: Random

    def take(self, file: CheckedFile) -> MergeReport:
        """Add what one stand sent but its answers, and say what came in.

        What a decision depends on is read again: others have written since the file was checked.

        Raises:
            InputRefused: facts that name what is nowhere, or that are other facts here, since the file was checked.
        """
        sent, exchange = file.sent, self.records.exchange
        # What is here is sealed before anything comes in: later, nobody could tell what a merge brought.
        begin_chain(self.records, now=self.now, rng=self.rng)
        say_plans(self.records, now=self.now)
        here = exchange.erased()
        gone, newly = {**self.there, **here}, self._present(sent, self.there.keys() - here.keys())
        taken = {
            name: sort_rows(exchange, name, rows, gone.keys())
            for name, rows in sent.facts.items()
            if name != ANSWERS
        }
        found = {name: taken.get(name, file.rows[name]) for name in sent.facts}
        problems = [*conflicting(sent, taken), *missing_references(self.records, sent, taken)]
        if problems:
            raise InputRefused(problems)
        receipt = self._receipt(sent, found, tuple(decided_apart(exchange, sent, found)))
        adopted = adopt(self.records, sent.claims, stand=self.merger.stand)
        with self.records.erasure.permitted(self._trace(sent.manifest.stand)):
            self._write(taken)
            self._forget_erased(found, gone, newly)
            keys = _people_in(found) | _keys_in(taken) | _plan_keys(adopted.touched)
            over = forget_overdue(self.records, self.merger.retention, keys, now=self.now, rng=self.rng)
        exchange.append_receipt(receipt)
        said = self.records.claims.claims()
        return MergeReport(
            receipt=receipt,
            known={name: rows.known for name, rows in found.items()},
            reduced=sum(len(rows.reduced) for rows in found.values()),
            withheld=sum(rows.withheld for rows in found.values()),
            erased=len(newly),
            over=over,
            added=adopted.added,
            changed=adopted.changed,
            differing=tuple(one for one in sorted(adopted.touched) if one in said and apart_from(said[one])),
        )

    def _write(self, taken: Mapping[str, SortedRows]) -> None:
        """Add what is new, and empty what was emptied elsewhere, under a permit."""
        for name, rows in taken.items():
            self.records.exchange.add(name, each_after_its_own(name, rows.new))
            for row in rows.reduced:
                self.records.exchange.replace(name, row)

    def _present(self, sent: SentRecords, people: Collection[str]) -> frozenset[str]:
        """Return those of some people who are known here or in the file."""
        known = self.records.exchange.known("trainee", [(trainee,) for trainee in people])
        return frozenset(people) & {*(row["id"] for row in sent.facts["trainee"]), *(one for (one,) in known)}

    def _forget_erased(self, found: Mapping[str, SortedRows], gone: Erased, newly: Collection[str]) -> None:
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

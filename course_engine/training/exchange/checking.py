"""Files of other stands, checked together before anything of them is written: against ours, and each against the others."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from course_engine.errors import Diagnostic, InputRefused
from course_engine.model.trail import TrailAction
from course_engine.store import Records
from course_engine.store.exchange import FACTS, Key, key_of
from course_engine.store.travel import Row
from course_engine.training.exchange.reading import SentRecords
from course_engine.training.exchange.sorting import SortedRows, conflicting, missing_references, sort_rows

Erased = Mapping[str, datetime | None]
"""Everybody whose name was erased, with when, where a trail says so."""


class CheckedFile(Struct, frozen=True):
    """A file that nothing prevents from being merged.

    Attributes:
        sent: what is in it.
        rows: its rows, sorted against ours and those of the files before it, by table.
    """

    sent: SentRecords
    rows: Mapping[str, SortedRows]


def check_files(records: Records, files: Sequence[SentRecords]) -> tuple[CheckedFile, ...]:
    """Return files with their rows sorted.

    Args:
        records: ours.
        files: in the order in which they are to be merged.

    Raises:
        InputRefused: with each fact, in any of them, that names what is nowhere or that is another fact elsewhere.
    """
    checked, problems = list[CheckedFile](), list[Diagnostic]()
    gone = erased_in(files).keys() | records.exchange.erased().keys()
    ahead: Mapping[str, dict[Key, Row]] = {name: {} for name in FACTS}
    for rank, sent in enumerate(files):
        found = {
            name: sort_rows(records.exchange, name, rows, gone, ahead=ahead[name])
            for name, rows in sent.facts.items()
        }
        problems += conflicting(sent, found)
        problems += missing_references(records, sent, found, files[:rank])
        checked.append(CheckedFile(sent, found))
        for name, rows in found.items():
            ahead[name].update((key_of(FACTS[name], row), row) for row in (*rows.new, *rows.reduced))
    if problems:
        raise InputRefused(problems)
    return tuple(checked)


def erased_in(files: Sequence[SentRecords]) -> Erased:
    """Return everybody whose name was erased where one of the files was made."""
    without: dict[str, datetime | None] = {}
    for sent in files:
        named = {row["trainee"] for row in sent.facts["registration"]}
        without |= {row["id"]: None for row in sent.facts["trainee"] if row["id"] not in named}
    entries = [
        row
        for sent in files
        for row in sent.facts["trail"]
        if row["action"] == TrailAction.ERASED and row["trainee"]
    ]
    for row in sorted(entries, key=lambda row: row["at"], reverse=True):
        without[row["trainee"]] = row["at"]
    return without

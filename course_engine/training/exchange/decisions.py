"""Decisions on one thing that two stands took, neither knowing of the other's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from course_engine.model.exchange import Pair
from course_engine.store.exchange import ExchangeRepository, Key
from course_engine.store.travel import Row
from course_engine.training.exchange.reading import SentRecords
from course_engine.training.exchange.sorting import SortedRows

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "admission": ("trainee",),
    "enrolment_decision": ("session", "trainee"),
}
"""Of what the decisions of a table are: the latest about the same thing stands."""


def decided_apart(
    exchange: ExchangeRepository, sent: SentRecords, found: Mapping[str, SortedRows]
) -> Iterator[Pair]:
    """Yield the latest decisions on one thing, ours first, where neither side knew the other's and they differ.

    Args:
        exchange: ours, before anything of the file is written.
        sent: a file.
        found: its rows, sorted against ours, by table.
    """
    for name, columns in SUBJECTS.items():
        theirs = _by_subject(sent.facts[name], columns)
        new = {_subject(row, columns) for row in found[name].new}
        ours = _by_subject(exchange.about(name, columns, sorted(new)), columns)
        for subject in sorted(new & ours.keys()):
            yield from _unknown_to_each_other(ours[subject], theirs[subject])


def _unknown_to_each_other(ours: Sequence[Row], theirs: Sequence[Row]) -> Iterator[Pair]:
    last, other = ours[-1], theirs[-1]
    is_known = last["id"] in {row["id"] for row in theirs} or other["id"] in {row["id"] for row in ours}
    if not is_known and last["status"] != other["status"]:
        yield last["id"], other["id"]


def _by_subject(rows: Iterable[Row], columns: Sequence[str]) -> Mapping[Key, Sequence[Row]]:
    """Return decisions by what they are about, oldest first."""
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["decided_at"], row["id"])):
        found[_subject(row, columns)].append(row)
    return found


def _subject(row: Row, columns: Sequence[str]) -> Key:
    return tuple(row[column] for column in columns)

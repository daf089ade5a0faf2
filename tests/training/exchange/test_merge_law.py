"""The law of merging: any order, any number of times, any number of stands, the same record."""

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

from databases import PostgreSQL
from exchanged import DAY, NOW, PEOPLE, SESSIONS, STEPS, export, merge, prepare, record, standing_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from course_engine.store import Database, open_database

STANDS = ("Stand A", "Stand B", "Stand C")
REGION = "Région"

steps = st.lists(
    st.tuples(
        st.sampled_from((*STANDS, REGION)),
        st.sampled_from(range(len(STEPS))),
        st.sampled_from(PEOPLE),
        st.sampled_from(SESSIONS),
        st.integers(0, 5),
    ),
    max_size=14,
)
orders = st.lists(st.sampled_from(range(len(STANDS) + 1)), max_size=6)
half_way = st.none() | st.tuples(st.sampled_from(STANDS), st.sampled_from(STANDS))
# An example takes a second: the first that fails is shown as it is.
PHASES = [Phase.explicit, Phase.generate]
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


class Operation:
    """Stands and the Region, each with records of its own, on which steps happen."""

    def __init__(self, folder: Path, empty: Path) -> None:
        self._opened = ExitStack()
        self.files = {name: folder / f"{rank}.db" for rank, name in enumerate((*STANDS, REGION))}
        for file in self.files.values():
            shutil.copy(empty, file)
        self.records = {
            name: self._opened.enter_context(open_database(file)) for name, file in self.files.items()
        }

    def close(self) -> None:
        """Close every record."""
        self._opened.close()

    def happen(self, steps: list[tuple[str, int, str, str, int]], *, since: int = 0) -> None:
        """Let steps happen, each on its stand and its day."""
        for rank, (stand, step, person, session, day) in enumerate(steps, start=since):
            rng = Random(f"{rank} {stand}")
            STEPS[step](self.records[stand], person, session, NOW + day * DAY, rng)


def results(targets: list[Database], sent: list[Any], orders: list[list[int]]) -> list[Any]:
    """Return what stands in each target once files are merged in each order, each of them at least once."""
    found = []
    for target, order in zip(targets, orders, strict=True):
        for rank in order:
            merge(target, sent[rank], stand=REGION, now=NOW + 10 * DAY)
        found.append((record(target), standing_of(target)))
    return found


@given(
    before=steps,
    after=steps,
    met=half_way,
    prepared=st.booleans(),
    orders=st.tuples(orders, orders),
    last=st.tuples(st.permutations(range(len(STANDS) + 1)), st.permutations(range(len(STANDS) + 1))),
)
@settings(max_examples=8, phases=PHASES, suppress_health_check=SLOW)
def test_any_order_any_number_of_times_gives_the_same_record(
    empty_file: Path, before: Any, after: Any, met: Any, prepared: bool, orders: Any, last: Any
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        operation = Operation(Path(folder), empty_file)
        sent = _played(operation, before, after, met, prepared=prepared)
        region = operation.files[REGION]
        operation.close()
        copies = [shutil.copy(region, f"{region}.{rank}") for rank in range(3)]
        with ExitStack() as opened:
            targets = [opened.enter_context(open_database(Path(copy))) for copy in copies]
            wanted = [[*order, *end] for order, end in zip(orders, last, strict=True)]
            first, second = results(targets[:2], sent, wanted)
            assert first == second
            merge(targets[2], *sent, stand=REGION, now=NOW + 10 * DAY)
            assert (record(targets[2]), standing_of(targets[2])) == first


@given(before=steps, after=steps, met=half_way, last=st.permutations(range(len(STANDS) + 1)))
@settings(max_examples=2, phases=PHASES, suppress_health_check=SLOW)
def test_the_same_holds_on_a_server(
    postgresql: PostgreSQL, empty_file: Path, before: Any, after: Any, met: Any, last: Any
) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        operation = Operation(Path(folder), empty_file)
        opened.callback(operation.close)
        sent = _played(operation, before, after, met, prepared=True)
        names = [opened.enter_context(postgresql.records()) for _copy in range(2)]
        targets = [opened.enter_context(open_database(postgresql.url(name))) for name in names]
        first, second = results(targets, sent, [list(range(len(sent))), list(last)])
        assert first == second


def _played(operation: Operation, before: Any, after: Any, met: Any, *, prepared: bool) -> list[Any]:
    """Let everything happen, one stand merge another's records half-way; return what the stands send.

    The first stand sends its records twice, before and after the rest.
    """
    for name, database in operation.records.items():
        if prepared or name != REGION:
            prepare(database)
    operation.happen([step for step in before if prepared or step[0] != REGION])
    early = export(operation.records[STANDS[0]], STANDS[0], now=NOW + 6 * DAY)
    if met and met[0] != met[1]:
        giver, taker = met
        file = export(operation.records[giver], giver, now=NOW + 6 * DAY)
        merge(operation.records[taker], file, stand=taker, now=NOW + 7 * DAY)
    operation.happen([step for step in after if prepared or step[0] != REGION], since=len(before))
    sent = [export(operation.records[name], name, now=NOW + 8 * DAY) for name in STANDS]
    return [early, *sent]

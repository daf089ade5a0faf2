"""Many people at once, and the server killed under them."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event, Thread
from typing import TypeVar

from course_engine.rehearsal.outbox import Ledger
from course_engine.rehearsal.server import ServerProcess

Person = TypeVar("Person")
Result = TypeVar("Result")

GLANCE_SECONDS = 0.2
LONGEST_DELAY_SECONDS = 0.03
"""A few answers long: the kill falls anywhere between a request and its acknowledgement."""


def all_at_once(
    people: Sequence[Person], act: Callable[[Person], Result], stopped: Event
) -> tuple[Result, ...]:
    """Let everybody do something at the same time, each in a thread; return what each gives, in their order.

    Args:
        people: who.
        act: what; its first failure stops everybody, and is raised.
        stopped: set where somebody fails, so that the others give up.
    """
    with ThreadPoolExecutor(len(people)) as pool:
        try:
            return tuple(pool.map(act, people))
        except BaseException:
            stopped.set()
            raise


def kill_moments(kills: int, answers: int, rng: Random) -> tuple[int, ...]:
    """Return after how many acknowledged answers, of some to come, the server is killed; in order, all different."""
    return tuple(sorted(rng.sample(range(1, max(answers, kills + 1)), kills)))


class Killer(Thread):
    """Kills a server each time a number of answers are acknowledged, and starts it again.

    Args:
        server: which.
        ledger: counts the answers.
        moments: after how many; in order.
        rng: draws how much later exactly.
        stopped: set when there is nothing more to kill for.
    """

    def __init__(
        self, server: ServerProcess, ledger: Ledger, moments: Iterable[int], rng: Random, stopped: Event
    ) -> None:
        super().__init__(name="killer")
        self._server, self._ledger, self._moments = server, ledger, tuple(moments)
        self._rng, self._stopped = rng, stopped
        self.kills = 0

    def run(self) -> None:
        """Kill at each moment in turn."""
        for moment in self._moments:
            while not self._ledger.wait_for(moment, GLANCE_SECONDS):
                if self._stopped.is_set():
                    return
            self._stopped.wait(self._rng.uniform(0, LONGEST_DELAY_SECONDS))
            self._server.kill()
            self.kills += 1
            self._server.start()

"""Many people at once, and the server killed under them."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from threading import Event
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


@contextmanager
def kills(server: ServerProcess, ledger: Ledger, moments: Sequence[int], rng: Random) -> Iterator[None]:
    """Kill a server each time a number of answers are acknowledged, and start it again, while the body goes on.

    Args:
        server: which.
        ledger: counts the answers.
        moments: after how many; in order. Those that the body does not reach are left out.
        rng: draws how much later exactly.

    Raises:
        EnvironmentRefused: the server did not start again.
    """
    over = Event()
    with ThreadPoolExecutor(1) as pool:
        killing = pool.submit(_kill_at, moments, server, ledger, rng, over)
        try:
            yield
        finally:
            over.set()
        killing.result()


def _kill_at(moments: Sequence[int], server: ServerProcess, ledger: Ledger, rng: Random, over: Event) -> None:
    for moment in moments:
        while not ledger.wait_for(moment, GLANCE_SECONDS):
            if over.is_set():
                return
        over.wait(rng.uniform(0, LONGEST_DELAY_SECONDS))
        server.kill()
        server.start()

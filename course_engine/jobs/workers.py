"""Jobs shared out between processes."""

import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import forkserver, get_context

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator
from course_engine.jobs import Job

_ = translator("jobs")


def done_by(workers: int, jobs: Sequence[Job]) -> Iterator[Job]:
    """Do jobs in as many processes and yield each as soon as it is done.

    Raises:
        EnvironmentRefused: a worker was killed.
        Exception: whatever a job raises, once the others under way have settled.
    """
    # Not "fork": the parent may hold threads (a progress bar, a database) that do not survive one.
    with _deaf_to_interrupts():
        forkserver.ensure_running()
    with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
        yield from _gather(pool, {pool.submit(job.work): job for job in jobs})


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: only this one hears it, and settles what is under way."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _gather(pool: Executor, running: Mapping[Future[object], Job]) -> Iterator[Job]:
    try:
        for future in as_completed(running):
            future.result()
            yield running[future]
    except BrokenExecutor as error:
        sentence = _("A worker process was stopped; run the same command again to complete the work.")
        raise EnvironmentRefused(sentence) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)

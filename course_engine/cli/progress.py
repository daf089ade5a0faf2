"""How long work shows where it is: a bar on a terminal, nothing in a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from course_engine import jobs


@contextmanager
def progress_bar(title: str) -> Iterator[jobs.Progress]:
    """Give the function that long work calls after each job; the bar goes when the work ends."""
    if not sys.stderr.isatty():
        yield jobs.silent
        return
    # Imported for a bar alone: it takes as long as the pages of a small course.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(title, total=None)

        def show(settled: int, total: int, _name: str) -> None:
            bars.update(task, completed=settled, total=total)

        yield show

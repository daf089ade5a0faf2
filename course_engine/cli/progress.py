"""How long work shows where it is: a bar on a terminal, nothing in a file."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from course_engine import jobs


@contextmanager
def progress_bar(title: str) -> Iterator[jobs.Progress]:
    """Give the function that long work calls after each job; the bar goes when the work ends."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task(title, total=None)

        def show(settled: int, total: int, _name: str) -> None:
            bars.update(task, completed=settled, total=total)

        yield show

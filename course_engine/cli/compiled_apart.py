"""A course compiled by another process: what that takes in memory goes with it, and this one works meanwhile."""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from course_engine.errors import ContentRefused
from course_engine.model.course import Catalogue


@contextmanager
def compiled_apart(course: Path) -> Iterator[Callable[[], Catalogue]]:
    """Compile a course while the block does what need not know it.

    ```python
    with compiled_apart(folder) as catalogue:
        ...
        library = Library(catalogue())
    ```

    Args:
        course: the folder that holds `modules/` and `quizzes/`.

    Yields:
        What waits for the compiled course and returns it, once; it raises `ContentRefused` with every problem where
        the course has errors.
    """
    # -P: whatever lies in the current folder is no module of ours.
    command = [sys.executable, "-P", "-m", "course_engine.content", str(course)]
    # A group of its own: a Ctrl-C is for this process, which stops the other without a word.
    with subprocess.Popen(command, stdout=subprocess.PIPE, process_group=0) as process:  # noqa: S603 - our own module
        try:
            yield lambda: _read(process)
        finally:
            process.kill()


def _read(process: subprocess.Popen[bytes]) -> Catalogue:
    content, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    compiled = pickle.loads(content)  # noqa: S301 - written by our own process, not by whoever wrote the course
    if isinstance(compiled, Catalogue):
        return compiled
    raise ContentRefused(compiled)

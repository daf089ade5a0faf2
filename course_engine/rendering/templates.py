"""Templates, and what they compile to, kept where Python keeps what modules compile to."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from course_engine.jobs import atomic_write


def templates_in(folders: Sequence[Path]) -> Environment:
    """Return the templates of some folders: they escape all that they show, and refuse names that nobody gives them."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        auto_reload=False,  # a template is read once: to look at its file each time is a twelfth of a page
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Beside(),
    )


class _Beside(BytecodeCache):
    """Keeps what a template compiles to in a `__pycache__` beside it: to compile those of a page takes longer than the page.

    A template is code: who may write beside it may write in it. What was kept is taken for the same text, by the
    same Jinja and Python. It does not say for which options it was made: every environment here has the same.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the file in which what a template compiles to is kept."""
        return cache_from_source(filename or name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if anything."""
        with suppress(OSError), Path(bucket.key).open("rb") as kept:
            bucket.load_bytecode(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where that may be written and Python keeps modules too."""
        if not sys.dont_write_bytecode:
            with suppress(OSError), atomic_write(Path(bucket.key)) as kept:
                bucket.write_bytecode(kept)

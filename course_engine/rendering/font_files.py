"""The font as the browsers want it, in WOFF2: converted once, then kept.

`python -m course_engine.rendering.font_files` converts its package, and writes a ZIP archive of what it made.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from threading import Lock
from zipfile import BadZipFile, ZipFile

from course_engine.jobs import atomic_write
from course_engine.rendering.fonts import LICENCE, PACKAGE, REST, faces_as_packaged

CONVERTERS = ("fonttools", "brotli")
FRENCH = frozenset(
    {*range(0x20, 0x100), 0x152, 0x153, 0x178, *range(0x2013, 0x2027), 0x20AC, 0x2212}
)  # fmt: skip
"""What French is written with, by the unicode-range of `tokens.css`: Latin-1, Œ œ Ÿ, dashes, quotes, … € −."""

_MAKING = Lock()


def web_fonts() -> Mapping[str, bytes]:
    """Return the faces that the style sheets name, and their licence, by file name.

    The first process of a user converts them, in a second, and keeps them in the user's cache (`XDG_CACHE_HOME`, or
    `~/.cache`). The same package gives the same bytes: the time of conversion is not written into the fonts.
    """
    with _MAKING:  # a server that starts makes them while its first page asks for one
        return _of_this_process()


@cache
def _of_this_process() -> Mapping[str, bytes]:
    try:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # a user without a home keeps nothing
        return _unpacked(_converted())
    return fonts_kept_in(caches / "course-engine")


def fonts_kept_in(folder: Path) -> Mapping[str, bytes]:
    """Return the same, read in a folder if they are whole there; else converted, and written there if it can be.

    Args:
        folder: may not exist; the name of the file says what the faces were made from and with.
    """
    kept = folder / f"fonts-{_made_from()}.zip"
    with suppress(OSError, BadZipFile):
        return _unpacked(kept.read_bytes())
    archive = _converted()
    with suppress(OSError), atomic_write(kept) as draft:
        draft.write(archive)
    return _unpacked(archive)


def _unpacked(packed: bytes) -> Mapping[str, bytes]:
    with ZipFile(BytesIO(packed)) as archive:
        faces = {name: archive.read(name) for name in archive.namelist()}
    return {**faces, LICENCE: (files(PACKAGE) / "LICENSE").read_bytes()}


def _made_from() -> str:
    """Return what changes with the faces, with this conversion, and with the libraries that it is left to."""
    tools = " ".join(f"{tool} {version(tool)}" for tool in CONVERTERS)
    parts = (tools.encode(), Path(__file__).read_bytes(), *faces_as_packaged().values())
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:16]


def _converted() -> bytes:
    """Return the archive of the faces, made in a process of its own, whose libraries and memory go with it."""
    command = [sys.executable, "-P", "-m", "course_engine.rendering.font_files"]
    return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - our own module


def _parts(name: str, truetype: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a face in two parts, each with its file name: what French is written with, and the rest."""
    # Imported by whoever converts: nobody else needs its memory.
    from fontTools.ttLib import TTFont

    drawn = TTFont(BytesIO(truetype)).getBestCmap().keys()
    yield f"{name}.woff2", _woff2(truetype, drawn & FRENCH)
    yield f"{name}{REST}.woff2", _woff2(truetype, drawn - FRENCH)


def _woff2(truetype: bytes, characters: Set[int]) -> bytes:
    """Return what draws some characters, and without what browsers do not ask for.

    Instructions for pixels that are black or white, the names of glyphs and the seal of the unconverted file are a
    third of it.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(truetype), recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, layout_features=["*"], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    target = BytesIO()
    font.save(target)
    return target.getvalue()


def main() -> None:
    """Convert every face, and write them to the standard output."""
    archive = BytesIO()
    with ZipFile(archive, "w") as made:
        for name, truetype in faces_as_packaged().items():
            for part, converted in _parts(name, truetype):
                made.writestr(part, converted)
    sys.stdout.buffer.write(archive.getvalue())


if __name__ == "__main__":
    main()

"""The one font of screen, bundle and paper, as the browsers want it: Atkinson Hyperlegible in WOFF2.

`python -m course_engine.rendering.fonts` converts its package, and writes a ZIP archive of what it made.
"""

import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

PACKAGE = "fontpkg_atkinson_hyperlegible"
FACES = ("Regular", "Bold", "Italic")
LICENCE = "license.txt"
UNUSED = ("fpgm", "prep", "cvt ", "DSIG")
WITHOUT_NAMES = 3.0
"""The format of the table “post” that names no glyph."""


@cache
def web_fonts() -> Mapping[str, bytes]:
    """Return the faces that the style sheets name, and their licence, by file name; the first time, in a second.

    A process of its own converts them: what its libraries take in memory goes with it, and a server that starts
    answers meanwhile. The same package gives the same bytes: the time of conversion is not written into the fonts.
    """
    command = [sys.executable, "-m", "course_engine.rendering.fonts"]
    made = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own module
    with ZipFile(BytesIO(made.stdout)) as archive:
        faces = {name: archive.read(name) for name in archive.namelist()}
    return {**faces, LICENCE: (files(PACKAGE) / "LICENSE").read_bytes()}


def web_font_names() -> tuple[str, ...]:
    """Return the names of what `web_fonts` returns, without converting anything."""
    return (*faces_as_packaged(), LICENCE)


def faces_as_packaged() -> Mapping[str, bytes]:
    """Return what each face is made from, by the file name of the face: TrueType."""
    folder = files(PACKAGE) / "files"
    return {
        f"atkinson-hyperlegible-{face.lower()}.woff2": (
            folder / f"AtkinsonHyperlegible-{face}.ttf"
        ).read_bytes()
        for face in FACES
    }


def _woff2(truetype: bytes) -> bytes:
    # Imported by whoever converts: nobody else needs its memory.
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(truetype), recalcTimestamp=False)
    # Instructions for pixels that are black or white, the names of glyphs and the seal of the unconverted file
    # are a third of it; browsers draw the same characters without.
    font["glyf"].removeHinting()
    for table in UNUSED:
        del font[table]
    font["post"].formatType = WITHOUT_NAMES
    font.flavor = "woff2"
    target = BytesIO()
    font.save(target)
    return target.getvalue()


def main() -> None:
    """Convert every face, and write them to the standard output."""
    archive = BytesIO()
    with ZipFile(archive, "w") as made:
        for name, truetype in faces_as_packaged().items():
            made.writestr(name, _woff2(truetype))
    sys.stdout.buffer.write(archive.getvalue())


if __name__ == "__main__":
    main()

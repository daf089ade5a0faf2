"""The one font of screen, bundle and paper, as the browsers want it: Atkinson Hyperlegible in WOFF2."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO

from fontTools.ttLib import TTFont

PACKAGE = "fontpkg_atkinson_hyperlegible"
FACES = ("Regular", "Bold", "Italic")
UNUSED = ("fpgm", "prep", "cvt ", "DSIG")
WITHOUT_NAMES = 3.0
"""The format of the table “post” that names no glyph."""


@cache
def web_fonts() -> Mapping[str, bytes]:
    """Return the faces that the style sheets name, and their licence, by file name.

    The same package gives the same bytes: the time of conversion is not written into the fonts.
    """
    package = files(PACKAGE)
    faces = {
        f"atkinson-hyperlegible-{face.lower()}.woff2": _woff2(
            (package / "files" / f"AtkinsonHyperlegible-{face}.ttf").read_bytes()
        )
        for face in FACES
    }
    return {**faces, "license.txt": (package / "LICENSE").read_bytes()}


def _woff2(truetype: bytes) -> bytes:
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

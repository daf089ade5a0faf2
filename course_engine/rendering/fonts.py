"""The one font of screen, bundle and paper, as the browsers want it: Atkinson Hyperlegible in WOFF2.

`python -m course_engine.rendering.fonts` makes the faces anew from the package of the font, after an update of
it: their compression takes longer than the server may take to start, so what it makes is kept in `faces/`.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

PACKAGE = "fontpkg_atkinson_hyperlegible"
FACES = ("Regular", "Bold", "Italic")
KEPT = Path(__file__).with_name("faces")


@cache
def web_fonts() -> Mapping[str, bytes]:
    """Return the faces that the style sheets name, and their licence, by file name."""
    faces = {name: (KEPT / name).read_bytes() for name in map(_file_name, FACES)}
    return {**faces, "license.txt": (files(PACKAGE) / "LICENSE").read_bytes()}


def make_faces() -> Mapping[str, bytes]:
    """Return the faces in WOFF2, by file name, made from the package.

    The same package gives the same bytes: the time of conversion is not written into the fonts.
    """
    folder = files(PACKAGE) / "files"
    return {
        _file_name(face): _woff2((folder / f"AtkinsonHyperlegible-{face}.ttf").read_bytes()) for face in FACES
    }


def _file_name(face: str) -> str:
    return f"atkinson-hyperlegible-{face.lower()}.woff2"


def _woff2(truetype: bytes) -> bytes:
    # Only whoever makes the faces needs it; the server would take longer to start.
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(truetype), recalcTimestamp=False)
    font.flavor = "woff2"
    target = BytesIO()
    font.save(target)
    return target.getvalue()


if __name__ == "__main__":
    for name, content in make_faces().items():
        (KEPT / name).write_bytes(content)

"""The one font of screen, bundle and paper: Atkinson Hyperlegible, as its package has it, and what it is called."""

from collections.abc import Mapping
from importlib.resources import files

PACKAGE = "fontpkg_atkinson_hyperlegible"
FACES = ("Regular", "Bold", "Italic")
REST = "-rest"
"""What the name of the part of a face ends with that draws all other characters: few pages load it."""
LICENCE = "license.txt"


def web_font_names() -> tuple[str, ...]:
    """Return the names of what `font_files.web_fonts` returns, without converting anything."""
    parts = (f"{_name(face)}{part}.woff2" for face in FACES for part in ("", REST))
    return (*parts, LICENCE)


def faces_as_packaged() -> Mapping[str, bytes]:
    """Return what each face is made from, by the name of the face: TrueType."""
    folder = files(PACKAGE) / "files"
    return {_name(face): (folder / f"AtkinsonHyperlegible-{face}.ttf").read_bytes() for face in FACES}


def _name(face: str) -> str:
    return f"atkinson-hyperlegible-{face.lower()}"

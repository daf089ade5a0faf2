"""The one font of screen, bundle and paper, as the browsers want it: Atkinson Hyperlegible in WOFF2.

`python -m course_engine.rendering.fonts` converts its package, and writes a ZIP archive of what it made.
"""

import sys
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.resources import files
from io import BytesIO

PACKAGE = "fontpkg_atkinson_hyperlegible"
FACES = ("Regular", "Bold", "Italic")
FRENCH = frozenset(
    {*range(0x20, 0x100), 0x152, 0x153, 0x178, *range(0x2013, 0x2027), 0x20AC, 0x2212}
)  # fmt: skip
"""What French is written with, by the unicode-range of `tokens.css`: Latin-1, Œ œ Ÿ, dashes, quotes, … € −."""
REST = "-rest"
"""What the name of the part of a face ends with that draws all other characters: few pages load it."""
LICENCE = "license.txt"


@cache
def web_fonts() -> Mapping[str, bytes]:
    """Return the faces that the style sheets name, and their licence, by file name; the first time, in a second.

    A process of its own converts them: what its libraries take in memory goes with it, and a server that starts
    answers meanwhile. The same package gives the same bytes: the time of conversion is not written into the fonts.
    """
    # Imported by whoever has none yet: a build converts them once.
    import subprocess
    from zipfile import ZipFile

    command = [sys.executable, "-m", "course_engine.rendering.fonts"]
    made = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own module
    with ZipFile(BytesIO(made.stdout)) as archive:
        faces = {name: archive.read(name) for name in archive.namelist()}
    return {**faces, LICENCE: (files(PACKAGE) / "LICENSE").read_bytes()}


def web_font_names() -> tuple[str, ...]:
    """Return the names of what `web_fonts` returns, without converting anything."""
    parts = (f"{_name(face)}{part}.woff2" for face in FACES for part in ("", REST))
    return (*parts, LICENCE)


def faces_as_packaged() -> Mapping[str, bytes]:
    """Return what each face is made from, by the name of the face: TrueType."""
    folder = files(PACKAGE) / "files"
    return {_name(face): (folder / f"AtkinsonHyperlegible-{face}.ttf").read_bytes() for face in FACES}


def _name(face: str) -> str:
    return f"atkinson-hyperlegible-{face.lower()}"


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
    # Imported by the process that converts.
    from zipfile import ZipFile

    archive = BytesIO()
    with ZipFile(archive, "w") as made:
        for name, truetype in faces_as_packaged().items():
            for part, converted in _parts(name, truetype):
                made.writestr(part, converted)
    sys.stdout.buffer.write(archive.getvalue())


if __name__ == "__main__":
    main()

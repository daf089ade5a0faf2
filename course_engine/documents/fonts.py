"""The one typeface of paper, and what it can draw."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import fontpkg_atkinson_hyperlegible as atkinson
from fontTools.ttLib import TTFont

from course_engine.errors import Unprintable
from course_engine.i18n import translator

_ = translator("documents")

WEIGHTS = {"Regular": 400, "Bold": 700}


def font_file(style: str) -> Path:
    """Return the file of a style of the typeface: `"Regular"`, `"Bold"`."""
    return Path(atkinson.ROOT) / "files" / f"AtkinsonHyperlegible-{style}.ttf"


def font_faces() -> str:
    """Return the CSS that declares the typeface, so that no font of the machine is used."""
    return "\n".join(
        f'@font-face {{ font-family: "{atkinson.FAMILY}"; font-weight: {weight};'
        f' src: url("{font_file(style).as_uri()}") }}'
        for style, weight in WEIGHTS.items()
    )


@cache
def drawable() -> frozenset[str]:
    """Return the characters that every weight of the typeface draws, invisible ones left out."""
    glyphs = (TTFont(font_file(style)).getBestCmap() for style in WEIGHTS)
    common = frozenset.intersection(*(frozenset(map(chr, cmap)) for cmap in glyphs))
    return frozenset(char for char in common if not unicodedata.category(char).startswith("C"))


def printable(text: str) -> str:
    """Return `text` in the form it is printed (NFC), once every character of it is known to have a glyph.

    Raises:
        Unprintable: names the characters that have none. A box in place of a letter would be a wrong name.
    """
    composed = unicodedata.normalize("NFC", text)
    missing = [char for char in dict.fromkeys(composed) if char not in drawable()]
    if missing:
        shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in composed)
        message = _("“{text}” cannot be printed: the documents' typeface has no sign for {characters}.")
        raise Unprintable(message.format(text=shown, characters=_listed(missing)))
    return composed


def _listed(characters: Iterable[str]) -> str:
    return ", ".join(
        f"{char} (U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}" for char in characters
    )

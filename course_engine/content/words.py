"""The words of the format: compared without accents and case, suggested when mistyped."""

import re
from collections.abc import Iterable

from course_engine.model.folding import fold

SLUG = re.compile(r"[a-z0-9-]{2,40}")
SLUG_MAX = 40
MOST_LISTED = 12
QUOTES = (("«", "»"), ("“", "”"), ('"', '"'), ("„", "“"))


def is_slug(text: str) -> bool:
    """Return whether `text` can be an id: `a-z 0-9 -`, 2 to 40 characters."""
    return SLUG.fullmatch(text) is not None


def slug_of(text: str, longest: int = SLUG_MAX) -> str:
    """Return an id made from a title; at least two characters, cut between words where possible."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(slug) > longest:
        slug = slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return slug if len(slug) > 1 else f"p-{slug}".rstrip("-") + ("x" if not slug else "")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to `word`; where none is near, those there are, « – » for none."""
    # Imported by whoever mistyped a word.
    from difflib import get_close_matches

    choices = sorted(known)
    close = get_close_matches(fold(word), choices, n=1)
    listed = ", ".join(choices[:MOST_LISTED]) + (", …" if len(choices) > MOST_LISTED else "")
    return close[0] if close else listed or "–"


def unquoted(text: str) -> str:
    """Return a value without the one pair of quotes (straight, Word's, « ») around all of it."""
    value = text.strip()
    for opening, closing in QUOTES:
        inside = value[1:-1]
        if len(value) > 1 and value[0] == opening and value[-1] == closing:
            return value if opening in inside or closing in inside else inside.strip()
    return value

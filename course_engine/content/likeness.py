"""Options that a learner could only tell apart by a slip of the keyboard, an article or a sign."""

import re
from collections.abc import Sequence
from itertools import combinations

from course_engine.content.answers import Item
from course_engine.content.report import Report
from course_engine.model.folding import fold

LONG_WORD = 5
"""In a shorter word one letter makes another word: « cc » and « cci », « port » and « pont »."""
MOST_COMPARED = 26
_ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des", "du", "de", "d"})
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_ENDS = '«»“”"()[],;:.!?… '


def check_likeness(items: Sequence[Item], report: Report) -> None:
    """Warn of each option that is nearly one before it; equal ones are an error of their own.

    Args:
        items: the options of one question, as written.
        report: where problems go.
    """
    written = [(item, _words(item.text)) for item in items[:MOST_COMPARED]]
    for (first, one), (second, other) in combinations(written, 2):
        if fold(first.text) != fold(second.text) and are_alike(one, other):
            report.add("QZ136", second.line, second.text[:20], text=second.text[:60], first=first.line)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of an option without the articles and the signs around them."""
    words = (word.strip(_ENDS) for word in _APOSTROPHE.sub(" ", fold(text)).split())
    return tuple(word for word in words if word and word not in _ARTICLES)


def are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two options have the same words in the same order, but for a slip in long ones."""
    return 0 < len(one) == len(other) and all(map(_is_slip, one, other))


def _is_slip(one: str, other: str) -> bool:
    """Return whether two words are one, but for one letter; a figure or an address is never nearly another."""
    if one == other:
        return True
    if min(len(one), len(other)) < LONG_WORD or not (one.isalpha() and other.isalpha()):
        return False
    # Imported by whoever looks for a slip, as where names are compared: most compilations do not.
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1

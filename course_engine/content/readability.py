"""How easy a text is to read: the score of L. Kandel and A. Moles for French.

L. Kandel, A. Moles, « Application de l’indice de Flesch à la langue française », Cahiers d’études de
radio-télévision 19 (1958): 207 − 1.015 × words / sentences − 73.6 × syllables / words. About 100 is very easy, 60 is
ordinary prose, under 30 is for those who read all day. It knows nothing of what words mean.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from msgspec import Struct

from course_engine.content.report import Report
from course_engine.content.syllables import syllables
from course_engine.model.course import Page, Unit
from course_engine.model.fragment import Block, BlockKind, Fragment, TermRef
from course_engine.model.variant import visible

FEWEST_WORDS = 100
"""Under a hundred words, one long sentence decides: Flesch's own samples have a hundred."""
FEWEST_IN_A_BLOCK = 6

_UNREAD = re.compile(r"<(table|pre|h[2-6]|figcaption|code)\b.*?</\1>", re.DOTALL)
_INLINE = re.compile(r"</?(?:em|strong|a|br)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-\u2010\u2011][^\W\d_]+)*['’]?")
_MARKS = '«»“”"()[],;:.!?…—–'
_END = re.compile(r"[.!?…]+[»”\")\]]*$")
_SHORTENED = frozenset({"m.", "mm.", "art.", "cf.", "p.", "ex.", "tél.", "etc."})
_APART = frozenset({BlockKind.ANIMATOR, BlockKind.TRANSCRIPT})


class Measure(Struct, frozen=True):
    """What the score is made of."""

    words: int
    sentences: int
    syllables: int

    @property
    def score(self) -> float:
        """Kandel and Moles's score, at least 0; there must be a word."""
        return max(0.0, 207 - 1.015 * self.words / self.sentences - 73.6 * self.syllables / self.words)


def check_reading_ease(unit: Unit, least: Sequence[int], levels: Sequence[str], report: Report) -> None:
    """Warn of each page that is hard to read for the lowest level for which it is.

    Args:
        unit: a sound unit.
        least: the least score for each level, lowest first; the last one is for every level above too.
        levels: those of the programme, lowest first.
        report: that of the unit's file.
    """
    for page in unit.pages:
        for level in (level for level in levels if level in page.levels):
            found = measure(visible(page.content, level))
            wanted = least[min(levels.index(level), len(least) - 1)]
            if found.words >= FEWEST_WORDS and found.score < wanted:
                report.add("UN117", page.line, "#", **_facts(page, level, found, wanted))
                break


def _facts(page: Page, level: str, found: Measure, wanted: int) -> dict[str, object]:
    return {
        "page": page.id,
        "level": level,
        "score": int(found.score),
        "least": wanted,
        "length": round(found.words / found.sentences),
    }


def measure(fragment: Fragment) -> Measure:
    """Count the running text of what one reader sees: paragraphs and items of six words or more.

    Titles, tables, code and transcripts are left out, and what is no word: figures, addresses.
    """
    words: list[str] = []
    sentences = 0
    for block in _blocks(fragment):
        written, ends = _words(block)
        if len(written) >= FEWEST_IN_A_BLOCK:
            words += written
            sentences += ends
    return Measure(len(words), sentences, sum(syllables(word) for word in words))


def _blocks(fragment: Fragment) -> Iterator[str]:
    """Yield the text of each paragraph or item."""
    html = _INLINE.sub("", _UNREAD.sub("", _html(fragment)))
    return (unescape(text) for text in _TAG.split(html) if text.strip())


def _html(fragment: Fragment) -> str:
    parts = []
    for part in fragment:
        if isinstance(part, Block):
            parts.append("" if part.kind in _APART else f"<div>{_html(part.content)}</div>")
        elif isinstance(part, TermRef):
            parts.append(part.text)
        elif isinstance(part, str):
            parts.append(part)
    return "".join(parts)


def _words(text: str) -> tuple[list[str], int]:
    """Return the words of a block, and how many sentences they make; its end ends the last one."""
    words: list[str] = []
    sentences, open_ = 0, False
    for token in text.split():
        if word := _WORD.fullmatch(token.strip(_MARKS)):
            words.append(word[0])
            open_ = True
        if open_ and _END.search(token) and token.casefold() not in _SHORTENED:
            sentences, open_ = sentences + 1, False
    return words, sentences + open_

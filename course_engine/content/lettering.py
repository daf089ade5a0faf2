"""Letters given again: what a question offers keeps the letters that it was published with."""

from collections.abc import Collection, Iterator, Mapping
from html import unescape
from itertools import product
from re import compile as pattern
from string import ascii_lowercase

from msgspec import Struct, field

from course_engine.content.text import plain_text
from course_engine.model.folding import fold
from course_engine.model.fragment import AssetUrl, Fragment, GapHole, TermRef, walk
from course_engine.model.identity import Letter
from course_engine.model.publication import Groups, Publication
from course_engine.model.quiz import (
    AnswerKey,
    ChosenGapKey,
    Cloze,
    ClozeKey,
    Gap,
    GapKey,
    Hotspot,
    Matching,
    MultipleChoice,
    NumberGapKey,
    Option,
    Ordering,
    OrderingKey,
    Question,
    Rating,
    SingleChoice,
    TypedGapKey,
    Zone,
)

ALIKE = 0.6
"""The ratio of `difflib` from which two folded texts are taken for one, written again."""

_PICTURE = pattern(r"<img\b[^>]*>")
_ATTRIBUTE = pattern(r'\b(?:alt|src)="([^"]*)"')

Renaming = Mapping[str, Mapping[Letter, Letter]]
"""By group, the published letter of each compiled one."""


class Resemblance(Struct, frozen=True):
    """A letter that was given by likeness, which a person should look at.

    Attributes:
        letter: which.
        before, now: its published text, and the one it has now.
    """

    letter: Letter
    before: str
    now: str


class Lettering(Struct, frozen=True):
    """The letters of one question.

    Attributes:
        renaming: the letters of what it offers.
        resemblances: those given to a text that is not the published one, where more than one could have it.
    """

    renaming: Renaming = field(default_factory=dict)
    resemblances: tuple[Resemblance, ...] = ()


def words_of(fragment: Fragment) -> str:
    """Return what a fragment says, in plain text: a picture by its words and its path, a gap by a mark."""
    html = "".join(_plain(part) for part in walk(fragment))
    told = _PICTURE.sub(lambda picture: " ".join(_ATTRIBUTE.findall(picture[0])), html)
    return " ".join(unescape(plain_text(told)).split())


def groups_of(question: Question, key: AnswerKey) -> Groups:
    """Return everything that a question gives a letter to, in written order."""
    groups: Groups = {}
    match question:
        case SingleChoice() | MultipleChoice():
            groups = {"options": _texts(question.options)}
        case Matching():
            groups = {"rows": _texts(question.rows), "choices": _texts(question.choices)}
        case Ordering():
            texts = _texts(question.items)
            assert isinstance(key, OrderingKey)  # noqa: S101 - compiled together
            groups = {"items": {letter: texts[letter] for letter in key.right}}
        case Cloze():
            assert isinstance(key, ClozeKey)  # noqa: S101 - compiled together
            gaps = {gap.letter: _gap_text(gap, key.right[gap.letter]) for gap in question.gaps}
            lists = {f"gap {gap.letter}": _texts(gap.choices) for gap in question.gaps if gap.choices}
            groups = {"gaps": gaps, **lists}
        case Hotspot():
            groups = {"zones": _texts(question.zones)}
        case Rating():
            groups = {"steps": _texts(question.steps)}
    return groups


def letters_again(question: Question, key: AnswerKey, publication: Publication) -> Lettering:
    """Return the letters of a question: as published where it was, of the same type; else as compiled.

    Args:
        question: as compiled, lettered in written order.
        key: of that question.
        publication: what was published of the course.
    """
    latest = publication.latest(question.id)
    if latest is None or latest.type != question.type:
        return Lettering()
    renaming: dict[str, Mapping[Letter, Letter]] = {}
    resemblances: list[Resemblance] = []
    for group, texts in groups_of(question, key).items():
        # The list of a gap goes by the gap's own published letter: gaps come before their lists.
        of_gap = group.removeprefix("gap ")
        known_as = f"gap {renaming['gaps'][of_gap]}" if group != of_gap else group
        used = publication.used_letters(question.id, known_as)
        given, found = match_letters(latest.letters.get(known_as, {}), texts, used)
        renaming[group] = given
        resemblances += found
    return Lettering(renaming, tuple(resemblances))


def match_letters(
    before: Mapping[Letter, str], now: Mapping[Letter, str], used: Collection[Letter]
) -> tuple[Mapping[Letter, Letter], tuple[Resemblance, ...]]:
    """Return the letter of each text of a group: content-format.md, « Identity and publication ».

    Args:
        before: the published letters, with their texts, in written order.
        now: the compiled ones, in written order.
        used: every letter that the group ever had.

    Returns:
        The letter given in the place of each compiled one, and those given by likeness.
    """
    given = dict(_same_text(before, now))
    left = {letter: text for letter, text in before.items() if letter not in given.values()}
    waiting = {letter: text for letter, text in now.items() if letter not in given}
    resemblances = []
    alone = len(left) == len(waiting) == 1
    for letter, text in waiting.items():
        likeness = {known: alike(left[known], text) for known in left}
        nearest = max(likeness, key=likeness.__getitem__, default=None)
        if nearest is None or not (alone or likeness[nearest] >= ALIKE):
            continue
        given[letter] = nearest
        # One text corrected among others that did not change is plainly the same.
        if not alone or likeness[nearest] < ALIKE:
            resemblances.append(Resemblance(nearest, left[nearest], text))
        del left[nearest]
    fresh = (letter for letter in _letters() if letter not in used)
    return {letter: given.get(letter) or next(fresh) for letter in now}, tuple(resemblances)


def alike(one: str, other: str) -> float:
    """Return how alike two texts are once folded, from 0 to 1."""
    # Imported where a published question changed.
    from difflib import SequenceMatcher

    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def _same_text(before: Mapping[Letter, str], now: Mapping[Letter, str]) -> Iterator[tuple[Letter, Letter]]:
    """Yield what kept its text; where several have the same one, the first goes with the first."""
    left = {letter: fold(text) for letter, text in before.items()}
    for letter, text in now.items():
        found = next((known for known, said in left.items() if said == fold(text)), None)
        if found is not None:
            del left[found]
            yield letter, found


def _letters() -> Iterator[Letter]:
    yield from ascii_lowercase
    yield from ("".join(pair) for pair in product(ascii_lowercase, repeat=2))


def _texts(offered: tuple[Option, ...] | tuple[Zone, ...]) -> Mapping[Letter, str]:
    return {one.letter: words_of(one.content) for one in offered}


def _gap_text(gap: Gap, key: GapKey) -> str:
    """Return what a gap is known by: what fills it, the first spelling of several."""
    match key:
        case TypedGapKey():
            return key.accepted[0]
        case NumberGapKey():
            return f"{key.low}..{key.high}"
        case ChosenGapKey():
            return " | ".join(words_of(choice.content) for choice in gap.choices)


def _plain(part: object) -> str:
    match part:
        case str():
            return part
        case AssetUrl():
            return part.path
        case TermRef():
            return part.text
        case GapHole():
            return "[…]"
    return ""

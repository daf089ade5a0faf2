"""Several places to fill or to put in order: rows, gaps, items."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from course_engine.errors import InvalidResponse
from course_engine.grading.choices import require_offered
from course_engine.grading.credit import credit_by_place
from course_engine.grading.typed import is_within, require_number
from course_engine.i18n import translator
from course_engine.model.folding import fold
from course_engine.model.quiz import (
    ChosenGapKey,
    Cloze,
    ClozeKey,
    CreditRule,
    Gap,
    GapKey,
    Matching,
    MatchingKey,
    Option,
    Ordering,
    OrderingKey,
    TypedGapKey,
)
from course_engine.model.response import ClozeResponse, MatchingResponse, OrderingResponse

_ = translator("grading")

_PLACED = re.compile(r"(.*)\.([0-9]{1,3})", re.DOTALL)


def read_matching(question: Matching, values: Sequence[str]) -> MatchingResponse:
    """Read the letter of a choice for each row, in the order of the rows; an empty one is a row left blank."""
    return MatchingResponse(pairs=_filled(question.rows, values))


def matching(question: Matching, key: MatchingKey, response: MatchingResponse) -> float:
    """Return what the question's rule gives: a choice that is not the row's own is wrong, a lure too."""
    _require_places(question.rows, response.pairs)
    require_offered(question.choices, response.pairs.values())
    judged = [key.right[row] == choice for row, choice in response.pairs.items()]
    return credit_by_place(key.rule, len(question.rows), sum(judged), len(judged) - sum(judged))


def read_cloze(question: Cloze, values: Sequence[str]) -> ClozeResponse:
    """Read what fills each gap, in written order: a letter or what was typed; an empty one is a gap left blank."""
    return ClozeResponse(gaps=_filled(question.gaps, values))


def cloze(question: Cloze, key: ClozeKey, response: ClozeResponse) -> float:
    """Return what the question's rule gives."""
    filled = {gap: text for gap, text in response.gaps.items() if fold(text)}
    _require_places(question.gaps, filled)
    for gap in question.gaps:
        if gap.letter in filled:
            _require_answer(gap, filled[gap.letter])
    judged = [fills(key.right[gap], text) for gap, text in filled.items()]
    return credit_by_place(key.rule, len(question.gaps), sum(judged), len(judged) - sum(judged))


def read_ordering(question: Ordering, values: Sequence[str]) -> OrderingResponse:
    """Read `letter.position` for each item, in any order.

    Raises:
        InvalidResponse: a place is missing or given twice; or the list is as it was shown, so that nothing was put
            in order.
    """
    placed = {int(found[2]): found[1] for value in values if (found := _PLACED.fullmatch(value))}
    if len(placed) < len(values):
        raise InvalidResponse(_("Give each item a place of its own, then validate."))
    sequence = tuple(placed[place] for place in sorted(placed))
    if sequence == tuple(item.letter for item in question.items):
        raise InvalidResponse(_("Put the list in order, then validate it: it has not changed yet."))
    return OrderingResponse(sequence=sequence)


def ordering(question: Ordering, key: OrderingKey, response: OrderingResponse) -> float:
    """Return 1 for the exact order; by each answer, what share of the items need not be moved."""
    require_offered(question.items, response.sequence)
    if len(response.sequence) != len(question.items) or len(set(response.sequence)) < len(question.items):
        raise InvalidResponse(_("Give each item a place of its own, then validate."))
    if key.rule is CreditRule.OFF:
        return float(response.sequence == key.right)
    rank = {letter: place for place, letter in enumerate(key.right)}
    return (_in_order(rank[letter] for letter in response.sequence) - 1) / (len(key.right) - 1)


def fills(key: GapKey, text: str) -> bool:
    """Return whether a text is right in a gap.

    Raises:
        InvalidResponse: a number is asked for, and it is none.
    """
    match key:
        case ChosenGapKey():
            return text == key.right
        case TypedGapKey():
            return fold(text) in {fold(spelling) for spelling in key.accepted}
    return is_within(require_number(text), key.low, key.high)


def _filled(places: Sequence[Option | Gap], values: Sequence[str]) -> dict[str, str]:
    if len(values) > len(places):
        raise InvalidResponse(_("This answer is not one that the question can take: answer again."))
    return {place.letter: value for place, value in zip(places, values, strict=False) if value}


def _require_places(places: Sequence[Option | Gap], given: Iterable[str]) -> None:
    """Refuse that no place was filled, or that one was which is not there."""
    filled, letters = tuple(given), {place.letter for place in places}
    if not filled:
        raise InvalidResponse(_("Fill at least one place, then validate."))
    if not letters.issuperset(filled):
        raise InvalidResponse(_("This answer is not one that the question can take: answer again."))


def _require_answer(gap: Gap, text: str) -> None:
    if gap.choices:
        require_offered(gap.choices, [text])
    if gap.is_number:
        require_number(text)


def _in_order(ranks: Iterable[int]) -> int:
    """Return the largest number of ranks that already follow one another: the longest increasing subsequence.

    Kept are the smallest ends of increasing subsequences of each length (Fredman 1975).
    """
    ends: list[int] = []
    for rank in ranks:
        place = bisect_left(ends, rank)
        ends[place : place + 1] = [rank]
    return len(ends)

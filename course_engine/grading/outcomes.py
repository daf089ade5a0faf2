"""How each row, gap, item or zone of an answered question came out; the twin of `outcomes` in runtime/grader.js."""

from collections.abc import Mapping

from course_engine.grading.places import fills
from course_engine.model.folding import fold
from course_engine.model.identity import Letter
from course_engine.model.quiz import (
    OUTSIDE,
    AnswerKey,
    ClozeKey,
    HotspotKey,
    MatchingKey,
    OrderingKey,
)
from course_engine.model.quiz.outcome import Outcome
from course_engine.model.response import (
    ClozeResponse,
    HotspotResponse,
    MatchingResponse,
    OrderingResponse,
    Response,
)


def outcomes(key: AnswerKey, response: Response) -> Mapping[Letter, Outcome]:
    """Return how each place came out, by its letter.

    Args:
        key: what judges the question.
        response: what was answered to it, once graded without InvalidResponse.

    Returns:
        Each row, gap or item; of a picture, the right zones, and the one chosen where it is wrong. Nothing for the
        types that have one answer only.
    """
    match key, response:
        case MatchingKey(), MatchingResponse():
            return {row: _judged(response.pairs.get(row), choice) for row, choice in key.right.items()}
        case ClozeKey(), ClozeResponse():
            return {gap: _filled(key, gap, response.gaps.get(gap, "")) for gap in key.right}
        case OrderingKey(), OrderingResponse():
            return {
                given: _judged(given, right)
                for given, right in zip(response.sequence, key.right, strict=True)
            }
        case HotspotKey(), HotspotResponse():
            right = dict.fromkeys(sorted(key.right), Outcome.RIGHT)
            chosen = {} if response.zone == OUTSIDE else {response.zone: Outcome.WRONG}
            return chosen | right
    return {}


def _judged(given: str | None, right: str) -> Outcome:
    if given is None:
        return Outcome.BLANK
    return Outcome.RIGHT if given == right else Outcome.WRONG


def _filled(key: ClozeKey, gap: Letter, text: str) -> Outcome:
    if not fold(text):
        return Outcome.BLANK
    return Outcome.RIGHT if fills(key.right[gap], text) else Outcome.WRONG

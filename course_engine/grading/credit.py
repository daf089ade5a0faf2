"""Rules of partial credit, and thresholds. Formulas: docs/grading.md.

The operations and their order are also those of runtime/grader.js: change neither alone.
"""

import math
from collections.abc import Callable, Mapping

from course_engine.model.quiz import CreditRule

ROUNDING_MARGIN = 1e-9
"""What a sum of fractions may lose to rounding; a threshold forgives it (content-format.md)."""

_CREDIT: Mapping[CreditRule, Callable[[int, int, int, int], float]] = {
    CreditRule.OFF: lambda e, r, w, _w: 1.0 if r == e and w == 0 else 0.0,
    CreditRule.NET_CORRECT: lambda e, r, w, _w: max(0.0, (r - w) / e),
    CreditRule.COVERAGE: lambda e, r, w, _w: (r / e) * (r / (r + w)),
    CreditRule.EACH_ANSWER: lambda e, r, w, lures: (r + lures - w) / (e + lures),
}


def partial_credit(rule: CreditRule, expected: int, found: int, wrong: int, lures: int) -> float:
    """Return the fraction that `rule` gives, from 0 to 1. Nothing right found is 0, whatever the rule.

    Args:
        rule: the question's rule.
        expected: E, how many elements are right.
        found: r, how many of them were given.
        wrong: w, how many wrong elements were given.
        lures: W, how many wrong elements were offered.
    """
    return 0.0 if found == 0 else _CREDIT[rule](expected, found, wrong, lures)


def credit_by_place(rule: CreditRule, expected: int, found: int, wrong: int) -> float:
    """Return the fraction where each of several places takes one element; one left blank is neither right nor wrong.

    Args:
        rule: the question's rule.
        expected: E, how many places there are.
        found: r, how many were filled rightly.
        wrong: w, how many were filled otherwise.
    """
    if rule is CreditRule.EACH_ANSWER:
        return found / expected
    return partial_credit(rule, expected, found, wrong, lures=0)


def passed(earned: float, maximum: int, threshold_percent: int) -> bool:
    """Return whether `earned` points of `maximum` reach a threshold, given in percent."""
    return earned + ROUNDING_MARGIN >= threshold_percent * maximum / 100


def percentage(earned: float, maximum: int) -> int:
    """Return the percentage to show, rounded down; `maximum` is at least 1."""
    return math.floor((earned + ROUNDING_MARGIN) * 100 / maximum)

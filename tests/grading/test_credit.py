"""The rules of partial credit are their formulas, to the last double."""

from fractions import Fraction
from itertools import product

import pytest

from course_engine.grading.credit import credit_by_place, partial_credit
from course_engine.model.quiz import CreditRule

COUNTS = [
    (e, r, w, lures)
    for e, lures in product(range(1, 6), range(5))
    for r, w in product(range(e + 1), range(lures + 1))
]
PLACES = [(e, r, w) for e in range(1, 8) for r in range(e + 1) for w in range(e - r + 1)]


@pytest.mark.parametrize("rule", CreditRule)
def test_each_credit_rule_is_its_formula_to_the_last_double(rule):
    exact = {
        CreditRule.OFF: lambda e, r, w, _: Fraction(r == e and w == 0),
        CreditRule.NET_CORRECT: lambda e, r, w, _: max(Fraction(0), Fraction(r - w, e)),
        CreditRule.COVERAGE: lambda e, r, w, _: Fraction(r, e) * Fraction(r, r + w),
        CreditRule.EACH_ANSWER: lambda e, r, w, lures: Fraction(r + lures - w, e + lures),
    }[rule]
    for e, r, w, lures in COUNTS:
        due = 0 if r == 0 else exact(e, r, w, lures)
        assert partial_credit(rule, e, r, w, lures) == pytest.approx(float(due), abs=1e-15)


@pytest.mark.parametrize("rule", CreditRule)
def test_a_credit_lies_between_0_and_1_and_only_the_exact_answer_earns_1(rule):
    for e, r, w, lures in COUNTS:
        credit = partial_credit(rule, e, r, w, lures)
        assert 0 <= credit <= 1
        assert (credit == 1) is (r == e and w == 0)


def test_each_place_counts_the_right_ones_whatever_else_is_filled():
    for e, r, w in PLACES:
        assert credit_by_place(CreditRule.EACH_ANSWER, e, r, w) == r / e


@pytest.mark.parametrize("rule", [CreditRule.OFF, CreditRule.NET_CORRECT, CreditRule.COVERAGE])
def test_the_other_rules_count_places_as_they_count_options(rule):
    for e, r, w in PLACES:
        assert credit_by_place(rule, e, r, w) == partial_credit(rule, e, r, w, lures=0)

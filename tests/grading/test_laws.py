"""Laws of grading: what holds of any question, whatever its rule. Both graders are compared elsewhere."""

from collections import deque
from itertools import permutations

import pytest
from graded_cases import RULES, case
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import convert
from pydantic import TypeAdapter
from vector_files import QUESTION_TYPES

from course_engine.errors import InvalidResponse
from course_engine.grading.judging import grade
from course_engine.grading.outcomes import outcomes
from course_engine.model.folding import fold
from course_engine.model.quiz import AnswerKey, CreditRule, Option, Ordering, OrderingKey, Outcome, Question
from course_engine.model.response import OrderingResponse, Response

RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)
# A seed is all that hypothesis draws: cases are small already, and drawing each choice costs fifty times as much.
CHANCE = st.randoms(use_true_random=True)
UNSCORED = {"free-text", "rating"}
SCORED = [kind for kind in QUESTION_TYPES if kind not in UNSCORED]


def fraction(one, **response):
    """What a case is worth, with another response where one is given; None where it is no answer."""
    question, key = convert(one["question"], Question), convert(one["key"], AnswerKey)
    try:
        return grade(question, key, RESPONSE.validate_python(one["response"] | response)).fraction
    except InvalidResponse:
        return None


RIGHT_RESPONSE = {
    "single-choice": lambda key, _rng: {"option": key["right"]},
    "multiple-choice": lambda key, rng: {"options": rng.sample(key["right"], len(key["right"]))},
    "true-false": lambda key, _rng: {"value": key["right"]},
    "short-text": lambda key, rng: {"text": rng.choice(key["accepted"])},
    "numeric": lambda key, rng: {"text": rng.choice([key["low"], key["high"]])},
    "matching": lambda key, _rng: {"pairs": key["right"]},
    "ordering": lambda key, _rng: {"sequence": key["right"]},
    "hotspot": lambda key, rng: {"zone": rng.choice(key["right"])},
    "cloze": lambda key, rng: {"gaps": {one: right_filling(gap, rng) for one, gap in key["right"].items()}},
}


def right_filling(gap_key, rng):
    match gap_key["kind"]:
        case "chosen":
            return gap_key["right"]
        case "typed":
            return rng.choice(gap_key["accepted"])
    return rng.choice([gap_key["low"], gap_key["high"]])


@pytest.mark.parametrize("kind", QUESTION_TYPES)
@given(rng=CHANCE)
def test_a_score_lies_between_0_and_1(kind, rng):
    worth = fraction(case(rng, kind))
    assert worth is None or 0 <= worth <= 1
    assert worth in {None, 0} or kind not in UNSCORED


@pytest.mark.parametrize("kind", SCORED)
@given(rng=CHANCE)
def test_a_right_answer_earns_everything_under_every_rule(kind, rng):
    one = case(rng, kind)
    response = RIGHT_RESPONSE[kind](one["key"], rng)
    texts = [response["text"]] if "text" in response else response.get("gaps", {}).values()
    assume(all(fold(text) for text in texts))
    rules = ["off", "each-answer"] if kind == "ordering" else RULES
    for rule in rules if "rule" in one["key"] else [None]:
        if rule:
            one["key"]["rule"] = rule
        assert fraction(one, **response) == 1


@pytest.mark.parametrize(("kind", "field"), [("matching", "pairs"), ("cloze", "gaps")])
@given(rng=CHANCE)
def test_places_may_be_told_in_any_order(kind, field, rng):
    one = case(rng, kind)
    told = list(one["response"][field].items())
    assert fraction(one, **{field: dict(rng.sample(told, len(told)))}) == fraction(one)


@given(rng=CHANCE)
def test_options_may_be_ticked_in_any_order_and_more_than_once(rng):
    one = case(rng, "multiple-choice")
    ticked = one["response"]["options"]
    assert fraction(one, options=rng.sample(ticked, len(ticked)) + ticked[:2]) == fraction(one)


@pytest.mark.parametrize("rule", RULES)
@given(rng=CHANCE)
def test_ticking_one_more_wrong_option_never_raises_the_score(rule, rng):
    one = case(rng, "multiple-choice")
    one["key"]["rule"] = rule
    ticked = one["response"]["options"]
    wrong = sorted(set(one["key"]["offered"]) - set(one["key"]["right"]) - set(ticked))
    before = fraction(one)
    assume(wrong and before is not None)
    assert fraction(one, options=[*ticked, rng.choice(wrong)]) <= before


@pytest.mark.parametrize("rule", RULES)
@given(rng=CHANCE)
def test_filling_a_blank_row_wrongly_never_raises_the_score(rule, rng):
    one = case(rng, "matching")
    one["key"]["rule"] = rule
    pairs, right = one["response"]["pairs"], one["key"]["right"]
    blank = sorted(set(right) - set(pairs))
    before = fraction(one)
    assume(blank and before is not None)
    row = rng.choice(blank)
    wrong = [choice["letter"] for choice in one["question"]["choices"] if choice["letter"] != right[row]]
    assume(wrong)
    assert fraction(one, pairs=pairs | {row: rng.choice(wrong)}) <= before


@pytest.mark.parametrize("kind", ["matching", "cloze"])
@given(rng=CHANCE)
def test_under_each_answer_the_score_is_the_share_of_the_places_that_come_out_right(kind, rng):
    one = case(rng, kind)
    one["key"]["rule"] = "each-answer"
    worth = fraction(one)
    assume(worth is not None)
    places = outcomes(convert(one["key"], AnswerKey), RESPONSE.validate_python(one["response"]))
    assert worth == list(places.values()).count(Outcome.RIGHT) / len(places)


def moves_from(right):
    """The least number of items to take out and put back elsewhere, for each order: found by trying them all."""
    moves, reached = {right: 0}, deque([right])
    while reached:
        order = reached.popleft()
        for taken in range(len(order)):
            rest = order[:taken] + order[taken + 1 :]
            for place in range(len(order)):
                moved = (*rest[:place], order[taken], *rest[place:])
                if moved not in moves:
                    moves[moved] = moves[order] + 1
                    reached.append(moved)
    return moves


@pytest.mark.parametrize("right", ["bca", "cadb", "edacb"])
def test_each_item_to_move_costs_one_of_the_items_but_one(right):
    items = tuple(Option(letter=letter, content=()) for letter in sorted(right))
    question = Ordering(id="ordre", title=("?",), items=items)
    key = OrderingKey(question="ordre", right=tuple(right), rule=CreditRule.EACH_ANSWER)
    moves = moves_from(tuple(right))
    assert set(moves) == set(permutations(right))
    for order, least in moves.items():
        found = len(right) - least
        worth = grade(question, key, OrderingResponse(sequence=order)).fraction
        assert worth == (found - 1) / (len(right) - 1)

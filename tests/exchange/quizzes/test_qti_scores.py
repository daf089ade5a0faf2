"""Our rules beside an independent engine's scores, where an item of the QTI corpus says what one of our types does."""

import json
import os
from pathlib import Path

import pytest

from course_engine.errors import InvalidResponse
from course_engine.grading.judging import grade
from course_engine.model import quiz as q
from course_engine.model import response as r

CORPORA = Path(os.environ.get("COURSE_ENGINE_CORPORA", "/nonexistent"))
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="COURSE_ENGINE_CORPORA is not set")
COMMON = {"id": "un", "title": ("Un",)}
LETTERS = {"A": "a", "B": "b", "C": "c", "D": "d", "E1": "a", "E2": "b", "E3": "c"}


def options(letters):
    return tuple(q.Option(letter=letter, content=(letter,)) for letter in letters)


def several(right, rule):
    key = q.MultipleChoiceKey(question="un", right=frozenset(right), offered=frozenset("abcd"), rule=rule)
    return q.MultipleChoice(**COMMON, options=options("abcd")), key, answer_several


def answer_several(given):
    return r.MultipleChoiceResponse(options=tuple(LETTERS[one] for one in given))


def matching():
    question = q.Matching(**COMMON, headings=(("g",), ("d",)), rows=options("ab"), choices=options("ab"))
    right = {"a": "a", "b": "b"}
    key = q.MatchingKey(question="un", right=right, rule=q.CreditRule.EACH_ANSWER)
    names = {"CNIL": "a", "ANSSI": "b", "P1": "a", "P2": "b"}

    def answer(given):
        rows = [pair.split() for pair in given]
        return r.MatchingResponse(pairs={names[left]: names[right] for left, right in rows})

    return question, key, answer


ITEMS = {
    "choix-unique": lambda: (
        q.SingleChoice(**COMMON, options=options("abc")),
        q.SingleChoiceKey(question="un", right="c"),
        lambda given: r.SingleChoiceResponse(option=LETTERS["".join(given)]),
    ),
    "choix-multiple-tout-ou-rien": lambda: several("ac", q.CreditRule.OFF),
    "choix-multiple": lambda: several("ab", q.CreditRule.NET_CORRECT),
    "appariement": matching,
    "ordre": lambda: (
        q.Ordering(**COMMON, items=options("abc")),
        q.OrderingKey(question="un", right=("a", "b", "c")),
        lambda given: r.OrderingResponse(sequence=tuple(LETTERS[one] for one in given)),
    ),
    "nombre": lambda: (
        q.Numeric(**COMMON),
        q.NumericKey(question="un", low="12", high="12"),
        lambda given: r.NumericResponse(text="".join(given)),
    ),
    "texte-casse": lambda: (
        q.ShortText(**COMMON),
        q.ShortTextKey(question="un", accepted=("RGPD",), strict=True),
        lambda given: r.ShortTextResponse(text="".join(given)),
    ),
}
MOST = {"choix-multiple": 2, "appariement": 2}
DIFFERENT = {
    (
        "choix-multiple",
        ("A", "B", "C", "D"),
    ): "D is neutral there (mappedValue 0); every wrong option counts by `net`",
    ("appariement", ("P1 CNIL", "P2 ANSSI")): "pairs the wrong way round cannot be given here",
    ("appariement", ("ANSSI P1",)): "-0.5 there: no mark of ours is below 0",
}


@needs_corpora
@pytest.mark.parametrize("version", ["items-2.x/made-qti/{}.qti21.xml", "items-3.0/made-qti/{}.qti30.xml"])
@pytest.mark.parametrize("name", list(ITEMS))
def test_our_score_is_that_of_the_independent_engine_but_where_the_reason_is_written(name, version):
    told = json.loads((CORPORA / "qti" / "expected.json").read_text(encoding="utf-8"))
    cases = next(item["cases"] for item in told if item["file"] == version.format(name))
    question, key, answer = ITEMS[name]()
    for case in cases:
        given = case["responses"]["RESPONSE"]
        if (name, tuple(given)) in DIFFERENT:
            continue
        assert score(question, key, answer, given) * MOST.get(name, 1) == case["outcomes"]["SCORE"], case


def score(question, key, answer, given):
    """Return our fraction; 0 where the response is no answer here: asked again, where that engine gives 0."""
    try:
        return grade(question, key, answer(given)).fraction
    except (InvalidResponse, KeyError):
        return 0

"""Questions with their keys, and what may come as answers: sense and nonsense, of every type, for hypothesis.

A case is {question, key, response}; a form, {question, values}: plain JSON, for both graders.
"""

from hypothesis import strategies as st
from vector_files import QUESTION_TYPES

from course_engine.model.quiz import CreditRule

# Both sides keep to what Unicode 14 assigns, less what Unicode has moved to another category since:
# U+1171E is no longer a mark; U+0295 (and U+02E4, which decomposes into it) is no longer a cased letter,
# which decides whether a capital sigma after it is final.
MOVED = "\U0001171e\u0295\u02e4"
CHARACTERS = st.characters(exclude_categories=("Cs", "Cn"), exclude_characters=MOVED)
TRICKY = st.sampled_from(
    "ÉéœŒæǽ’ʼ′—–−-  \u00a0\u202f\u00ad\u200b\ufeff\u0301ﬁΣςσİıßẞ½²…\u2028\t\n,.0123456789"
)
TEXTS = st.text(st.one_of(TRICKY, CHARACTERS), max_size=20)
NUMBERISH = st.text(st.sampled_from("-−0123456789 \u00a0\u202f,.+eMo"), max_size=12)
POINTS = st.integers(1, 5)
RULES = st.sampled_from([rule.value for rule in CreditRule])
UNITS = st.sampled_from(["", "Mo", "m²"])
INTERVALS = st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=2).map(
    lambda bounds: dict(zip(("low", "high"), (f"{bound:f}" for bound in sorted(bounds)), strict=True))
)
UNKNOWN = st.sampled_from(["z", "", "A", "a ", "a,b", "constructor", "__proto__", "0"])


def options(letters):
    return [{"letter": letter, "content": []} for letter in letters]


def letters(least=1, most=6):
    return st.integers(least, most).map(lambda number: list("abcdefgh"[:number]))


def mostly(usual, unusual=UNKNOWN):
    """Nonsense now and then: were it frequent, hardly an answer would be graded."""
    return st.integers(0, 11).flatmap(lambda chance: unusual if chance == 0 else usual)


@st.composite
def single_choice(draw):
    offered = draw(letters())
    right = draw(st.sampled_from(offered))
    return {"options": options(offered)}, {"right": right}, {"option": draw(mostly(st.sampled_from(offered)))}


@st.composite
def multiple_choice(draw):
    offered = draw(letters())
    right = draw(st.lists(st.sampled_from(offered), min_size=1, unique=True))
    key = {"right": right, "offered": offered, "rule": draw(RULES)}
    given = draw(st.lists(mostly(st.sampled_from(offered)), max_size=8))
    return {"options": options(offered)}, key, {"options": given}


@st.composite
def true_false(draw):
    return {}, {"right": draw(st.booleans())}, {"value": draw(st.booleans())}


@st.composite
def short_text(draw):
    accepted = draw(st.lists(TEXTS, min_size=1, max_size=3))
    key = {"accepted": accepted, "strict": draw(st.booleans())}
    return {}, key, {"text": draw(st.one_of(TEXTS, st.sampled_from(accepted)))}


@st.composite
def numeric(draw):
    interval, unit = draw(INTERVALS), draw(UNITS)
    text = draw(st.one_of(NUMBERISH, st.sampled_from([interval["low"], interval["high"]])))
    return {"unit_label": unit}, interval | {"unit_label": unit}, {"text": text}


@st.composite
def matching(draw):
    rows, choices = draw(letters()), draw(letters())
    right = {row: draw(st.sampled_from(choices)) for row in rows}
    filled = draw(st.lists(mostly(st.sampled_from(rows)), unique=True))
    pairs = {row: draw(mostly(st.sampled_from([right.get(row, "z"), *choices]))) for row in filled}
    question = {"headings": [[], []], "rows": options(rows), "choices": options(choices)}
    return question, {"right": right, "rule": draw(RULES)}, {"pairs": pairs}


@st.composite
def ordering(draw):
    items = draw(letters(least=3))
    shown, right, given = (draw(st.permutations(items)) for _ in range(3))
    sequence = draw(mostly(st.just(given), st.lists(mostly(st.sampled_from(items)), max_size=8)))
    rule = draw(st.sampled_from(["off", "each-answer"]))
    return {"items": options(shown)}, {"right": right, "rule": rule}, {"sequence": sequence}


@st.composite
def gap(draw, letter):
    """One gap, its key, and a text that may fill it."""
    kind = draw(st.sampled_from(["chosen", "typed", "number"]))
    if kind == "chosen":
        choices = draw(letters(least=2))
        key = {"right": draw(st.sampled_from(choices))}
        fields, text = {"choices": options(choices)}, draw(mostly(st.sampled_from(choices)))
    elif kind == "typed":
        key = {"accepted": draw(st.lists(TEXTS, min_size=1, max_size=3))}
        fields, text = {}, draw(st.one_of(TEXTS, st.sampled_from(key["accepted"])))
    else:
        key = draw(INTERVALS)
        usual = st.sampled_from([key["low"], key["high"], "0,5", " 1 0"])
        fields, text = {"is_number": True}, draw(mostly(usual, NUMBERISH))
    return {"letter": letter} | fields, {"kind": kind} | key, text


@st.composite
def cloze(draw):
    gaps = [draw(gap(letter)) for letter in draw(letters(most=4))]
    key = {"right": {one["letter"]: judge for one, judge, _text in gaps}, "rule": draw(RULES)}
    filled = {one["letter"]: text for one, _judge, text in gaps if draw(st.integers(0, 3))}
    if not draw(st.integers(0, 11)):
        filled[draw(UNKNOWN)] = draw(TEXTS)
    return {"gaps": [one for one, _judge, _text in gaps]}, key, {"gaps": filled}


@st.composite
def hotspot(draw):
    names = draw(letters())
    shape = {"shape": "circle", "x": 1, "y": 1, "radius": 1}
    right = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    zone = draw(mostly(st.sampled_from([*names, "outside"])))
    picture = {"path": "ecran.svg", "alternative": "Un écran", "width": 10, "height": 10}
    zones = [one | {"shape": shape} for one in options(names)]
    return {"picture": picture, "zones": zones}, {"right": right}, {"zone": zone}


@st.composite
def free_text(draw):
    return {"points": 0}, {}, {"text": draw(TEXTS)}


@st.composite
def rating(draw):
    steps = draw(letters(least=2))
    return {"points": 0, "steps": options(steps)}, {}, {"step": draw(mostly(st.sampled_from(steps)))}


OF_TYPE = {
    "single-choice": single_choice(),
    "multiple-choice": multiple_choice(),
    "true-false": true_false(),
    "short-text": short_text(),
    "numeric": numeric(),
    "matching": matching(),
    "ordering": ordering(),
    "cloze": cloze(),
    "hotspot": hotspot(),
    "free-text": free_text(),
    "rating": rating(),
}


@st.composite
def cases(draw, kinds=QUESTION_TYPES):
    """One question with its key and a response; the response may be nonsense."""
    kind = draw(st.sampled_from(kinds))
    question, key, response = draw(OF_TYPE[kind])
    return {
        "question": {"type": kind, "id": "question", "title": ["?"], "points": draw(POINTS)} | question,
        "key": {"type": kind, "question": "question"} | key,
        "response": {"type": kind} | response,
    }


@st.composite
def placed(draw, items):
    """A place for each item, as a form says it; sometimes twice the same, or none."""
    places = draw(
        mostly(
            st.permutations(range(1, len(items) + 1)),
            st.lists(st.integers(-1, 1000), min_size=len(items), max_size=len(items)),
        )
    )
    return [
        draw(mostly(st.just(f"{item['letter']}.{place}")))
        for item, place in zip(items, places, strict=True)
    ]


@st.composite
def forms(draw):
    """One question with its key, and what the fields of its form hold."""
    case = draw(cases())
    question = case["question"]
    if question["type"] == "ordering":
        values = draw(placed(question["items"]))
    else:
        letter = st.sampled_from(["a", "b", "c", ""])
        value = {
            "matching": letter,
            "true-false": st.sampled_from(["true", "false", "True", ""]),
            "short-text": TEXTS,
            "numeric": NUMBERISH,
            "free-text": st.one_of(TEXTS, st.just("a\r\nb\rc\n")),
            "cloze": st.one_of(letter, TEXTS, NUMBERISH),
        }.get(question["type"], letter)
        longest = len(question.get("rows", question.get("gaps", "ab"))) + 1
        values = draw(st.lists(mostly(value), max_size=longest))
    return {"question": question, "key": case["key"], "values": values}

"""Questions with their keys, and what may come as answers, sense and nonsense, of every type.

A case is {question, key, response}; a form, {question, key, values}: plain JSON, for both graders. They are drawn
from a seeded `random.Random`, which makes ten thousand in a second.
"""

import unicodedata
from random import Random
from typing import Any

from course_engine.model.quiz import CreditRule

Drawn = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]

# Both sides keep to what Unicode 14 assigns, less what Unicode has moved to another category since:
# U+1171E is no longer a mark; U+0295 (and U+02E4, which decomposes into it) is no longer a cased letter,
# which decides whether a capital sigma after it is final.
MOVED = "\U0001171e\u0295\u02e4"
TRICKY = (
    "ÉéœŒæǽ’ʼ′—–−-  \u00a0\u202f\u00ad\u200b\ufeff\u0301\u0327ﬁΣςσİıßẞ½²…\u2028\t\n,.0123456789abcDEF𝐢𐐀📧"
)
PLANES = ((0x20, 0x24F), (0x300, 0x52F), (0x1E00, 0x22FF), (0xA640, 0xAB6F), (0xF900, 0x1F9FF))
UNKNOWN = ("z", "", "A", "a ", "a,b", "constructor", "__proto__", "0")
RULES = tuple(rule.value for rule in CreditRule)
NONSENSE = 12
"""One value in so many is nonsense: were it more, hardly an answer would be graded."""


def character(rng: Random) -> str:
    if rng.randrange(3):
        return rng.choice(TRICKY)
    one = chr(rng.randint(*rng.choice(PLANES)))
    return one if one not in MOVED and unicodedata.category(one) not in {"Cs", "Cn"} else "a"


def text(rng: Random) -> str:
    return "".join(character(rng) for _ in range(rng.randrange(12)))


def near(rng: Random, spelling: str) -> str:
    """A text that may fold to `spelling`: other capitals, decomposed, something invisible or a space around."""
    changes = (
        str.upper,
        str.title,
        lambda one: unicodedata.normalize("NFD", one),
        lambda one: unicodedata.normalize("NFKC", one),
        lambda one: f" {one}\u00a0",
        lambda one: one.replace(" ", " \u2009"),
        lambda one: f"\u00ad{one}",
        lambda one: one[1:],
    )
    return rng.choice(changes)(spelling)


def spellings(rng: Random) -> list[str]:
    return [text(rng) for _ in range(rng.randint(1, 3))]


def typed(rng: Random, accepted: list[str]) -> str:
    return rng.choice([text(rng), rng.choice(accepted), near(rng, rng.choice(accepted))])


def numberish(rng: Random) -> str:
    return "".join(rng.choice("-−0123456789 \u00a0\u202f,.+eMo") for _ in range(rng.randrange(12)))


def interval(rng: Random) -> dict[str, str]:
    scale = rng.randrange(4)
    low = rng.randint(-2000, 2000)
    high = low + rng.choice([0, 1, 5, 100])
    return {"low": decimal(low, scale), "high": decimal(high, scale)}


def decimal(digits: int, scale: int) -> str:
    whole, decimals = divmod(abs(digits), 10**scale)
    sign = "-" if digits < 0 else ""
    return f"{sign}{whole}.{decimals:0{scale}}" if scale else f"{sign}{whole}"


def number(rng: Random, bounds: dict[str, str], unit: str = "") -> str:
    bound = rng.choice([bounds["low"], bounds["high"]])
    as_typed = rng.choice(
        [bound, bound.replace(".", ","), f" {bound}0", bound[:-1], f"{bound}1", f"-{bound}"]
    )
    return rng.choice([as_typed, as_typed, f"{as_typed} {unit}", numberish(rng)])


def options(letters: list[str]) -> list[dict[str, Any]]:
    return [{"letter": letter, "content": []} for letter in letters]


def letters(rng: Random, least: int = 1, most: int = 6) -> list[str]:
    return list("abcdefgh"[: rng.randint(least, most)])


def some(rng: Random, elements: list[str], least: int = 0) -> list[str]:
    return rng.sample(elements, rng.randint(least, len(elements)))


def given(rng: Random, usual: list[str]) -> str:
    """One of `usual`, or nonsense now and then."""
    return rng.choice(UNKNOWN) if rng.randrange(NONSENSE) == 0 else rng.choice(usual)


def single_choice(rng: Random) -> Drawn:
    offered = letters(rng)
    return {"options": options(offered)}, {"right": rng.choice(offered)}, {"option": given(rng, offered)}


def multiple_choice(rng: Random) -> Drawn:
    offered = letters(rng)
    key = {"right": some(rng, offered, least=1), "offered": offered, "rule": rng.choice(RULES)}
    return (
        {"options": options(offered)},
        key,
        {"options": [given(rng, offered) for _ in range(rng.randrange(7))]},
    )


def true_false(rng: Random) -> Drawn:
    return {}, {"right": rng.choice([True, False])}, {"value": rng.choice([True, False])}


def short_text(rng: Random) -> Drawn:
    accepted = spellings(rng)
    return {}, {"accepted": accepted, "strict": rng.choice([True, False])}, {"text": typed(rng, accepted)}


def numeric(rng: Random) -> Drawn:
    bounds, unit = interval(rng), rng.choice(["", "Mo", "m²"])
    return {"unit_label": unit}, bounds | {"unit_label": unit}, {"text": number(rng, bounds, unit)}


def matching(rng: Random) -> Drawn:
    rows, choices = letters(rng), letters(rng)
    right = {row: rng.choice(choices) for row in rows}
    pairs = {row: given(rng, [right[row], *choices]) for row in some(rng, rows)}
    if rng.randrange(NONSENSE) == 0:
        pairs[rng.choice(UNKNOWN)] = given(rng, choices)
    question = {"headings": [[], []], "rows": options(rows), "choices": options(choices)}
    return question, {"right": right, "rule": rng.choice(RULES)}, {"pairs": pairs}


def ordering(rng: Random) -> Drawn:
    items = letters(rng, least=3)
    shown, right, sequence = (rng.sample(items, len(items)) for _ in range(3))
    if rng.randrange(NONSENSE) == 0:
        sequence = [given(rng, items) for _ in range(rng.randrange(8))]
    return (
        {"items": options(shown)},
        {"right": right, "rule": rng.choice(["off", "each-answer"])},
        {"sequence": sequence},
    )


def gap(rng: Random, letter: str) -> Drawn:
    """One gap, its key, and what may fill it."""
    kind = rng.choice(["chosen", "typed", "number"])
    if kind == "chosen":
        choices = letters(rng, least=2)
        right = rng.choice(choices)
        fields, key, filling = {"choices": options(choices)}, {"right": right}, given(rng, [right, *choices])
    elif kind == "typed":
        accepted = spellings(rng)
        fields, key, filling = {}, {"accepted": accepted}, typed(rng, accepted)
    else:
        bounds = interval(rng)
        fields, key, filling = {"is_number": True}, bounds, number(rng, bounds)
    return {"letter": letter} | fields, {"kind": kind} | key, {letter: filling}


def cloze(rng: Random) -> Drawn:
    gaps = [gap(rng, letter) for letter in letters(rng, most=4)]
    right = {one["letter"]: key for one, key, _filling in gaps}
    filled: dict[str, str] = {}
    for _one, _key, filling in rng.sample(gaps, rng.randint(0, len(gaps))):
        filled |= filling
    if rng.randrange(NONSENSE) == 0:
        filled[rng.choice(UNKNOWN)] = text(rng)
    return (
        {"gaps": [one for one, _key, _filling in gaps]},
        {"right": right, "rule": rng.choice(RULES)},
        {"gaps": filled},
    )


def hotspot(rng: Random) -> Drawn:
    names = letters(rng)
    picture = {"path": "ecran.svg", "alternative": "Un écran", "width": 10, "height": 10}
    zones = [one | {"shape": {"shape": "circle", "x": 1, "y": 1, "radius": 1}} for one in options(names)]
    key = {"right": some(rng, names, least=1)}
    return {"picture": picture, "zones": zones}, key, {"zone": given(rng, [*names, "outside"])}


def free_text(rng: Random) -> Drawn:
    return {"points": 0}, {}, {"text": text(rng)}


def rating(rng: Random) -> Drawn:
    steps = letters(rng, least=2)
    return {"points": 0, "steps": options(steps)}, {}, {"step": given(rng, steps)}


OF_KIND = {
    "single-choice": single_choice,
    "multiple-choice": multiple_choice,
    "true-false": true_false,
    "short-text": short_text,
    "numeric": numeric,
    "matching": matching,
    "ordering": ordering,
    "cloze": cloze,
    "hotspot": hotspot,
    "free-text": free_text,
    "rating": rating,
}


def case(rng: Random, kind: str) -> dict[str, Any]:
    """Return a question of one type with its key and a response that may be nonsense."""
    question, key, response = OF_KIND[kind](rng)
    return {
        "question": {"type": kind, "id": "question", "title": ["?"], "points": rng.randint(1, 5)} | question,
        "key": {"type": kind, "question": "question"} | key,
        "response": {"type": kind} | response,
    }


def form(rng: Random, kind: str) -> dict[str, Any]:
    """Return a question of one type with its key, and what the fields of its form hold."""
    one = case(rng, kind)
    values = _values(rng, kind, one["question"], one["response"])
    if values and rng.randrange(NONSENSE) == 0:
        values[rng.randrange(len(values))] = rng.choice(UNKNOWN)
    if rng.randrange(NONSENSE) == 0:
        values.append(rng.choice(UNKNOWN))
    return {"question": one["question"], "key": one["key"], "values": values}


def _values(rng: Random, kind: str, question: dict[str, Any], response: dict[str, Any]) -> list[str]:
    match kind:
        case "matching":
            return [response["pairs"].get(row["letter"], "") for row in question["rows"]]
        case "cloze":
            return [response["gaps"].get(one["letter"], "") for one in question["gaps"]]
        case "ordering":
            return _placed(rng, question["items"])
        case "multiple-choice":
            return list(response["options"])
        case "true-false":
            return [rng.choice(["true", "false", "True", "yes", ""])]
    return [next(value for name, value in response.items() if name != "type")]


def _placed(rng: Random, items: list[dict[str, Any]]) -> list[str]:
    """A place for each item, as a form says it; now and then twice the same, or none."""
    places = rng.sample(range(1, len(items) + 1), len(items))
    if rng.randrange(NONSENSE) == 0:
        places = [rng.randint(-1, 1000) for _ in items]
    return [f"{item['letter']}.{place}" for item, place in zip(items, places, strict=True)]

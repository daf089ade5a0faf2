"""The grading vectors: what both graders must say, reasoned by hand; their form is told in tests/README.md."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parent / "vectors"
QUESTION_TYPES = (
    "single-choice",
    "multiple-choice",
    "true-false",
    "short-text",
    "numeric",
    "matching",
    "ordering",
    "cloze",
    "hotspot",
    "free-text",
    "rating",
)


def read_vectors(name: str) -> Any:
    """Return what one file of `tests/vectors/` holds."""
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


SENTENCES: dict[str, str] = read_vectors("sentences")


def grading_vectors(kind: str) -> Iterator[dict[str, Any]]:
    """Yield {title, why, question, key, response, expected} of one type, one for each rule of each vector.

    `expected` is {fraction, points}, or the sentence of the refusal; `outcomes`, where it is said, how each place
    came out.
    """
    for group in read_vectors(kind):
        for vector in group["responses"]:
            question, key = group["question"], group["key"] | vector.get("key", {})
            response = {"type": kind} | vector["response"]
            whole = vector | {"question": question, "key": key, "response": response}
            expected = vector["expected"]
            if isinstance(expected, dict) and "refused" not in expected:
                for rule, fraction in expected.items():
                    yield whole | {
                        "title": f"{vector['title']}: {rule}",
                        "key": key | {"rule": rule},
                        "expected": _score(fraction, question),
                    }
            else:
                yield whole | {"expected": _sentence(expected) or _score(expected, question)}


def form_vectors(kind: str) -> Iterator[dict[str, Any]]:
    """Yield {title, why, question, values, expected} of one type.

    `expected` is the response, or the sentence of the refusal.
    """
    for group in read_vectors(kind):
        for vector in group.get("forms", ()):
            response = {"type": kind} | vector["expected"]
            yield vector | {
                "question": group["question"],
                "expected": _sentence(vector["expected"]) or response,
            }


def length_vectors() -> Iterator[dict[str, Any]]:
    """Yield {title, question, values, is_read}: texts of the greatest length, and of one character more."""
    for vector in read_vectors("lengths"):
        # One, two and four bytes, one of them two units of a script: characters are counted.
        for character in "aé📧":
            for more in (0, 1):
                text = character * (vector["longest"] + more)
                yield {
                    "title": f"{vector['title']}: {len(text)} {character}",
                    "question": vector["question"],
                    "values": [*vector["before"], text],
                    "is_read": not more,
                }


def _sentence(expected: Any) -> str | None:
    if not isinstance(expected, dict) or "refused" not in expected:
        return None
    return SENTENCES[expected["refused"]].format(quoting=expected.get("quoting"))


def _score(fraction: float, question: dict[str, Any]) -> dict[str, Any]:
    return {"fraction": fraction, "points": question["points"]}


GRADING_VECTORS = [(kind, vector) for kind in QUESTION_TYPES for vector in grading_vectors(kind)]
OUTCOME_VECTORS = [(kind, vector) for kind, vector in GRADING_VECTORS if "outcomes" in vector]
FORM_VECTORS = [(kind, vector) for kind in QUESTION_TYPES for vector in form_vectors(kind)]

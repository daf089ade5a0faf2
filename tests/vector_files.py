"""The grading vectors: what both graders must say, reasoned by hand."""

import json
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parent / "vectors"
QUESTION_TYPES = ("single-choice", "multiple-choice", "true-false", "short-text", "numeric")


def read_vectors(name: str) -> list[dict[str, Any]]:
    """Return the vectors of one file of `tests/vectors/`."""
    vectors: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return vectors


GRADING_VECTORS = [(name, vector) for name in QUESTION_TYPES for vector in read_vectors(name)]
"""Each is {title, why, question, key, response, expected: {fraction, points} or "invalid"}."""

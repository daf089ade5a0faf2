"""LearningPath → JSON, for many people: a step that many share is written once."""

import json
from functools import lru_cache

from course_engine.model.path import LearningPath, Step
from course_engine.planning.remembered import MOST, Remembered


class PathWriter:
    """Writes paths as `LearningPath.model_dump_json` does, to the same bytes."""

    def __init__(self) -> None:
        self._steps: Remembered[bytes] = Remembered()
        self._texts = lru_cache(MOST)(_text)

    def write(self, path: LearningPath) -> bytes:
        """Return the JSON of a path, in UTF-8."""
        text, step = self._texts, self._step
        return b"".join(
            (
                b'{"programme":',
                text(path.programme),
                b',"catalogue":',
                text(path.catalogue),
                b',"half_days":',
                b"null" if path.half_days is None else b"%d" % path.half_days,
                b',"kept":[',
                b",".join([step(one) for one in path.kept]),
                b'],"left_out":[',
                b",".join([step(one) for one in path.left_out]),
                b'],"unserved":[',
                b",".join([text(sentence) for sentence in path.unserved]),
                b'],"notice":',
                text(path.notice),
                b"}",
            )
        )

    def _step(self, step: Step) -> bytes:
        return self._steps.recall(None, (step,), lambda: step.model_dump_json().encode())


def _text(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode()

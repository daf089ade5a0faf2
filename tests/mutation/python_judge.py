"""Judges mutants of the Python grader by the vectors, in this process."""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Any

from msgspec import convert
from pydantic import TypeAdapter
from vector_files import FORM_VECTORS, GRADING_VECTORS, OUTCOME_VECTORS, length_vectors, read_vectors

from course_engine.errors import InvalidResponse
from course_engine.model.quiz import AnswerKey, Question
from course_engine.model.response import Response

_RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)
_SECONDS = 10
_JUDGE = ("judging", "outcomes", "credit")
_RELOADED = ("course_engine.grading", "course_engine.model.quiz.outcome", "course_engine.model.folding")

_GRADED = [
    (
        convert(vector["question"], Question),
        convert(vector["key"], AnswerKey),
        _RESPONSE.validate_python(vector["response"]),
        vector["expected"],
    )
    for _kind, vector in GRADING_VECTORS
]
_PLACES = [
    (
        convert(vector["key"], AnswerKey),
        _RESPONSE.validate_python(vector["response"]),
        vector["outcomes"],
    )
    for _kind, vector in OUTCOME_VECTORS
]
_READ = [
    (
        convert(vector["question"], Question),
        vector["values"],
        vector["expected"],
    )
    for _kind, vector in FORM_VECTORS
]
_LENGTHS = [
    (convert(vector["question"], Question), vector["values"], vector["is_read"])
    for vector in length_vectors()
]


def verdict(module: str, path: Path, source: str) -> str:
    """Return whether a mutant of one module is "killed", "survived" or "broken" (it does not load)."""
    with _in_place(module, path, source):
        try:
            graders = [import_module(f"course_engine.grading.{name}") for name in _JUDGE]
        except Exception:  # noqa: BLE001 - whatever a mutant raises
            return "broken"
        try:
            return "survived" if _obeys(*graders) else "killed"
        except Exception:  # noqa: BLE001 - whatever a mutant raises, or no end
            return "killed"


def _obeys(judging: Any, places: Any, credit: Any) -> bool:
    return (
        all(_said(judging.grade, *graded) == expected for *graded, expected in _GRADED)
        and all(places.outcomes(*answered) == expected for *answered, expected in _PLACES)
        and all(_said(judging.read_response, *form) == expected for *form, expected in _READ)
        and all(
            isinstance(_said(judging.read_response, *form), dict) is is_read for *form, is_read in _LENGTHS
        )
        and all(
            credit.passed(one["earned"], one["maximum"], one["threshold"]) is one["passed"]
            and credit.percentage(one["earned"], one["maximum"]) == one["percentage"]
            for one in read_vectors("thresholds")
        )
    )


def _said(judge: Callable[..., Any], *given: Any) -> Any:
    try:
        return judge(*given).model_dump(mode="json")
    except InvalidResponse as refusal:
        return str(refusal)


@contextmanager
def _in_place(module: str, path: Path, source: str) -> Iterator[None]:
    """Let one module be imported from `source`, and stop what does not end."""
    _forget()
    finder = _Finder(module, path, source)
    sys.meta_path.insert(0, finder)
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        sys.meta_path.remove(finder)
        _forget()


def _forget() -> None:
    for name in [name for name in sys.modules if name.startswith(_RELOADED)]:
        del sys.modules[name]


def _give_up(_signal: int, _frame: object) -> None:
    raise TimeoutError


class _Loader(SourceFileLoader):
    def __init__(self, module: str, path: Path, source: str) -> None:
        super().__init__(module, str(path))
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.path, "exec")


class _Finder:
    def __init__(self, module: str, path: Path, source: str) -> None:
        self.module = module
        package = [str(path.parent)] if path.stem == "__init__" else None
        loader = _Loader(module, path, source)
        self.spec = spec_from_file_location(module, path, loader=loader, submodule_search_locations=package)

    def find_spec(self, name: str, _path: Iterable[str] | None, _target: object = None) -> ModuleSpec | None:
        return self.spec if name == self.module else None

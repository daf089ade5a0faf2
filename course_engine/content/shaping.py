"""A YAML document against its shape: the value that it says, or each problem on its line."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec import convert
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from course_engine.content.report import Report
from course_engine.content.words import nearest
from course_engine.content.yamltree import Tree, Value

Noun = TypeVar("Noun")


def shaped(noun: type[Noun], shape: type[BaseModel], tree: Tree, report: Report) -> Noun | None:
    """Return what a tree says; None where it has problems, each noted on its line.

    Args:
        noun: what is wanted, one of `model/`.
        shape: of the same fields, its aliases the words of the format.
        tree: the document.
        report: where problems go.
    """
    try:
        return made(noun, shape, tree.value)
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            if not _echo(error):
                _note(error, shape, tree, report)
    return None


def made(noun: type[Noun], shape: type[BaseModel], value: Value) -> Noun:
    """Return what a value says, as authors write it.

    Raises:
        ValidationError: it is not of that shape.
    """
    return convert(shape.model_validate(value, by_alias=True, by_name=False).model_dump(), noun)


CODES: Mapping[str, str] = {
    "missing": "PR106",
    "extra_forbidden": "PR107",
    "string_pattern_mismatch": "PR108",
    "int_parsing": "PR109",
    "int_from_float": "PR109",
    "int_parsing_size": "PR109",
    "int_type": "PR109",
    "greater_than_equal": "PR110",
    "less_than_equal": "PR110",
    "too_short": "PR111",
    "string_type": "PR112",
    "tuple_type": "PR113",
    "list_type": "PR113",
    "model_type": "PR114",
    "model_attributes_type": "PR114",
    "mapping_type": "PR114",
    "dict_type": "PR114",
    "union_tag_invalid": "PR115",
    "union_tag_not_found": "PR116",
}
"""pydantic's kinds of errors → codes; any other is PR117."""


def _note(error: ErrorDetails, model: type[BaseModel], tree: Tree, report: Report) -> None:
    path = _written_path(error["loc"], tree)
    line = tree.line(*path)
    key = error["loc"][-1] if error["loc"] else ""
    context = error.get("ctx", {})
    given = error["input"] if isinstance(error["input"], str) else ""
    if error["type"] == "union_tag_invalid":
        words = [word.strip(" '") for word in str(context["expected_tags"]).split(",")]
        line = tree.line(*path, "type")
        given = str(context["tag"])
        near = nearest(given, words)
    else:
        near = nearest(str(key), aliases(model))
    bound = context.get("ge", context.get("le", context.get("min_length", "")))
    code = CODES.get(error["type"], "PR117")
    report.add(code, line, given or str(key), key=key, value=given, nearest=near, bound=bound)


def _echo(error: ErrorDetails) -> bool:
    """Return whether pydantic only counts again: a list is "too short" of the items it found wrong."""
    given = error["input"]
    return error["type"] == "too_short" and len(given) >= error["ctx"]["min_length"]


def _written_path(location: tuple[int | str, ...], tree: Tree) -> tuple[str | int, ...]:
    """Return an error's place without the steps that the author did not write: the tags of unions."""
    path: tuple[str | int, ...] = ()
    for step in location:
        if (*path, step) in tree.lines:
            path = (*path, step)
    return path


def aliases(model: type[BaseModel]) -> set[str]:
    """Return every key that a model and those in it know, as authors write them."""
    names: set[str] = set()
    for part in _models(model, set()):
        names |= {info.alias or name for name, info in part.model_fields.items()}
    return names


def _models(kind: object, seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
        seen.add(kind)
        for info in kind.model_fields.values():
            _models(info.annotation, seen)
    for argument in getattr(kind, "__args__", ()):
        _models(argument, seen)
    return seen

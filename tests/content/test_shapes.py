"""What authors write and what the engine works with say the same, field by field."""

import pytest
from pydantic import BaseModel

from course_engine.content import shapes
from course_engine.model import course, questionnaire

SHAPES = [
    shape
    for shape in vars(shapes).values()
    if isinstance(shape, type) and issubclass(shape, BaseModel) and shape.__module__ == shapes.__name__
]


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape is not shapes.Meaning])
def test_a_shape_has_the_fields_of_its_value(shape: type[BaseModel]) -> None:
    value = getattr(course, shape.__name__, None) or getattr(questionnaire, shape.__name__)
    told = {"type"} if issubclass(shape, shapes.Asked) and shape is not shapes.Asked else set()
    assert shape.model_fields.keys() == set(value.__struct_fields__) | told


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if "type" in shape.model_fields])
def test_a_question_has_the_type_that_its_author_writes(shape: type[BaseModel]) -> None:
    written = shape.model_json_schema()["properties"]["type"]["const"]
    assert getattr(questionnaire, shape.__name__)(id="un", text="?", **_needed(shape)).type == written


def _needed(shape: type[BaseModel]) -> dict[str, object]:
    return {"options": ()} if "options" in shape.model_fields else {}

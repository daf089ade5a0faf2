"""Writing many paths gives the very bytes of the model's own JSON."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.model.course import Catalogue
from course_engine.model.path import LearningPath
from course_engine.model.questionnaire import AskAvailability, ChooseSeveral
from course_engine.planning.answers import Answers, accepted, answers_validator
from course_engine.planning.path import Planner
from course_engine.planning.path_json import PathWriter
from course_engine.planning.profile import ProfileReader

SHEETS: tuple[dict[str, Any], ...] = (
    {},
    {"demi-journees": {"nombre": 0}},
    {"demi-journees": {"nombre": 3}, "souhaits-commune": ["actes", "collegues"]},
    {"demi-journees": {"nombre": 3}, "souhaits-commune": ["collegues", "actes"]},
    {"demi-journees": {"nombre": 3}, "courriel-souvent": "souvent", "piece-jointe": "oui"},
    {"demi-journees": {"nombre": 100}, "projet-a-venir": "oui"},
)


@pytest.fixture(scope="module")
def people(ten_units: Catalogue) -> list[Answers]:
    validate = answers_validator(ten_units.questionnaire).validate_python
    return [validate(sheet) for sheet in (*SHEETS, *SHEETS)]


def planned(answers: Answers, catalogue: Catalogue) -> LearningPath:
    return Planner(catalogue).plan(ProfileReader(catalogue).read(answers))


def test_the_bytes_are_those_of_the_model(people: list[Answers], ten_units: Catalogue) -> None:
    writer = PathWriter(ten_units)
    for answers in people:
        assert writer.write(answers) == planned(answers, ten_units).model_dump_json().encode()


def test_they_read_back_as_the_same_path(people: list[Answers], ten_units: Catalogue) -> None:
    writer = PathWriter(ten_units)
    for answers in people:
        assert LearningPath.model_validate_json(writer.write(answers)) == planned(answers, ten_units)


@st.composite
def crowds(draw: st.DrawFn, catalogue: Catalogue) -> list[Answers]:
    """Some people, each with valid answers to some of the questions, options in any order."""
    crowd: list[dict[str, Any]] = []
    for _person in range(draw(st.integers(2, 6))):
        sheet: dict[str, Any] = {}
        for item in catalogue.questionnaire.items:
            words = st.sampled_from(accepted(item) or ("",))
            if isinstance(item, AskAvailability):
                sheet[item.id] = {"nombre": draw(st.none() | st.integers(0, 12))}
            elif isinstance(item, ChooseSeveral):
                sheet[item.id] = draw(st.lists(words, unique=True, max_size=3))
            elif draw(st.booleans()):
                sheet[item.id] = draw(words)
        crowd.append(sheet)
    validate = answers_validator(catalogue.questionnaire).validate_python
    return [validate(sheet) for sheet in crowd]


@settings(derandomize=True, max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_remembered_of_some_people_never_reaches_another(
    data: st.DataObject, ten_units: Catalogue
) -> None:
    writer = PathWriter(ten_units)
    for answers in data.draw(crowds(ten_units)):
        assert writer.write(answers) == planned(answers, ten_units).model_dump_json().encode()

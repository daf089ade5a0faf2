"""Writing many paths gives the very bytes of the model's own JSON."""

import pytest

from course_engine.model.course import Catalogue
from course_engine.model.path import AnswerValue, AvailabilityAnswer, LearningPath
from course_engine.planning.path import Planner
from course_engine.planning.path_json import PathWriter
from course_engine.planning.profile import ProfileReader

PEOPLE: tuple[dict[str, AnswerValue], ...] = (
    {},
    {"demi-journees": AvailabilityAnswer(number=0)},
    {"demi-journees": AvailabilityAnswer(number=3), "souhaits-commune": ("actes", "collegues")},
    {"demi-journees": AvailabilityAnswer(number=3), "courriel-souvent": "souvent", "piece-jointe": "oui"},
)


@pytest.fixture(scope="module")
def paths(ten_units: Catalogue) -> list[LearningPath]:
    reader, planner = ProfileReader(ten_units), Planner(ten_units)
    return [planner.plan(reader.read(answers)) for answers in (*PEOPLE, *PEOPLE)]


def test_the_bytes_are_those_of_the_model(paths: list[LearningPath]) -> None:
    writer = PathWriter()
    assert [writer.write(path) for path in paths] == [path.model_dump_json().encode() for path in paths]


def test_they_read_back_as_the_same_path(paths: list[LearningPath]) -> None:
    writer = PathWriter()
    assert [LearningPath.model_validate_json(writer.write(path)) for path in paths] == paths


def test_what_is_remembered_of_one_person_never_reaches_another(
    paths: list[LearningPath], ten_units: Catalogue
) -> None:
    fresh = [Planner(ten_units).plan(ProfileReader(ten_units).read(answers)) for answers in PEOPLE]
    assert paths == [*fresh, *fresh]

"""Courses to plan in: the ten units of tests/courses, and small ones made from plain data."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert

from course_engine.content import load_course, shapes
from course_engine.content.shaping import made
from course_engine.model.course import Catalogue, Programme, Unit
from course_engine.model.questionnaire import Questionnaire

TEN_UNITS = Path(__file__).parents[1] / "courses" / "ten_units"


def unit_of(name: str, facts: Mapping[str, Any]) -> Unit:
    """A unit as planning sees it: domain, levels, objectives, prerequisites."""
    shown = {"series": "serie", "path": f"modules/serie/{name}.md", "title": name.capitalize(), "summary": ""}
    return convert({"id": name, "minutes": 180, "phases": (), **shown, **facts}, Unit)


def build(
    programme: Mapping[str, Any], questionnaire: Mapping[str, Any], units: Mapping[str, Any]
) -> Catalogue:
    return Catalogue(
        programme=made(Programme, shapes.Programme, programme),
        questionnaire=made(Questionnaire, shapes.Questionnaire, questionnaire),
        units={name: unit_of(name, facts) for name, facts in units.items()},
        quizzes={},
        keys={},
        sources={},
        digest="0" * 64,
    )


@pytest.fixture(scope="session")
def ten_units() -> Catalogue:
    """The ten half-days of tests/courses/ten_units."""
    return load_course(TEN_UNITS)


@pytest.fixture(scope="session")
def build_catalogue() -> Callable[..., Catalogue]:
    """Makes a catalogue from plain data with the authors' keys, and units by id."""
    return build

"""Courses to plan in, built without the content compiler: a path needs the units' front matter only."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from course_engine.model.course import Catalogue, Programme, Unit
from course_engine.model.path import Questionnaire

TEN_UNITS = Path(__file__).parents[1] / "courses" / "ten_units" / "modules"


def read_yaml(path: Path) -> Any:
    """Every scalar is read as text, as the authoring format says."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def unit_of(name: str, facts: Mapping[str, Any]) -> Unit:
    """A unit as planning sees it: domain, levels, objectives, prerequisites."""
    shown = {"series": "serie", "path": f"modules/serie/{name}.md", "title": name.capitalize(), "summary": ""}
    return Unit.model_validate({"id": name, "minutes": 180, "phases": (), **shown, **facts})


def build(programme: Mapping[str, Any], questionnaire: Mapping[str, Any], units: Mapping[str, Any]) -> Catalogue:
    return Catalogue(
        programme=Programme.model_validate(programme),
        questionnaire=Questionnaire.model_validate(questionnaire),
        units={name: unit_of(name, facts) for name, facts in units.items()},
        quizzes={},
        keys={},
        sources={},
        digest="0" * 64,
    )


def front_matter(path: Path) -> dict[str, Any]:
    fields = dict(re.findall(r"^([a-z]+): (.+)$", path.read_text("utf-8").split("---")[1], re.MULTILINE))

    def listed(key: str) -> tuple[str, ...]:
        return tuple(re.findall(r"[a-z0-9-]+", fields.get(key, "")))

    return {
        "title": fields["titre"],
        "domain": fields["domaine"],
        "objectives": listed("objectifs"),
        "levels": listed("niveaux"),
        "prerequisites": listed("prerequis"),
    }


@pytest.fixture(scope="session")
def ten_units() -> Catalogue:
    """The ten half-days of tests/courses/ten_units."""
    files = {path.stem: front_matter(path) for path in sorted(TEN_UNITS.glob("*/*.md"))}
    return build(read_yaml(TEN_UNITS / "programme.yml"), read_yaml(TEN_UNITS / "questionnaire.yml"), files)


@pytest.fixture(scope="session")
def build_catalogue() -> Callable[..., Catalogue]:
    """Makes a catalogue from plain data with the authors' keys, and units by id."""
    return build

"""JSON Schemas of what authors write: true to the checker, in French."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from course_engine.content import programme, questionnaire
from course_engine.content.report import Report
from course_engine.content.schema_words import MODELS, WORDS
from course_engine.content.schemas import author_schemas
from course_engine.content.source import Source

ROOT = Path(__file__).parents[2]
COURSES = [ROOT, *(ROOT / "tests/courses" / name for name in ("minimal", "ten_units", "mistakes"))]
SCHEMAS = author_schemas()
READERS: dict[str, Callable[[Source, Report], object]] = {
    "programme": programme.read_programme,
    "questionnaire": lambda source, report: questionnaire.read_questionnaire(source, None, report),
}


def refuses(name: str, document: object) -> bool:
    return not jsonschema_rs.validator_for(SCHEMAS[name]).is_valid(document)


def is_refused_by_check(name: str, document: object) -> bool:
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    report = Report(f"modules/{name}.yml")
    READERS[name](Source(report.file, text, ""), report)
    return report.refused


def shipped(name: str) -> Any:
    return yaml.safe_load((ROOT / f"modules/{name}.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_of_its_dialect(name):
    jsonschema_rs.meta.validate(SCHEMAS[name])


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.name)
def test_what_it_refuses_of_the_courses_is_refused_by_the_checker(name, course):
    document = yaml.safe_load((course / f"modules/{name}.yml").read_text(encoding="utf-8"))
    assert is_refused_by_check(name, document) or not refuses(name, document)


@pytest.mark.parametrize("name", READERS)
def test_it_takes_the_shipped_course_which_says_where_it_is(name):
    assert not refuses(name, shipped(name))
    first = (ROOT / f"modules/{name}.yml").read_text(encoding="utf-8").split("\n")[0]
    assert first == f"# yaml-language-server: $schema=schemas/{name}.json"


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("programme", ["id"], "Pas Bon"),
        ("programme", ["niveaux"], []),
        ("programme", ["niveaux"], "decouverte"),
        ("programme", ["nivaux"], ["decouverte"]),
        ("programme", ["objectifs"], {"Pas bon": "a"}),
        ("programme", ["domaines", "communication", "seuils"], None),
        ("programme", ["cloture"], {"unite": "bilan", "a-partir-de": 0}),
        ("programme", ["cloture"], {"unite": "bilan"}),
        ("programme", ["cloture"], None),
        ("questionnaire", ["sections", 0, "questions", 0, "type"], "choix"),
        ("questionnaire", ["sections", 0, "questions", 0, "options"], []),
        ("questionnaire", ["sections", 1, "questions", 0, "options"], [{"id": "un", "texte": "a"}]),
        ("questionnaire", ["sections", 1, "questions", 1, "niveau", "points"], 0),
        ("questionnaire", ["sections", 1, "questions", 1, "objectifs"], {"messagerie": 4}),
        ("questionnaire", ["sections"], []),
    ],
)
def test_a_mistake_of_shape_is_refused_by_both(name, path, value):
    document = shipped(name)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert refuses(name, document)
    assert is_refused_by_check(name, document)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything in a document."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, part in steps for found in places(part, (*path, step)))]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 9),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.sampled_from(["", "a", "messagerie", "oui-non", "012", "3:00", "2", "non", "Été", "a" * 41]),
    st.just([]),
    st.just({}),
    st.lists(st.sampled_from(["decouverte", 1, None]), max_size=2),
)


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_it_never_refuses_what_the_checker_takes(name, data):
    document = shipped(name)
    for _change in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(places(document)[1:]))
        place = document
        for step in path[:-1]:
            place = place[step]
        if data.draw(st.booleans()):
            place[path[-1]] = data.draw(VALUES)
        elif isinstance(place, dict) and data.draw(st.booleans()):
            place["inconnu"] = place.pop(path[-1])
        else:
            del place[path[-1]]
    assert is_refused_by_check(name, document) or not refuses(name, document)


def test_front_matter_is_known_by_its_keys():
    head = {
        "titre": "Les mots de passe",
        "duree": "3 h",
        "domaine": "communication",
        "niveaux": ["decouverte"],
    }
    assert not refuses("seance", head)
    assert refuses("seance", {**head, "dure": "3 h"})
    assert refuses("seance", {"titre": "a"})
    assert not refuses("quiz", {"titre": "a", "tirage": 6, "melange": "oui"})
    assert refuses("quiz", {"seuil": "60 %"})


def test_every_key_has_its_words_and_no_words_are_for_a_key_that_is_not():
    kinds = {"Programme": SCHEMAS["programme"], "Questionnaire": SCHEMAS["questionnaire"]}
    kinds |= SCHEMAS["programme"]["$defs"] | SCHEMAS["questionnaire"]["$defs"]
    kinds |= {name: SCHEMAS[name] for name in ("seance", "quiz")}
    assert set(kinds) == set(MODELS)
    assert {(name, key) for name, kind in kinds.items() for key in kind["properties"]} == set(WORDS)

"""A quiz on paper: an animateur prints the sheets of a session, and keys in what comes back."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import territory
import the_room
from fastapi import FastAPI
from msgspec.structs import replace
from quiz_samples import KEYS, QUESTIONS, RIGHT_VALUES, WRONG_VALUES
from stand import Clock, application, let_in, site
from territory import ANIMATOR
from the_room import NOW, QUIZ
from visitor import Visitor

from course_engine.grading.judging import grade, read_response
from course_engine.model.quiz import Question
from course_engine.model.training import Answer
from course_engine.store import Database, open_database
from course_engine.training.form_filling import form_of
from course_engine.training.journey import journey
from course_engine.training.library import Library

LIBRARY = Library(territory.catalogue())
SHEETS = "/seances/S1/copies"
ANNE = f"{SHEETS}/{QUIZ}/st-anne"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A session with two people."""
    with open_database(tmp_path / "territory.db") as opened:
        the_room.settle(opened, ["st-anne", "st-bruno"])
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path) -> FastAPI:
    stand = site(database, tmp_path / "course", Clock(NOW))
    return application(replace(stand, library=LIBRARY, course=territory.shipped()))


@pytest.fixture
def animator(app: FastAPI, database: Database) -> Visitor:
    visitor = Visitor(app)
    visitor.hold(let_in(database, ANIMATOR, now=NOW))
    return visitor


def asked(database: Database, trainee: str = "st-anne") -> tuple[Question, ...]:
    return journey(database, LIBRARY, trainee).quiz(QUIZ).questions


def answers(database: Database, trainee: str = "st-anne") -> tuple[Answer, ...]:
    with database.reading() as records:
        return records.answers.of_trainee(trainee)


def filled(page: str, database: Database, *, is_right: bool = True) -> dict[str, list[str]]:
    """Return what is posted of a sheet that was answered whole."""
    fields = {name: [value] for name, value in re.findall(r'name="(id-[^"]*)" value="([^"]*)"', page)}
    for question in asked(database):
        values = form_of(question, LIBRARY.catalogue.keys[question.id], is_right=is_right)
        fields[f"reponse-{question.id}"] = on_the_sheet(question, values)
    return fields


def on_the_sheet(question: Question, values: tuple[str, ...]) -> list[str]:
    """Return what is keyed in of what a screen would send: of items, their letters from the first place on."""
    if question.type != "ordering":
        return list(values)
    return [value.split(".")[0] for value in sorted(values, key=lambda one: int(one.split(".")[1]))]


def test_the_page_of_a_session_leads_to_its_sheets(animator: Visitor) -> None:
    assert f'href="{SHEETS}"' in animator.get("/seances/S1").text
    page = animator.get(SHEETS).text
    assert f'href="{SHEETS}/{QUIZ}.pdf"' in page
    assert f'href="{ANNE}"' in page
    assert "0 sur 8" in page


@pytest.mark.pdf
def test_each_person_has_a_sheet_in_one_file(animator: Visitor) -> None:
    reply = animator.get(f"{SHEETS}/{QUIZ}.pdf")
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.content.startswith(b"%PDF-1.7")
    assert animator.get(f"{SHEETS}/dematerialisation.pdf").status_code == 404


def test_a_sheet_is_asked_as_the_screen_asks_it(animator: Visitor, database: Database) -> None:
    page = animator.get(ANNE).text
    shown = re.findall(r'id="question-([^"]*)"', page)
    assert shown == [question.id for question in asked(database)]


def test_a_whole_sheet_is_recorded_once_and_graded_with_who_keyed_it_in(
    animator: Visitor, database: Database
) -> None:
    form = filled(animator.get(ANNE).text, database)
    reply = animator.request("POST", ANNE, data=form)
    assert (reply.status_code, reply.headers["location"]) == (303, f"{SHEETS}?saisies=8")
    assert "Réponses saisies\u00a0: 8." in animator.get(reply.headers["location"]).text
    given = answers(database)
    assert {answer.question for answer in given} == {question.id for question in asked(database)}
    assert {answer.score.fraction for answer in given} == {1}
    assert animator.request("POST", ANNE, data=form).headers["location"] == f"{SHEETS}?saisies=0"
    assert len(answers(database)) == 8
    with database.reading() as records:
        (entry,) = records.trail.entries(trainee="st-anne", limit=1)
    assert (entry.account, entry.action, entry.detail) == (ANIMATOR.id, "copie-saisie", f"{QUIZ}: 8")


@pytest.fixture
def every_type(app: FastAPI) -> None:
    """The quiz asks a question of each type."""
    app.state.site = replace(app.state.site, library=the_room.asking_every_type())


@pytest.mark.usefixtures("every_type")
@pytest.mark.parametrize("values", [RIGHT_VALUES, WRONG_VALUES], ids=["right", "wrong"])
def test_every_type_is_keyed_in_as_a_screen_sends_it(
    animator: Visitor, database: Database, values: Mapping[str, tuple[str, ...]]
) -> None:
    page = animator.get(ANNE).text
    sheet = {name: [value] for name, value in re.findall(r'name="(id-[^"]*)" value="([^"]*)"', page)}
    for question in QUESTIONS:
        sheet[f"reponse-{question.id}"] = on_the_sheet(question, values[question.id])
    assert animator.request("POST", ANNE, data=sheet).headers["location"] == f"{SHEETS}?saisies=11"
    on_screen = {
        question.id: grade(question, KEYS[question.id], read_response(question, values[question.id]))
        for question in QUESTIONS
    }
    assert {answer.question: answer.score for answer in answers(database)} == on_screen


def test_what_is_left_blank_is_no_answer(animator: Visitor, database: Database) -> None:
    form = filled(animator.get(ANNE).text, database)
    first, *others = asked(database)
    form |= {f"reponse-{question.id}": [""] for question in others}
    assert animator.request("POST", ANNE, data=form).headers["location"] == f"{SHEETS}?saisies=1"
    assert [answer.question for answer in answers(database)] == [first.id]


def test_what_is_no_answer_is_told_beside_its_question_and_nothing_is_recorded(
    animator: Visitor, database: Database
) -> None:
    form = filled(animator.get(ANNE).text, database)
    wrong, kept = asked(database)[0], asked(database)[1]
    form[f"reponse-{wrong.id}"] = ["zz"] if wrong.type != "short-text" else ["\u0301"]
    reply = animator.request("POST", ANNE, data=form)
    assert reply.status_code == 422
    assert f'href="#question-{wrong.id}"' in reply.text
    assert form[f"id-{kept.id}"][0] in reply.text
    assert answers(database) == ()


def test_a_person_of_another_territory_has_no_sheet_here(animator: Visitor) -> None:
    assert animator.get(f"{SHEETS}/{QUIZ}/st-inconnue").status_code == 404

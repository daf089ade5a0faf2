"""The route of answers: with the script and without, acknowledged once recorded, marked late, refused in one sentence."""

import re
from collections.abc import Mapping
from datetime import timedelta
from random import Random

import pytest
import sample_catalogue as sample
from fastapi import FastAPI
from msgspec.structs import replace
from quiz_samples import KEYS, QUESTIONS, QUIZ, RIGHT_VALUES, WRONG_VALUES
from stand import NOW, Clock
from visitor import Visitor

from course_engine.grading.judging import grade, read_response
from course_engine.model.quiz import Question
from course_engine.model.room import RoomAct, RoomActKind
from course_engine.store import Database
from course_engine.training.identity import uuid7
from course_engine.training.library import Library

ID = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
CCI = "/reponses/messagerie/champ-cci"
PAGE = "/unites/messagerie/quiz"
JSON = {"accept": "application/json"}


def recorded(database: Database) -> list[tuple[str, float]]:
    with database.reading() as records:
        return [(answer.question, answer.score.fraction) for answer in records.answers.of_trainee("tr4f2a")]


@pytest.fixture
def every_type(app: FastAPI) -> None:
    """The quiz asks a question of each type."""
    course = replace(sample.sample_catalogue(), quizzes={QUIZ.id: QUIZ}, keys=KEYS)
    app.state.site = replace(app.state.site, library=Library(course))


@pytest.mark.usefixtures("every_type")
@pytest.mark.parametrize("values", [RIGHT_VALUES, WRONG_VALUES], ids=["right", "wrong"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)
def test_every_type_leaves_the_same_fact_with_the_script_and_without(
    trainee: Visitor, database: Database, question: Question, values: Mapping[str, tuple[str, ...]]
) -> None:
    address, answer = f"/reponses/messagerie/{question.id}", list(values[question.id])
    score = grade(question, KEYS[question.id], read_response(question, answer))
    without = trainee.post(address, {"id": "", "answer": answer})
    with_script = trainee.post(address, {"id": ID, "answer": answer}, **JSON)
    assert without.status_code == 303
    assert with_script.json()["score"] == score.model_dump()
    assert recorded(database) == [(question.id, score.fraction)] * 2
    assert with_script.json()["html"].strip() in trainee.get(PAGE).text


def test_an_answer_sent_again_changes_nothing_and_says_the_same(trainee: Visitor, database: Database) -> None:
    first = trainee.post(CCI, {"id": ID, "answer": "b"}, **JSON)
    again = trainee.post(CCI, {"id": ID, "answer": "b"}, **JSON)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert recorded(database) == [("champ-cci", 1.0)]
    other = trainee.post(CCI, {"id": ID, "answer": "a"}, **JSON)
    assert (other.status_code, other.json()["error"]) == (409, "conflict")
    assert recorded(database) == [("champ-cci", 1.0)]


def test_what_is_no_answer_is_asked_again_where_the_question_stands(
    trainee: Visitor, database: Database
) -> None:
    page = trainee.post("/reponses/messagerie/poids", {"id": "", "answer": "dix"})
    assert page.status_code == 422
    assert "«\u00a0dix\u00a0» n’est pas lu comme un nombre" in page.text
    assert 'value="dix"' in page.text
    reply = trainee.post(CCI, {"id": ID}, **JSON)
    assert (reply.status_code, reply.json()) == (
        422,
        {"error": "invalid", "message": "Choisissez une réponse, puis validez-la."},
    )
    assert recorded(database) == []


@pytest.mark.parametrize(
    "path", ["/reponses/messagerie/experts", "/reponses/messagerie/inconnue", "/reponses/inconnu/champ-cci"]
)
def test_what_is_not_asked_cannot_be_answered(trainee: Visitor, path: str) -> None:
    assert trainee.post(path, {"id": ID, "answer": "a"}, **JSON).status_code == 404


def test_without_a_script_a_form_sent_twice_is_one_answer(trainee: Visitor, database: Database) -> None:
    page = trainee.get(PAGE).text
    ids = re.findall(r'data-question.*?name="id" value="([0-9a-f-]{36})"', page, re.S)
    assert len(ids) == len(set(ids)) == page.count('<form class="quiz-question"')
    for _time in range(2):
        assert trainee.post(CCI, {"id": ids[0], "answer": "b"}).status_code == 303
    assert recorded(database) == [("champ-cci", 1.0)]


def test_an_answer_of_a_quiz_that_the_animateur_closed_counts_and_is_said_to_be_late(
    trainee: Visitor, database: Database, clock: Clock
) -> None:
    in_time = trainee.post(CCI, {"id": "", "answer": "a"}, **JSON)
    with database.writing() as records:
        for minutes, kind in enumerate((RoomActKind.QUIZ_OPENED, RoomActKind.QUIZ_CLOSED), start=1):
            at = NOW + timedelta(minutes=minutes)
            act = RoomAct(
                id=uuid7(at, Random(minutes)), session="S1", kind=kind, target="messagerie", by="a", at=at
            )
            records.room.append(act)
    clock.now = NOW + timedelta(minutes=3)
    late = trainee.post(CCI, {"id": ID, "answer": "b"}, **JSON)
    assert (in_time.json()["late"], late.json()["late"]) == (False, True)
    assert recorded(database) == [("champ-cci", 0.0), ("champ-cci", 1.0)]
    said = "Réponse reçue après la fermeture du quiz\u00a0: elle compte."
    assert said in late.json()["html"]
    assert said not in in_time.json()["html"]
    assert trainee.get(PAGE).text.count(said) == 1


def test_a_browser_that_is_not_let_in_is_led_to_the_door(visitor: Visitor, database: Database) -> None:
    reply = visitor.post(CCI, {"id": ID, "answer": "b"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/?envoi=perdu")
    reply = visitor.post(CCI, {"id": ID, "answer": "b"}, **JSON)
    assert (reply.status_code, reply.json()["error"]) == (401, "signed-out")
    assert recorded(database) == []


def test_a_desk_that_is_closed_asks_to_be_sent_again(app: FastAPI, trainee: Visitor) -> None:
    app.state.site.answer_desk.close()
    reply = trainee.post(CCI, {"id": ID, "answer": "b"}, **JSON)
    assert (reply.status_code, reply.json()) == (
        503,
        {
            "error": "unavailable",
            "message": "Trop de réponses attendent d’être enregistrées\u00a0: renvoyez celle-ci.",
        },
    )


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_an_answer_is_only_ever_posted(trainee: Visitor, method: str) -> None:
    assert trainee.request(method, CCI).status_code == 405


def test_the_form_is_described(app: FastAPI) -> None:
    operation = app.openapi()["paths"]["/reponses/{quiz}/{question}"]["post"]
    form = operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    assert set(form["properties"]) == {"id", "answer"}
    assert [one["name"] for one in operation["parameters"]] == ["quiz", "question"]

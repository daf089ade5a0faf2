"""Errors: one table, one page, one JSON shape."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from visitor import Visitor

from course_engine import errors
from course_engine.web.errors import NAMES, STATUSES, status_of

JSON = {"accept": "application/json"}


@pytest.mark.parametrize(
    "path",
    [
        "/rien",
        "/unites/inconnue",
        "/unites/secret",
        "/unites/Été",
        "/unites/messagerie/inconnue",
        "/unites/messagerie/..%2F..%2Fparcours",
        "/unites/messagerie/experts",
        "/unites/secret/debut-briefing",
        "/fichiers/modules/inconnu.svg",
        "/statique/ancien/tokens.css",
    ],
)
def test_a_404_has_one_shape_whatever_is_not_there(trainee: Visitor, path: str) -> None:
    unknown = trainee.get("/rien-du-tout")
    reply = trainee.get(path)
    assert (reply.status_code, reply.text) == (404, unknown.text)
    assert trainee.get(path, **JSON).json() == {
        "error": "not-found",
        "message": "L’adresse est peut-être mal recopiée, ou cette page n’est pas de celles qui vous sont ouvertes.",
    }


def test_another_method_is_a_405(trainee: Visitor) -> None:
    reply = trainee.request("GET", "/entrer", headers=JSON)
    assert (reply.status_code, reply.json()["error"]) == (405, "method-not-allowed")


def test_a_form_that_is_not_ours_is_a_422(trainee: Visitor) -> None:
    reply = trainee.post("/reponses/messagerie/champ-cci", {"id": "pas-un-uuid", "answer": "a"}, **JSON)
    assert (reply.status_code, reply.json()["error"]) == (422, "invalid")


FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"json": {"id": "x"}}, 422),
        ({"content": b"\xff\xfe\x00", "headers": FORM}, 422),
        ({"content": b"answer=%ff%00&id=", "headers": FORM}, 422),
        ({"content": b"&".join([b"answer=a"] * 1500), "headers": FORM}, 422),
        ({"content": b"--x\r\nbroken", "headers": {"content-type": "multipart/form-data; boundary=x"}}, 422),
        ({"files": {"answer": ("a.txt", b"abc")}, "data": {"id": ""}}, 422),
    ],
)
def test_whatever_is_posted_is_refused_not_a_fault(
    trainee: Visitor, arguments: dict[str, Any], status: int
) -> None:
    assert trainee.request("POST", "/reponses/messagerie/champ-cci", **arguments).status_code == status


def test_a_fault_of_ours_is_a_calm_page_without_a_trace(app: FastAPI) -> None:
    @app.get("/faute")
    def fault() -> None:
        raise ZeroDivisionError("une trace")

    reply = Visitor(app).get("/faute")
    assert reply.status_code == 500
    assert "Quelque chose s’est cassé de notre côté" in reply.text
    assert "une trace" not in reply.text
    assert "ZeroDivisionError" not in reply.text
    assert Visitor(app).get("/faute", **JSON).json()["error"] == "internal"


@pytest.mark.usefixtures("impatient")
def test_a_busy_database_is_a_503_and_one_sentence(app: FastAPI, code: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "records.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        reply = Visitor(app).post("/entrer", {"code": code}, **JSON)
    assert (reply.status_code, reply.json()["error"]) == (503, "unavailable")
    assert "est occupée\u00a0: fermez ce qui l’utilise, puis recommencez." in reply.json()["message"]
    assert Visitor(app).post("/entrer", {"code": code}).status_code == 303


def test_every_class_of_error_has_a_status_and_every_status_a_name() -> None:
    def all_classes(kind: type[errors.CourseError]) -> list[type[errors.CourseError]]:
        return [kind, *(found for child in kind.__subclasses__() for found in all_classes(child))]

    assert {status_of(kind.__new__(kind)) for kind in all_classes(errors.CourseError)} <= {*NAMES, 500}
    assert set(STATUSES.values()) <= {*NAMES, 500}

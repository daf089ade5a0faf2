"""A trainee's code issued again by whoever trains them: on a slip, once, in their territories only."""

import re

import pytest
from fastapi import FastAPI
from stand import account, admit, let_in, territory
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database


@pytest.fixture
def placed(database: Database) -> Database:
    """The sample trainee, admitted in a territory."""
    with database.writing() as records:
        records.places.save_territory(territory("saint-exemple"))
        records.places.save_territory(territory("ailleurs"))
        records.admissions.append(admit("tr4f2a", "saint-exemple"))
    return database


def animator(app: FastAPI, database: Database, where: str) -> Visitor:
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("animatrice", AccountRole.ANIMATOR, territories=(where,))))
    return visitor


def test_the_slip_has_the_name_and_the_only_code_that_works(
    app: FastAPI, placed: Database, trainee: Visitor, code: str
) -> None:
    reply = animator(app, placed, "saint-exemple").post("/personnes/tr4f2a/code")
    assert reply.status_code == 200
    assert "<h2>Camille Exemple</h2>" in reply.text
    (new,) = re.findall(r'<code class="secret">([0-9A-Z-]{14})</code>', reply.text)
    assert trainee.get("/parcours").headers["location"] == "/?suite=/parcours"
    assert trainee.post("/entrer", {"code": code}).status_code == 422
    trainee.enter(new)


def test_somebody_of_another_territory_is_as_nobody(app: FastAPI, placed: Database, trainee: Visitor) -> None:
    visitor = animator(app, placed, "ailleurs")
    assert visitor.post("/personnes/tr4f2a/code").status_code == 404
    assert visitor.post("/personnes/tr-nobody/code").status_code == 404
    assert trainee.get("/parcours").status_code == 200

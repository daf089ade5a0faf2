"""The contract: every operation of the OpenAPI, played as everybody it admits, with sense and with nonsense.

Each is asked for with what fits its schema and with what does not, of things that exist and of things that
do not. No answer is a fault of ours, and each has a status, a type and a shape that the OpenAPI announces.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
import schemathesis
import territory
import the_room
from attended import signs
from audiences import PEOPLE, TRAINEE, Admits, admitted, routes
from browsers import PATIENCE_SECONDS
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema
from stand import Clock, account, application, let_in, place, site, token_of
from the_room import NOW
from visitor import ORIGIN

from course_engine.model.accounts import AccountRole
from course_engine.model.room import RoomActKind
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder
from course_engine.training.invitation import make_link

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
HEADERS = {"host": ORIGIN.removeprefix("http://"), "sec-fetch-site": "same-origin"}
REFERENT = account("referent", AccountRole.REFERENT, territories=(territory.TERRITORY.id,))
LINK = {"territoire": territory.TERRITORY.id, "destinataires": "mairie", "nombre": "9", "jours": "30"}
NAMED = {
    "trainee": ("st-anne", "st-bruno"),
    "session": ("S1", "S4"),
    "deployment": (territory.STAY.id,),
    "territory": (territory.TERRITORY.id,),
    "unit": ("messagerie",),
    "page": ("envoyer",),
    "level": ("decouverte", "pratique"),
    "quiz": ("messagerie",),
    "login": tuple(AccountRole),
    "number": ("0", "1", "7"),
}
"""What the parameters of an address may name that exists."""
POSTED = {
    "id": tuple(str(the_room.new_id()) for _rank in range(3)),
    "about": ("", "1", "bienvenue", the_room.QUIZ, "st-anne"),
    "trainee": NAMED["trainee"],
    "trace": ("[[[100, 100], [900, 300]]]",),
    "present": (["st-anne"], ["st-anne", "st-bruno"]),
    "arrivee": ("9:00", "9:40"),
    "depart": ("11:00", "12:00"),
    "unite": NAMED["unit"],
    "page": (*NAMED["page"], "bienvenue"),
    "territoire": NAMED["territory"],
    "acquis": (["projet"], ["projet", "securite"]),
    "axe1": ("projet", "securite"),
    "garder": ("S1", "a"),
}
"""What the fields of a form, or of a search, may hold that makes sense."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A territory, its people, accounts and a référent's link, while a session is held; copied for each test.

    Anne waits for help, Bruno signed, a quiz is open, and both have a place in the closing session too.
    """
    path = tmp_path_factory.mktemp("contract") / "records.db"
    with open_database(path) as opened:
        territory.settle(opened, [territory.form("st-anne"), territory.form("st-bruno", "soiree")])
        with opened.writing() as records:
            for session in ("S1", "S5"):
                for trainee in NAMED["trainee"]:
                    records.schedule.decide(place(session, trainee))
        the_room.act(opened, 1, RoomActKind.BEGUN)
        the_room.act(opened, 2, RoomActKind.QUIZ_OPENED, the_room.QUIZ)
        the_room.act(opened, 3, RoomActKind.HELP_ASKED, "bienvenue", "st-anne")
        signs(opened, "st-bruno")
        for role in AccountRole:
            let_in(opened, account(role.value, role, territories=(territory.TERRITORY.id,)))
        return path, make_link(opened, REFERENT, LINK, now=NOW, rng=Random(1)).token


@pytest.fixture
def clock() -> Clock:
    """Fifty minutes after the session's first hour."""
    return Clock(NOW)


@pytest.fixture
def database(played: tuple[Path, str], tmp_path: Path) -> Iterator[Database]:
    """Those records."""
    with open_database(shutil.copy(played[0], tmp_path / "records.db")) as opened:
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(territory.site_with_the_course(database, tmp_path / "course", clock))


@pytest.fixture(scope="module")
def described(played: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> OpenApiSchema:
    """What the application announces, of which each test reads one operation."""
    with open_database(played[0]) as opened:
        announced = application(site(opened, tmp_path_factory.mktemp("announced"), Clock())).openapi()
    return schemathesis.openapi.from_dict(announced)


def cookies_of(database: Database, who: str) -> dict[str, str]:
    """Return the cookies of a browser that lets somebody in: a new one, since a route may end it."""
    if who == TRAINEE:
        return {"session": token_of(database, SessionHolder(trainee="st-anne"), now=NOW)}
    return (
        {"session": token_of(database, SessionHolder(account=who), now=NOW)} if who in NAMED["login"] else {}
    )


def asked(operation: Any, token: str) -> st.SearchStrategy[Any]:
    """Return requests for an operation, about half of them for things that exist, with fields that make sense."""
    cases = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    cases |= operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    names = st.fixed_dictionaries(
        {name: st.sampled_from(values) for name, values in {**NAMED, "token": (token,)}.items()}
    )

    fields = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in POSTED.items()})

    def of_something_real(case: Any, real: dict[str, str], typed: dict[str, Any]) -> Any:
        case.path_parameters = filled(case.path_parameters or {}, real)
        if isinstance(case.query, Mapping):
            case.query = filled(case.query, typed)
        if isinstance(case.body, dict):
            case.body = filled(case.body, typed)
        return case

    return cases | st.builds(of_something_real, cases, names, fields)


def filled(fields: Mapping[str, Any], real: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with what they may really hold in place of what was drawn."""
    return {**fields, **{name: real[name] for name in fields if name in real}}


@pytest.mark.parametrize(("method", "path", "admits"), routes())
def test_every_operation_keeps_its_word(
    app: FastAPI,
    database: Database,
    played: tuple[Path, str],
    described: OpenApiSchema,
    method: str,
    path: str,
    admits: frozenset[Admits],
) -> None:
    described.app = app
    operation = described[re.sub(r":path\}", "}", path)][method]
    people = [who for who in PEOPLE if any(admitted(one, who) for one in admits)]

    @given(case=asked(operation, played[1]), who=st.sampled_from(people))
    @settings(max_examples=12, database=None, suppress_health_check=list(HealthCheck))
    def keeps_its_word(case: Any, who: str) -> None:
        case.headers = {**(case.headers or {}), **HEADERS}
        response = case.call(
            cookies=cookies_of(database, who), allow_redirects=False, timeout=PATIENCE_SECONDS
        )
        case.validate_response(response, checks=CHECKS)

    keeps_its_word()

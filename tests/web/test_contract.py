"""The contract: every operation of the OpenAPI, played as everybody it admits, with sense and with nonsense.

Each is asked for with what fits its schema and with what does not, of things that exist and of things that
do not. No answer is a fault of ours, and each has a status, a type and a shape that the OpenAPI announces.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import schemathesis
import territory
from audiences import PEOPLE, TRAINEE, Admits, admitted, routes
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
from stand import NOW, Clock, account, application, let_in, site, token_of
from visitor import ORIGIN

from course_engine.model.accounts import AccountRole
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder
from course_engine.training.invitation import make_link
from course_engine.training.library import Library

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


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A territory with a stay, people, accounts and a référent's link; made once and copied for each test."""
    path = tmp_path_factory.mktemp("contract") / "records.db"
    with open_database(path) as opened:
        territory.settle(opened, [territory.form("st-anne"), territory.form("st-bruno", "soiree")])
        for role in AccountRole:
            let_in(opened, account(role.value, role, territories=(territory.TERRITORY.id,)))
        return path, make_link(opened, REFERENT, LINK, now=NOW, rng=Random(1)).token


@pytest.fixture
def database(played: tuple[Path, str], tmp_path: Path) -> Iterator[Database]:
    """Those records."""
    with open_database(shutil.copy(played[0], tmp_path / "records.db")) as opened:
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return application(
        replace(site(database, tmp_path / "course", clock), library=Library(territory.catalogue()))
    )


@pytest.fixture(scope="module")
def described(played: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the application announces, of which each test reads one operation."""
    with open_database(played[0]) as opened:
        return application(site(opened, tmp_path_factory.mktemp("announced"), Clock())).openapi()


def cookies_of(database: Database, who: str) -> dict[str, str]:
    """Return the cookies of a browser that lets somebody in: a new one, since a route may end it."""
    if who == TRAINEE:
        return {"session": token_of(database, SessionHolder(trainee="st-anne"))}
    return {"session": token_of(database, SessionHolder(account=who))} if who in NAMED["login"] else {}


def asked(operation: Any, token: str) -> st.SearchStrategy[Any]:
    """Return requests for an operation, about half of them for things that exist."""
    cases = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    cases |= operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    names = st.fixed_dictionaries(
        {name: st.sampled_from(values) for name, values in {**NAMED, "token": (token,)}.items()}
    )

    def of_something_real(case: Any, real: dict[str, str]) -> Any:
        known = {name: real[name] for name in case.path_parameters or {} if name in real}
        case.path_parameters = {**(case.path_parameters or {}), **known}
        return case

    return cases | st.builds(of_something_real, cases, names)


@pytest.mark.parametrize(("method", "path", "admits"), routes())
def test_every_operation_keeps_its_word(
    app: FastAPI,
    database: Database,
    played: tuple[Path, str],
    described: dict[str, Any],
    method: str,
    path: str,
    admits: frozenset[Admits],
) -> None:
    schema = schemathesis.openapi.from_dict(described)
    schema.app = app
    operation = schema[re.sub(r":path\}", "}", path)][method]
    people = [who for who in PEOPLE if any(admitted(one, who) for one in admits)]

    @given(case=asked(operation, played[1]), who=st.sampled_from(people))
    @settings(max_examples=20, database=None, suppress_health_check=list(HealthCheck))
    def keeps_its_word(case: Any, who: str) -> None:
        case.headers = {**(case.headers or {}), **HEADERS}
        response = case.call(cookies=cookies_of(database, who), allow_redirects=False)
        case.validate_response(response, checks=CHECKS)

    keeps_its_word()

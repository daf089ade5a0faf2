"""The contract: every operation of the OpenAPI, played as whoever it admits, with sense and with nonsense.

Each is asked for with what fits its schema and with what does not, of things that exist and of things that
do not. No answer is a fault of ours, and each has a status, a type and a shape that the OpenAPI announces.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import territory
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from stand import Clock, account, let_in, site, token_of
from visitor import ORIGIN

from course_engine.model.accounts import AccountRole
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder
from course_engine.training.library import Library
from course_engine.web import create_app

load_all_checks()
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
HEADERS = {"host": ORIGIN.removeprefix("http://"), "sec-fetch-site": "same-origin"}
REAL: dict[str, tuple[str, ...]] = {
    "trainee": ("st-anne", "st-bruno"),
    "session": ("S1", "S4"),
    "deployment": (territory.STAY.id,),
    "unit": ("messagerie",),
    "page": ("envoyer",),
    "level": ("decouverte", "pratique"),
    "quiz": ("messagerie",),
    "login": ("referent", "animateur"),
}
"""What the parameters of an address may name."""
NOBODY, TRAINEE = "nobody", "trainee"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A territory with a stay and two people, and an account of each role."""
    with open_database(tmp_path / "contract.db") as opened:
        territory.settle(opened, [territory.form("st-anne"), territory.form("st-bruno", "soiree")])
        for role in AccountRole:
            let_in(opened, account(role.value, role, territories=(territory.TERRITORY.id,)))
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    return create_app(
        replace(site(database, tmp_path / "course", clock), library=Library(territory.catalogue()))
    )


def cookies_of(database: Database, who: str) -> dict[str, str]:
    """Return the cookies of a browser that lets somebody in: a new one, since a route may end it."""
    if who == NOBODY:
        return {}
    holder = SessionHolder(trainee="st-anne") if who == TRAINEE else SessionHolder(account=who)
    return {"session": token_of(database, holder)}


def asked(operation: Any) -> st.SearchStrategy[Any]:
    """Return requests for an operation, some of them for things that exist."""
    cases = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    cases |= operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    names = {name: st.sampled_from(values) for name, values in REAL.items()}

    def of_something_real(case: Any, real: dict[str, str]) -> Any:
        known = {name: real[name] for name in case.path_parameters or {} if name in real}
        case.path_parameters = {**(case.path_parameters or {}), **known}
        return case

    return st.one_of(cases, st.builds(of_something_real, cases, st.fixed_dictionaries(names)))


@pytest.mark.parametrize("who", [NOBODY, TRAINEE, *AccountRole])
def test_every_operation_keeps_its_word(app: FastAPI, database: Database, who: str) -> None:
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = app
    failures, statuses = [], {}
    for result in schema.get_all_operations():
        operation = result.ok()

        @given(case=asked(operation))
        @settings(max_examples=10, database=None, suppress_health_check=list(HealthCheck))
        def keeps_its_word(case: Any) -> None:
            case.headers = {**(case.headers or {}), **HEADERS}
            response = case.call(cookies=cookies_of(database, who), allow_redirects=False)
            statuses.setdefault(operation.label, set()).add(response.status_code)
            case.validate_response(response, checks=CHECKS)

        try:
            keeps_its_word()
        except BaseException as failure:
            failures.append(f"{operation.label}: {type(failure)} {str(failure)[:600]}")
    print(statuses)
    assert failures == []

"""The matrix of rights, whole: every route of the application, tried as everybody.

A route that is added is covered without a word here: what it declares is read, and then it is tried.
"""

import httpx
import pytest
from audiences import LINK_HOLDER, NOBODY, PEOPLE, PLACEHOLDER, TRAINEE, Admits, admitted, routes
from fastapi import FastAPI
from stand import account, let_in, token_of
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.training.rights import Right
from course_engine.web.session import DOOR, STAFF_DOOR, Audience
from course_engine.web.staff import NAVIGATION


def is_refused(reply: httpx.Response, admits: Admits) -> bool:
    """Return whether a reply keeps whoever asks out. What is open to all may lead to a door: « Sortir » does."""
    door = reply.headers.get("location", "").partition("?")[0]
    sent_to_door = reply.status_code == 303 and door in {DOOR, STAFF_DOOR}
    return reply.status_code in {401, 403} or (sent_to_door and admits is not Audience.ANYBODY)


def holder_of(database: Database, who: str) -> SessionHolder | None:
    """Return what lets somebody in, their account added; None for nobody."""
    if who in {NOBODY, LINK_HOLDER}:
        return None
    if who == TRAINEE:
        return SessionHolder(trainee="tr4f2a")
    known = account(f"compte-{who}", AccountRole(who))
    let_in(database, known)
    return SessionHolder(account=known.id)


@pytest.mark.parametrize(("method", "path", "admits"), routes())
def test_every_route_declares_once_whom_it_admits(method: str, path: str, admits: frozenset[Admits]) -> None:
    assert len(admits) == 1, f"{method} {path}: see web/session.py"


@pytest.mark.parametrize("who", PEOPLE)
def test_every_route_lets_in_whom_it_says_and_nobody_else(app: FastAPI, database: Database, who: str) -> None:
    holder = holder_of(database, who)
    wrong = []
    for method, path, (admits,) in routes():
        visitor = Visitor(app)
        if holder is not None:
            visitor.hold(token_of(database, holder))  # a new one each time: a route may end it
        reply = visitor.request(method, PLACEHOLDER.sub("zz-zz", path))
        if is_refused(reply, admits) is admitted(admits, who) or reply.status_code >= 500:
            wrong.append((method, path, str(admits), reply.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", AccountRole)
def test_a_password_issued_by_somebody_else_opens_nothing_but_its_own_replacement(
    app: FastAPI, database: Database, role: AccountRole
) -> None:
    token = let_in(database, account("compte", role), temporary=True)
    for method, path, (admits,) in routes():
        if isinstance(admits, Right):
            visitor = Visitor(app)
            visitor.hold(token)
            reply = visitor.request(method, PLACEHOLDER.sub("zz-zz", path))
            door = reply.headers["location"].partition("?")[0]
            assert (reply.status_code, door) == (303, "/mot-de-passe"), path


@pytest.mark.parametrize(("right", "address"), [(right, address) for right, address, _title in NAVIGATION])
def test_each_link_of_the_menu_opens_with_the_right_that_shows_it(right: Right, address: str) -> None:
    assert ("GET", address, frozenset({right})) in routes()

"""Everybody who may ask, and whom each route says that it admits."""

import re

from fastapi.routing import iter_route_contexts

from course_engine.model.accounts import AccountRole
from course_engine.training.rights import RIGHTS, Right
from course_engine.web.app import ROUTERS
from course_engine.web.session import Admits, Audience, declared

NOBODY, LINK_HOLDER, TRAINEE = "nobody", "link holder", "trainee"
PEOPLE = (NOBODY, LINK_HOLDER, TRAINEE, *AccountRole)
ROLES = frozenset(AccountRole)
PLACEHOLDER = re.compile(r"\{[^}]+\}")

Route = tuple[str, str, frozenset[Admits]]


def routes() -> list[Route]:
    """Return the method, the path and the declared admission of every route."""
    contexts = (one for router in ROUTERS for one in iter_route_contexts(router.routes))
    return [
        (method, str(one.path), frozenset(declared(one.original_route.dependant)))
        for one in contexts
        for method in sorted(one.methods or ())
    ]


def admitted(admits: Admits, who: str) -> bool:
    """Return whether a route that admits so lets somebody in; a link's holder is whoever has its address."""
    if isinstance(admits, Right):
        return who in ROLES and admits in RIGHTS[AccountRole(who)]
    return {
        Audience.ANYBODY: True,
        Audience.LINK_HOLDER: True,
        Audience.TRAINEE: who == TRAINEE,
        Audience.ACCOUNT: who in ROLES,
    }[admits]

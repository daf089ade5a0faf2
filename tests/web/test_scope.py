"""Scope, whole: each route that names something of a territory, tried by who works there and who does not."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
import territory
from audiences import PLACEHOLDER, routes
from fastapi import FastAPI
from msgspec.structs import replace
from stand import NOW, Clock, account, let_in, place, site
from territory import STAY, TERRITORY, form
from visitor import Visitor

from course_engine.model.accounts import Account, AccountRole
from course_engine.store import Database, open_database
from course_engine.training.drafts import begin_typing
from course_engine.training.invitation import make_link
from course_engine.training.library import Library
from course_engine.training.rights import RIGHTS, Right
from course_engine.web import create_app

ABOUT_TERRITORIES = RIGHTS[AccountRole.REFERENT] | RIGHTS[AccountRole.ANIMATOR] - {Right.READ_COURSE}
SEEN = str(UUID(int=1))
SIGNED = "[[[100, 100], [900, 300]]]"
FORMS: Mapping[str, Mapping[str, str]] = {
    "/personnes/{trainee}/decision": {"decision": "refusee", "motif": "essai", "vu": SEEN},
    "/personnes/{trainee}/correction": {"nom": "Autre", "prenom": "A", "collectivite": "B", "vu": SEEN},
    "/personnes/{trainee}/parcours": {"unite": "messagerie", "choix": "garder", "motif": "essai", "vu": SEEN},
    "/salle/{session}": {"id": "01959bcd-0000-7000-8000-000000000001", "action": "debut"},
    "/seances/{session}": {"action": "attendre", "trainee": "st-anne"},
    "/seances/{session}/bilans/{trainee}": {"id": "01957a31-0000-7000-8000-000000000001"},
    "/seances/{session}/annulation/{trainee}": {"vu": SEEN},
    "/placement/{deployment}/confirmer": {"proposal": SEEN},
    "/seances/{session}/emargement/correction": {"trainee": "st-anne", "motif": "pas-signe"},
    "/seances/{session}/emargement/contresignature": {"trace": SIGNED},
    "/seances/{session}/emargement/ici/{trainee}": {"trace": SIGNED},
}
"""What the forms that need something post; the others may post nothing."""


def with_ids() -> list[tuple[str, str, Right]]:
    """Return the routes that name something of a territory."""
    return [
        (method, path, admits)
        for method, path, (admits,) in routes()
        if admits in ABOUT_TERRITORIES and isinstance(admits, Right) and PLACEHOLDER.search(path)
        if admits is not Right.READ_COURSE
    ]


def worker(right: Right, where: str) -> Account:
    """Return somebody who has a right and works in a territory."""
    role = AccountRole.REFERENT if right is Right.INVITE else AccountRole.ANIMATOR
    return account(f"{role.value}-{where}", role, territories=(where,))


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    """A territory with a stay, its sessions and one person, who has a place."""
    with open_database(empty_records) as opened:
        territory.settle(opened, [form("st-anne", "en-journee")])
        with opened.writing() as records:
            records.schedule.decide(place("S1", "st-anne"))
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    base = site(database, tmp_path / "course", clock)
    return create_app(replace(base, library=Library(territory.catalogue())))


@pytest.mark.parametrize(("method", "path", "right"), with_ids())
def test_what_is_of_a_territory_is_there_for_who_works_in_it_only(
    app: FastAPI, database: Database, method: str, path: str, right: Right
) -> None:
    own, stranger = worker(right, TERRITORY.id), worker(right, "ailleurs")
    tokens = [let_in(database, one) for one in (stranger, own)]
    asked = {"territoire": TERRITORY.id, "destinataires": "mairie", "nombre": "2", "jours": "10"}
    link = make_link(database, own, asked, now=NOW, rng=Random(1)).link
    lives = timedelta(days=30)
    draft = begin_typing(database, own, TERRITORY.id, fields={}, now=NOW, lives=lives, rng=Random(2)).draft
    address = path.format(
        trainee="st-anne",
        session="S1",
        deployment=STAY.id,
        territory=TERRITORY.id,
        link=link.id,
        draft=draft.id,
        quiz="messagerie-decouverte",
    )
    statuses = []
    for token in tokens:
        visitor = Visitor(app)
        visitor.hold(token)
        statuses.append(visitor.request(method, address, data=dict(FORMS.get(path, {}))).status_code)
    assert statuses[0] == 404
    assert statuses[1] not in {403, 404, 422}

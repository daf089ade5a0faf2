"""Links that a référent gives: made, listed, stopped, and what opens them."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random

import pytest
from office import ANIMATOR, NOW, REFERENT, STRANGER, TERRITORY, furnish

from course_engine.errors import FormRefused, NotFound
from course_engine.store import Database
from course_engine.training.invitation import (
    LinkState,
    NewLink,
    links_of,
    make_link,
    open_link,
    revoke_link,
)

DAY = timedelta(days=1)
ASKED = {"destinataires": "mairie de Saint-Exemple", "nombre": "2", "jours": "30"}


@pytest.fixture
def database(database: Database) -> Database:
    """Records with territories and accounts."""
    furnish(database)
    return database


@pytest.fixture
def link(database: Database) -> NewLink:
    """A link to two registrations for thirty days."""
    return make_link(database, REFERENT, "pays-exemple", ASKED, now=NOW, rng=Random(1))


def test_a_link_opens_the_questionnaire_of_its_territory(database: Database, link: NewLink) -> None:
    assert open_link(database, link.token, now=NOW) == (link.link, TERRITORY)
    assert (link.link.label, link.link.most, link.link.made_by) == ("mairie de Saint-Exemple", 2, "r.exemple")
    assert link.link.expires_at == NOW + 30 * DAY


def test_only_the_hash_of_the_token_is_kept(database: Database, link: NewLink) -> None:
    assert len(link.token) == 22
    with database.reading() as records:
        rows = records.invitations._connection.exec_driver_sql("SELECT * FROM registration_link").all()
    assert link.token not in str(rows)


def test_what_is_not_said_of_a_link_has_a_default(database: Database) -> None:
    made = make_link(
        database,
        REFERENT,
        "pays-exemple",
        {"destinataires": "a", "nombre": "50"},
        now=NOW,
        rng=Random(1),
    )
    assert made.link.expires_at == NOW + 30 * DAY


@pytest.mark.parametrize(
    ("asked", "problems"),
    [
        ({}, {"destinataires": "Remplissez ce champ.", "nombre": "Remplissez ce champ."}),
        ({**ASKED, "destinataires": ""}, {"destinataires": "Remplissez ce champ."}),
        (
            {**ASKED, "destinataires": "a" * 101},
            {"destinataires": "C’est trop long : 100 caractères au plus."},
        ),
        ({**ASKED, "nombre": "0"}, {"nombre": "Écrivez un nombre entier, 1 ou plus."}),
        ({**ASKED, "nombre": "51"}, {"nombre": "Écrivez un nombre entier, 50 ou moins."}),
        ({**ASKED, "nombre": "dix"}, {"nombre": "Écrivez un nombre entier, en chiffres."}),
        ({**ASKED, "jours": "121"}, {"jours": "Écrivez un nombre entier, 120 ou moins."}),
    ],
)
def test_what_was_typed_is_refused_field_by_field(
    database: Database, asked: Mapping[str, str], problems: Mapping[str, str]
) -> None:
    with pytest.raises(FormRefused) as refused:
        make_link(database, REFERENT, "pays-exemple", asked, now=NOW, rng=Random(1))
    assert refused.value.problems == problems


def test_nobody_makes_or_stops_a_link_of_a_territory_that_is_not_theirs(
    database: Database, link: NewLink
) -> None:
    with pytest.raises(NotFound, match="Vous ne travaillez pas dans le territoire « pays-exemple »"):
        make_link(database, STRANGER, "pays-exemple", ASKED, now=NOW, rng=Random(2))
    with pytest.raises(NotFound):
        revoke_link(database, STRANGER, link.link.id, now=NOW)
    assert links_of(database, STRANGER, now=NOW) == ()
    assert [one.state for one in links_of(database, ANIMATOR, now=NOW)] == [LinkState.OPEN]


def test_a_link_ends_with_its_last_day(database: Database, link: NewLink) -> None:
    end = NOW + 30 * DAY
    assert open_link(database, link.token, now=end - timedelta(seconds=1))
    with pytest.raises(NotFound):
        open_link(database, link.token, now=end)
    (standing,) = links_of(database, REFERENT, now=end)
    assert (standing.state, standing.brought, standing.ended_at) == (LinkState.EXPIRED, 0, end)


def test_a_link_that_is_stopped_opens_nothing_and_stays_stopped(database: Database, link: NewLink) -> None:
    revoke_link(database, REFERENT, link.link.id, now=NOW + DAY)
    revoke_link(database, REFERENT, link.link.id, now=NOW + 2 * DAY)
    with pytest.raises(NotFound):
        open_link(database, link.token, now=NOW + DAY)
    (standing,) = links_of(database, REFERENT, now=NOW + 40 * DAY)
    assert (standing.state, standing.ended_at) == (LinkState.REVOKED, NOW + DAY)


def test_strangers_are_not_told_whether_a_link_ever_was(database: Database, link: NewLink) -> None:
    revoke_link(database, REFERENT, link.link.id, now=NOW)
    said = set()
    for token in (link.token, "A" * 22, "", "é"):
        with pytest.raises(NotFound) as refused:
            open_link(database, token, now=NOW)
        said.add(str(refused.value))
    assert said == {
        (
            "Ce lien n’ouvre aucun questionnaire, ou n’en ouvre plus. Recopiez-le en entier, ou demandez à votre "
            "référent un autre lien, ou le questionnaire sur papier."
        )
    }


def test_the_newest_link_of_a_territory_comes_first(database: Database, link: NewLink) -> None:
    newer = make_link(database, REFERENT, "pays-exemple", ASKED, now=NOW + DAY, rng=Random(2))
    found = [standing.link for standing in links_of(database, REFERENT, now=NOW + DAY)]
    assert found == [newer.link, link.link]

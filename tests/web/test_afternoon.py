"""A référent's afternoon, played in a browser from end to end, and the animateur's list that comes of it.

Six people register: five by a link, one from paper. One of them has nothing but Saturdays, one sends the
questionnaire twice by mistake, one withdraws. Everybody is settled, then placed, and the lists say so.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import SystemRandom

import pytest
import territory
from browsers import fresh_context
from databases import PostgreSQL
from fastapi import FastAPI
from msgspec.structs import replace
from playwright.sync_api import Browser, Page
from stand import CHEAP, PASSWORD, Clock, account, application, let_in, site
from territory import STAY

from course_engine.model.accounts import AccountRole
from course_engine.model.training import HalfDay
from course_engine.store import Database, open_database
from course_engine.training.library import Library

pytestmark = [pytest.mark.browser, pytest.mark.long]

WORKING = ("referente", AccountRole.REFERENT), ("animatrice", AccountRole.ANIMATOR)


@pytest.fixture
def database(postgresql: PostgreSQL) -> Iterator[Database]:
    """A territory with a stay and its sessions, two accounts, and nobody registered.

    On PostgreSQL: the other tests of the screens are on SQLite.
    """
    with postgresql.records() as name, open_database(postgresql.url(name)) as opened:
        territory.settle(opened, [])
        with opened.writing() as records:
            saturday = territory.session(7, "dematerialisation", date(2027, 4, 3), HalfDay.SATURDAY_MORNING)
            records.schedule.add_session(saturday)
        for login, role in WORKING:
            let_in(opened, account(login, role, territories=(territory.TERRITORY.id,)))
        yield opened


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application, with the shipped course."""
    here = site(database, tmp_path / "course", clock)
    return application(
        replace(here, library=Library(territory.catalogue()), rng=SystemRandom(), passwords=CHEAP)
    )


@pytest.fixture
def browsers(chromium: Browser) -> Iterator[list[Page]]:
    """Two tabs without anything in common: the référent's computer, and a town hall's."""
    with fresh_context(chromium) as desk, fresh_context(chromium) as town_hall:
        yield [desk.new_page(), town_hall.new_page()]


def sign_in(tab: Page, origin: str, login: str) -> None:
    tab.goto(f"{origin}/connexion")
    tab.get_by_label("Identifiant").fill(login)
    tab.get_by_label("Mot de passe").fill(PASSWORD)
    tab.get_by_role("button", name="Me connecter").click()
    tab.wait_for_url(lambda address: not address.endswith("/connexion"))


def identify(tab: Page, last_name: str, first_name: str) -> None:
    tab.get_by_label("Nom", exact=True).fill(last_name)
    tab.get_by_label("Prénom").fill(first_name)
    tab.locator("#collectivite").fill("Saint-Exemple")


def wish(tab: Page, when: str) -> None:
    """Ask for everything, at some times."""
    tab.get_by_label("Écrire, recevoir et classer mes courriels").check()
    tab.get_by_label("Dématérialiser les actes de ma collectivité").check()
    tab.get_by_label(when).check()


def register_by_link(
    tab: Page, invitation: str, last_name: str, first_name: str, when: str = "En journée"
) -> None:
    """Fill the questionnaire in through a link, leaving out what may be."""
    tab.goto(invitation)
    tab.get_by_role("button", name="Commencer").click()
    identify(tab, last_name, first_name)
    go_on = tab.get_by_role("button", name="Continuer")
    go_on.click()
    tab.get_by_label("Agent ou agente").check()
    go_on.click()
    go_on.click()
    go_on.click()
    tab.get_by_label("Écrire, recevoir et classer mes courriels").check()
    tab.get_by_label("Dématérialiser les actes de ma collectivité").check()
    go_on.click()
    tab.get_by_label(when).check()
    go_on.click()
    tab.get_by_role("button", name="Envoyer").click()
    tab.wait_for_url("**/envoye")


def accept_everybody(tab: Page, origin: str) -> None:
    """Open each registration that was received and accept it."""
    while True:
        tab.goto(f"{origin}/personnes?etat=recue")
        people = tab.locator("table.rows tbody th a")
        if not people.count():
            return
        people.first.click()
        tab.get_by_role("button", name="Accepter").click()


def test_a_referents_afternoon(browsers: list[Page], origin: str) -> None:
    desk, town_hall = browsers
    sign_in(desk, origin, "referente")
    desk.goto(f"{origin}/liens")
    desk.get_by_label("Pour qui ?").fill("mairie de Saint-Exemple")
    desk.get_by_role("button", name="Faire le lien").click()
    invitation = desk.locator("code.secret").inner_text()

    for last_name, first_name in (("Exemple", "Alix"), ("Fictif", "Bérénice"), ("Témoin", "Camille")):
        register_by_link(town_hall, invitation, last_name, first_name)
    register_by_link(town_hall, invitation, "Modèle", "Dominique", "Le samedi matin")
    register_by_link(town_hall, invitation, "Essai", "Élie")
    register_by_link(town_hall, invitation, "ESSAI", "Elie")  # by mistake, and in a hurry

    desk.goto(f"{origin}/saisie")
    desk.get_by_role("button", name="Nouveau formulaire").click()
    identify(desk, "Papier", "Frédérique")
    wish(desk, "En journée")
    desk.get_by_role("button", name="Inscrire cette personne").click()

    desk.goto(f"{origin}/doublons")
    assert desk.locator("section.pair").count() == 1
    desk.get_by_role("button", name="Garder l’inscription de Élie Essai").click()
    accept_everybody(desk, origin)
    desk.goto(f"{origin}/personnes?nom=Témoin")
    desk.get_by_role("link", name="Témoin").click()
    desk.get_by_text("Noter le désistement…").click()
    desk.get_by_role("button", name="Noter le désistement").click()

    desk.get_by_role("button", name="Se déconnecter").click()
    sign_in(desk, origin, "animatrice")
    desk.goto(f"{origin}/placement/{STAY.id}")
    desk.get_by_role("button", name="Proposer des places").click()
    desk.get_by_role("button", name="Confirmer ces places").click()
    assert expected(desk, origin, "S1") == [
        "Essai Élie",
        "Exemple Alix",
        "Fictif Bérénice",
        "Papier Frédérique",
    ]
    assert expected(desk, origin, "S2") == ["Modèle Dominique"]
    assert expected(desk, origin, "S7") == ["Modèle Dominique"]


def expected(tab: Page, origin: str, session: str) -> list[str]:
    tab.goto(f"{origin}/seances/{session}")
    return tab.locator("table.rows tbody th").all_inner_texts()

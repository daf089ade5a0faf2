"""Registrations that look as if they were of one person: what is recognised, and what is not."""

import csv
import os
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.model.registration import Registration
from course_engine.planning.twins import Likeness, Match, Person, Places, likeness, twins

CORPORA = os.environ.get("COURSE_ENGINE_CORPORA", "")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
HERE = "Saint-Exemple"


def form(
    name: str, last_name: str, first_name: str, employer: str = HERE, insee: str | None = None
) -> Registration:
    return Registration(
        id=f"st-{name}", last_name=last_name, first_name=first_name, employer=employer, commune=insee
    )


def found(one: Registration, other: Registration) -> Likeness | None:
    pairs = twins([one, other])
    return pairs[0] if pairs else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Exemple", "Camille"), ("EXEMPLE", "camille")),
        (("Exemple", "Noémie"), ("Exemple", "Noemie")),
        (("Œuvre", "Élodie"), ("oeuvre", "ELODIE")),
        (("d’Exemple", "Inès"), ("D'Exemple", "Ines")),
        (("d’Exemple", "Inès"), ("Exemple", "Inès")),
        (("de La Fiction", "Zoé"), ("Delafiction", "Zoé")),
        (("Le Modèle", "Anne-Laure"), ("Lemodele", "Anne Laure")),
        (("Exemple", "Jean-Baptiste"), ("Exemple", "Jeanbaptiste")),
        (("Exemple", "Jean-Baptiste"), ("Exemple", "Jean")),
        (("Exemple-Fiction", "Maud"), ("Exemple", "Maud")),
        (("Fiction", "Maud"), ("Exemple-Fiction", "Maud")),
        (("Exemple", "Camille"), ("Camille", "Exemple")),
        (("Exemple", "Camille"), ("Camile", "Exemple")),
        (("Exemple", "Camille"), ("Exmeple", "Camille")),
        (("Exemple", "Camille"), ("Exempl", "Camlile")),
        (("Imaginaire-Dupleix", "Léa"), ("Imaginere-Dupleix", "Léa")),
        (("Re", "Anaël"), ("Er", "Anaël")),
        (("Щербакова", "Анна"), ("щербакова", "АННА")),
    ],
    ids=" / ".join,
)  # fmt: skip
def test_one_person_registered_twice_is_recognised(one: tuple[str, str], other: tuple[str, str]) -> None:
    pair = found(form("a0001", *one), form("a0002", *other))
    assert pair is not None
    assert (pair.one, pair.other) == ("st-a0001", "st-a0002")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Exemple", "Camille"), ("Exemple", "Dominique")),
        (("Exemple", "Camille"), ("Fiction", "Camille")),
        (("Exemple", "Anne"), ("Exemple", "Jean")),
        (("Le Modèle", "Anne"), ("Le Dessin", "Anne")),
        (("de Fiction", "Luc"), ("de Faction-Neuve", "Luc")),
        (("Exemple", "Jean-Paul"), ("Exemple", "Jean-Pierre")),
        (("-", "Camille"), ("'", "Camille")),
    ],
    ids=" / ".join,
)  # fmt: skip
def test_two_people_are_not_paired(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert found(form("a0001", *one), form("a0002", *other)) is None


@pytest.mark.parametrize(
    ("employers", "codes", "places", "points"),
    [
        ((HERE, HERE), ("62001", "62001"), Places.SAME, 9),
        ((HERE, "Mairie de St Exemple"), ("62001", "62001"), Places.SAME, 9),
        ((HERE, "Commune de Saint-Exemple"), (None, None), Places.SAME, 9),
        ((HERE, "Fiction-sur-Mer"), (None, "62002"), Places.UNKNOWN, 7),
        ((HERE, HERE), ("62001", "62002"), Places.OTHER, 6),
    ],
)
def test_the_same_collectivite_raises_and_another_commune_lowers(
    employers: tuple[str, str], codes: tuple[str | None, str | None], places: Places, points: int
) -> None:
    pair = found(
        form("a0001", "Exemple", "Camille", employers[0], codes[0]),
        form("a0002", "Exempel", "Camille", employers[1], codes[1]),
    )
    assert pair == Likeness("st-a0001", "st-a0002", Match.SLIP, Match.SAME, False, places, points)


def test_a_part_of_a_name_is_not_enough_in_another_commune() -> None:
    here = form("a0001", "Exemple", "Jean-Baptiste", insee="62001")
    assert found(here, form("a0002", "Exemple", "Jean", insee="62002")) is None


def test_the_most_alike_come_first_each_pair_once() -> None:
    people = [
        form("a0001", "Exemple", "Camille"),
        form("a0002", "Exemple", "Camille"),
        form("a0003", "Exemple", "Camile"),
    ]
    pairs = [(pair.one[-1], pair.other[-1]) for pair in twins(people)]
    assert pairs == [("1", "2"), ("1", "3"), ("2", "3")]
    assert twins(reversed(people)) == twins(people)


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@given(st.lists(st.tuples(names, names), min_size=2, max_size=6))
def test_grouping_finds_what_comparing_everybody_finds_where_names_are_the_same(
    people: list[tuple[str, str]],
) -> None:
    forms = [form(f"{number:05}", *person) for number, person in enumerate(people)]
    every = {
        (pair.one, pair.other)
        for one, other in combinations(map(Person.of, forms), 2)
        if (pair := likeness(one, other))
    }
    grouped = {(pair.one, pair.other) for pair in twins(forms)}
    same = {(one.id, other.id) for one, other in combinations(forms, 2) if _names(one) == _names(other)}
    assert grouped <= every
    assert same & every <= grouped


def _names(registration: Registration) -> tuple[str, str]:
    return registration.last_name, registration.first_name


def slips(text: str, rng: Random) -> list[str]:
    """Return a text with one letter left out, doubled by another, replaced, and swapped with the next."""
    at, other = rng.randrange(len(text)), rng.choice(LETTERS)
    next_to = rng.randrange(max(len(text) - 1, 1))
    return [
        text[:at] + text[at + 1 :],
        text[:at] + other + text[at:],
        text[:at] + other + text[at + 1 :],
        text[:next_to] + text[next_to + 1 : next_to + 2] + text[next_to] + text[next_to + 2 :],
    ]


@pytest.fixture(scope="module")
def known_names() -> list[tuple[str, str]]:
    """The 600 names of the corpora, last name first."""
    if not CORPORA:
        pytest.skip("set COURSE_ENGINE_CORPORA to the folder of corpora")
    text = (Path(CORPORA) / "names" / "noms-fr.csv").read_text(encoding="utf-8-sig")
    return [(row["nom"], row["prenom"]) for row in csv.DictReader(text.splitlines())]


def test_one_slip_in_any_of_600_names_is_found(known_names: list[tuple[str, str]]) -> None:
    rng, missed = Random(7), []
    for last_name, first_name in known_names:
        right = form("a0001", last_name, first_name)
        wrong = [(slip, first_name) for slip in slips(last_name, rng) if slip]
        wrong += [(last_name, slip) for slip in slips(first_name, rng) if slip]
        missed += [typed for typed in wrong if not found(right, form("a0002", *typed, "Fiction"))]
    assert missed == []


def test_600_different_people_of_one_commune_are_not_paired(known_names: list[tuple[str, str]]) -> None:
    people = [form(f"{number:05}", *names) for number, names in enumerate(known_names)]
    assert twins(people) == ()

"""Registration: what is said is recorded once, what changes is added."""

import json
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from stand import NOW, registrant

from course_engine.content import load_course
from course_engine.errors import ConflictingFact
from course_engine.model.questionnaire import Role
from course_engine.model.registration import Registration
from course_engine.store import Database
from course_engine.training.registration import (
    RegistrationReport,
    paths_document,
    register,
    registrants,
)

TEN_UNITS = Path(__file__).parents[1] / "courses" / "ten_units"


def test_a_person_is_registered_with_their_path(database: Database) -> None:
    report = register(database, [registrant(role=Role.ELECTED)], now=NOW, rng=Random(1))
    assert report == RegistrationReport(added=("tr4f2a",), changed=(), unchanged=())
    with database.reading() as records:
        trainee, path = records.people.trainee("tr4f2a"), records.people.path("tr4f2a")
    assert trainee is not None
    assert (trainee.full_name, trainee.employer, trainee.role) == (
        "Camille Exemple",
        "Saint-Exemple",
        Role.ELECTED,
    )
    assert path == registrant().path


def test_the_same_again_adds_nothing(database: Database) -> None:
    register(database, [registrant()], now=NOW, rng=Random(1))
    report = register(database, [registrant()], now=NOW + timedelta(days=1), rng=Random(2))
    assert report == RegistrationReport(added=(), changed=(), unchanged=("tr4f2a",))
    with database.reading() as records:
        count = records.people._connection.exec_driver_sql("SELECT count(*) FROM registration").scalar()
    assert count == 1


def test_a_change_is_added_and_the_latest_wins(database: Database) -> None:
    register(database, [registrant()], now=NOW, rng=Random(1))
    changed = registrant(last_name="D’Exemple")
    later = NOW + timedelta(days=1)
    assert register(database, [changed], now=later, rng=Random(2)).changed == ("tr4f2a",)
    with database.reading() as records:
        trainee = records.people.trainee("tr4f2a")
        assert records.people.trainees() == {"tr4f2a": trainee}
        count = records.people._connection.exec_driver_sql("SELECT count(*) FROM registration").scalar()
    assert trainee is not None
    assert (trainee.last_name, count) == ("D’Exemple", 2)


def test_the_latest_wins_even_when_the_clock_stands_still(database: Database) -> None:
    names = [f"Exemple-{letter}" for letter in "ABCDEF"]
    for seed, name in enumerate(names):
        register(database, [registrant(last_name=name)], now=NOW, rng=Random(seed))
        with database.reading() as records:
            trainee = records.people.trainee("tr4f2a")
        assert trainee is not None
        assert trainee.last_name == name


def test_one_id_twice_is_refused_and_nobody_is_registered(database: Database) -> None:
    with pytest.raises(ConflictingFact, match="tr4f2a"):
        register(database, [registrant("tr-other"), registrant(), registrant()], now=NOW, rng=Random(1))
    with database.reading() as records:
        assert records.people.trainees() == {}


def test_the_document_holds_everyone_s_path_by_id_in_order_and_no_name() -> None:
    catalogue = load_course(TEN_UNITS)
    forms = [
        Registration(
            id=name, last_name="Exemple", first_name="Camille", employer="Saint-Exemple", answers=answers
        )
        for name, answers in (("tr-2", {"projet-a-venir": "oui"}), ("tr-1", {}))
    ]
    document = b"".join(paths_document(catalogue, forms))
    expected = {
        one.registration.id: one.path.model_dump(mode="json") for one in registrants(catalogue, forms)
    }
    assert json.loads(document) == {"programme": catalogue.programme.id, "paths": expected}
    assert [line[:7] for line in document.splitlines()[1:3]] == [b'"tr-1":', b'"tr-2":']
    assert b"Exemple" not in document


def test_the_document_of_nobody_is_still_json() -> None:
    catalogue = load_course(TEN_UNITS)
    assert json.loads(b"".join(paths_document(catalogue, ()))) == {
        "programme": "dix-demi-journees",
        "paths": {},
    }

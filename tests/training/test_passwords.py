"""Passwords: strong enough by CNIL's three forms, nothing that names their owner, kept as argon2id."""

from random import Random

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from stand import CHEAP, account

from course_engine.i18n import translator
from course_engine.model.accounts import AccountRole
from course_engine.training.codes import compact, is_whole
from course_engine.training.passwords import (
    RULE,
    TOO_FEW_DIFFERENT,
    TOO_LONG,
    TOO_PERSONAL,
    Passwords,
    fault_of,
    temporary_as_typed,
    temporary_password,
)

_ = translator("training")
OWNER = account("d.exemple", AccountRole.REGION, name="Dominique Exemple")


@pytest.mark.parametrize(
    "password",
    [
        "Vélo-rouge42",
        "Velorouge42bis",
        "sept grenouilles vertes dansent sous une pluie tiède",
        "Une très longue phrase 1 fois",
    ],
)
def test_each_of_the_three_forms_is_strong_enough(password: str) -> None:
    assert fault_of(password, OWNER) == ""


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", RULE),
        ("Vélo-rouge4", RULE),
        ("Velorouge42bi", RULE),
        ("velorouge42bisbis", RULE),
        ("un deux six dix un deux six dix le la", RULE),
        ("Aa1-Aa1-Aa1-Aa1-", TOO_FEW_DIFFERENT),
        ("d.exemple-Vélo42", TOO_PERSONAL),
        ("Vélo-DOMINIQUE-42", TOO_PERSONAL),
        ("Aa1-" + "bcdefghij" * 14, TOO_LONG),
    ],
)
def test_what_is_too_weak_is_refused_with_its_reason(password: str, fault: str) -> None:
    assert fault_of(password, OWNER) == _(fault)


def test_the_hash_is_that_of_rfc_9106_where_nothing_else_is_asked_for() -> None:
    kept = Passwords().hash("Vélo-rouge42", Random(1))
    assert extract_parameters(kept) == RFC_9106_LOW_MEMORY
    assert CHEAP.is_outdated(kept)
    assert CHEAP.matches(kept, "Vélo-rouge42")


def test_only_the_same_characters_match_however_the_system_composes_them() -> None:
    kept = CHEAP.hash("Vélo-rouge42", Random(1))
    assert CHEAP.matches(kept, "Ve\u0301lo-rouge42")
    assert not CHEAP.matches(kept, "Velo-rouge42")
    assert not CHEAP.is_outdated(kept)


def test_what_nobody_has_matches_nothing_not_even_nothing() -> None:
    assert not CHEAP.matches(None, "")


def test_a_temporary_password_is_read_aloud_in_four_groups() -> None:
    password = temporary_password(Random(1))
    assert [len(group) for group in password.split("-")] == [5, 5, 5, 5]
    assert is_whole(compact(password))
    assert temporary_as_typed(f" {password.lower().replace('-', ' ')} ") == compact(password)

"""The seal: what a passphrase closes only that passphrase opens, all of it or nothing."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.errors import VerificationFailed
from course_engine.signing.seal import HEAD, MARK, MOST_WORK, WORK, seal, unseal

PASSPHRASE = "sept mots pour une clé de secours"
CONTENT = b"Camille Exemple\n" * 100
QUICK = 4
SEALED = seal(CONTENT, PASSPHRASE, rng=Random(1), work=QUICK)


def refused(sealed: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(VerificationFailed) as refusal:
        unseal(sealed, passphrase)
    return str(refusal.value)


def test_it_opens_with_its_passphrase_and_nothing_can_be_read_without():
    assert unseal(SEALED, PASSPHRASE) == CONTENT
    assert b"Exemple" not in SEALED


def test_what_is_sealed_for_a_real_key_takes_the_work_that_the_decision_says():
    sealed = seal(CONTENT, PASSPHRASE, rng=Random(1))
    assert sealed[len(MARK)] == WORK == 17
    assert unseal(sealed, PASSPHRASE) == CONTENT


def test_the_same_draw_gives_the_same_bytes_and_another_none_of_them():
    assert seal(CONTENT, PASSPHRASE, rng=Random(1), work=QUICK) == SEALED
    assert seal(CONTENT, PASSPHRASE, rng=Random(2), work=QUICK)[HEAD:] != SEALED[HEAD:]


def test_accents_typed_on_another_system_are_the_same_passphrase():
    assert unseal(SEALED, PASSPHRASE.replace("é", "e\N{COMBINING ACUTE ACCENT}")) == CONTENT


def test_another_passphrase_is_refused():
    assert refused(SEALED, PASSPHRASE + " ").startswith("Cette phrase secrète n’ouvre pas le fichier")


@given(at=st.integers(HEAD - 28, len(SEALED) - 1), flip=st.integers(1, 255))
def test_a_changed_byte_is_refused_wherever_it_is(at: int, flip: int):
    altered = bytearray(SEALED)
    altered[at] ^= flip
    assert "a été altéré" in refused(bytes(altered))


@given(end=st.integers(0, len(SEALED) - 1))
def test_a_file_cut_short_is_refused(end: int):
    assert refused(SEALED[:end])


@pytest.mark.parametrize("work", [0, MOST_WORK + 1, 255])
def test_a_header_that_asks_for_more_than_a_machine_has_is_refused_before_it_is_tried(work: int):
    greedy = bytearray(SEALED)
    greedy[len(MARK)] = work
    assert "n’est pas une sauvegarde" in refused(bytes(greedy))


def test_what_is_no_sealed_file_is_refused():
    assert "n’est pas une sauvegarde" in refused(b"\xff\xd8\xff" * 1000)

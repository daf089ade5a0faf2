"""The seal: what a passphrase closes only that passphrase opens, all of it or nothing. age's own laws are pyrage's."""

import re

import pytest

from course_engine.errors import VerificationFailed
from course_engine.signing.seal import seal, unseal

PASSPHRASE = "sept mots pour une clé de secours"
CONTENT = b"Camille Exemple\n" * 10_000


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """A sealed file: each one takes about a second, on purpose."""
    return seal(CONTENT, PASSPHRASE)


def refused(sealed: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(VerificationFailed) as refusal:
        unseal(sealed, passphrase)
    return str(refusal.value)


def test_it_is_an_age_file_in_which_nothing_can_be_read(sealed):
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert b"Exemple" not in sealed


def test_accents_typed_on_another_system_are_the_same_passphrase(sealed):
    assert unseal(sealed, PASSPHRASE.replace("é", "e\N{COMBINING ACUTE ACCENT}")) == CONTENT


def test_another_passphrase_is_refused(sealed):
    assert refused(sealed, PASSPHRASE + " ").startswith("Cette phrase secrète n’ouvre pas le fichier")


@pytest.mark.parametrize("at", [0, 40, 70, 150, 300, -1])
def test_a_flipped_bit_is_refused_wherever_it_is(sealed, at):
    altered = bytearray(sealed)
    altered[at] ^= 1
    assert "a été altéré" in refused(bytes(altered))


@pytest.mark.parametrize("end", [0, 40, 200, -1])
def test_a_file_cut_short_is_refused(sealed, end):
    assert "n’est pas complet" in refused(sealed[:end])


def test_what_is_no_sealed_file_is_refused():
    assert "n’est pas une sauvegarde" in refused(b"\xff\xd8\xff" * 1000)


def test_a_header_that_asks_for_more_than_this_machine_can_do_in_reason_is_refused_before_it_is_tried(sealed):
    greedy = re.sub(rb"(-> scrypt \S+) \d+", rb"\1 63", sealed, count=1)
    assert refused(greedy).startswith("Cet ordinateur est trop lent")

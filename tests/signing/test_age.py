"""A sealed file: opened by its passphrase alone, by any tool that knows age, and refused once altered."""

import io
from random import Random

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.errors import VerificationFailed
from course_engine.signing.age import MOST_WORK, opened, sealing
from course_engine.signing.age_stream import CHUNK, TAG

PASSPHRASE = "sept mots pour une clé de secours"
CHEAP = 2
"""A power of two at which scrypt costs nothing: what it protects is plainly nobody's."""


def sealed(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    target = io.BytesIO()
    with sealing(target, passphrase, rng=Random(4), work=CHEAP) as stream:
        for start in range(0, len(content), 50_000):
            stream.write(content[start : start + 50_000])
    return target.getvalue()


def unsealed(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return opened(io.BytesIO(content), passphrase).read()


BODY = Random(1).randbytes(3 * CHUNK + 17)
SEALED = sealed(BODY)
HEADER = len(SEALED) - len(BODY) - 4 * TAG
"""Where the first chunk begins."""


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17])
def test_what_was_sealed_is_read_back(length):
    assert unsealed(sealed(BODY[:length])) == BODY[:length]


@pytest.mark.parametrize("length", [0, CHUNK, 3 * CHUNK + 17])
def test_another_program_opens_it(length):
    assert pyrage.passphrase.decrypt(sealed(BODY[:length]), PASSPHRASE) == BODY[:length]


def test_what_another_program_seals_is_opened():
    assert unsealed(pyrage.passphrase.encrypt(b"secours", PASSPHRASE)) == b"secours"


def test_accents_typed_on_another_system_are_the_same_passphrase():
    assert unsealed(sealed(b"secours", "clé"), "cle\N{COMBINING ACUTE ACCENT}") == b"secours"


def test_nothing_of_the_content_is_readable():
    assert b"Exemple" not in sealed(b"Camille Exemple" * 1000)


def test_another_passphrase_is_refused():
    with pytest.raises(VerificationFailed, match="phrase secrète"):
        unsealed(SEALED, PASSPHRASE + " ")


@given(at=st.integers(0, len(SEALED) - 1), bit=st.integers(0, 7))
def test_any_flipped_bit_is_refused(at, bit):
    altered = bytearray(SEALED)
    altered[at] ^= 1 << bit
    with pytest.raises(VerificationFailed):
        unsealed(bytes(altered))


@given(at=st.integers(0, HEADER - 1), bit=st.integers(0, 7))
def test_any_flipped_bit_of_the_header_is_refused(at, bit):
    altered = bytearray(sealed(b""))
    altered[at] ^= 1 << bit
    with pytest.raises(VerificationFailed):
        unsealed(bytes(altered))


@given(length=st.integers(0, len(SEALED) - 1))
def test_a_file_cut_short_is_refused(length):
    with pytest.raises(VerificationFailed):
        unsealed(SEALED[:length])


@pytest.mark.parametrize("chunks", range(4))
def test_a_file_cut_between_two_chunks_is_refused(chunks):
    with pytest.raises(VerificationFailed):
        unsealed(SEALED[: HEADER + chunks * (CHUNK + TAG)])


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (0, 1, 1, 2, 3), (0, 2, 3), (0, 1, 2, 3, 3)])
def test_chunks_moved_repeated_or_dropped_are_refused(order):
    size = CHUNK + TAG
    chunks = [SEALED[start : start + size] for start in range(HEADER, len(SEALED), size)]
    with pytest.raises(VerificationFailed):
        unsealed(SEALED[:HEADER] + b"".join(chunks[rank] for rank in order))


def test_what_follows_the_end_is_refused():
    with pytest.raises(VerificationFailed):
        unsealed(SEALED + b"\0")


def test_a_header_that_asks_for_all_the_memory_is_refused_before_it_is_tried():
    greedy = SEALED.replace(b" %d\n" % CHEAP, b" %d\n" % (MOST_WORK + 1), 1)
    with pytest.raises(VerificationFailed, match="pas une sauvegarde"):
        unsealed(greedy)

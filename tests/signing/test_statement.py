"""The signed statement: what it says, and every way in which it may fail to prove it."""

import json
from datetime import UTC, date, datetime, time

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.errors import VerificationFailed
from course_engine.signing import (
    AttestationClaims,
    ClaimedHalfDay,
    base64url,
    jws,
    sign_statement,
    verify_statement,
)
from course_engine.signing.statement import KIND


def reason(statement, *keys):
    with pytest.raises(VerificationFailed) as failed:
        verify_statement(statement, keys)
    return str(failed.value)


def forged(header, payload, signer):
    """Return a compact JWS with any header, its signature right."""
    signed = ".".join(base64url.encode(json.dumps(part).encode()) for part in (header, payload))
    return f"{signed}.{base64url.encode(signer.sign(signed.encode()))}"


def header_of(signer, **changes):
    return {"alg": "EdDSA", "kid": signer.public_key.thumbprint, "typ": KIND} | changes


MALFORMED = "Ceci n’est pas une déclaration signée, ou elle est tronquée ou abîmée."
ALTERED = "La signature ne correspond pas\u00a0: la déclaration a été modifiée."


def test_a_statement_gives_back_what_was_signed(attestation, signer, stranger):
    statement = sign_statement(attestation, signer)
    claims = verify_statement(statement, [stranger.public_key, signer.public_key])
    assert claims == AttestationClaims(
        number="AP-7K3M-92QF",
        issued_at=datetime(2027, 6, 12, 15, 30, 12, tzinfo=UTC),
        name="Noël d’Exemple",
        role="agent",
        employer="Commune fictive de Saint-Exemple",
        programme="Les Démonstr@teurs",
        organiser="Région Nord-Pas-de-Calais",
        half_days=(ClaimedHalfDay("messagerie", date(2027, 3, 13), time(9), time(11, 40), 160),),
        minutes=160,
    )


def test_the_payload_is_the_documented_json_byte_for_byte(attestation, signer):
    payload = base64url.decode(sign_statement(attestation, signer).split(".")[1]).decode()
    assert payload == (
        '{"e":"Commune fictive de Saint-Exemple","g":"Les Démonstr@teurs",'
        '"h":[["messagerie","2027-03-13","09:00","11:40",160]],"m":160,"n":"AP-7K3M-92QF",'
        '"o":"Région Nord-Pas-de-Calais","p":"Noël d’Exemple","r":"agent",'
        '"t":"2027-06-12T15:30:12Z","v":1}'
    )


def test_the_same_attestation_gives_the_same_statement(attestation, signer):
    assert sign_statement(attestation, signer) == sign_statement(attestation, signer)


def test_other_software_verifies_our_statements_and_we_verify_theirs(attestation, signer):
    statement = sign_statement(attestation, signer)
    payload = jwt.decode(statement, signer.public_key.key, algorithms=["EdDSA"])
    assert payload["n"] == "AP-7K3M-92QF"
    assert jwt.get_unverified_header(statement) == header_of(signer)
    theirs = jwt.encode(payload, signer.key, algorithm="EdDSA", headers=header_of(signer))
    assert verify_statement(theirs, [signer.public_key]).number == "AP-7K3M-92QF"


def test_spaces_that_a_scanner_adds_around_are_ignored(attestation, signer):
    assert verify_statement(f" {sign_statement(attestation, signer)}\r\n", [signer.public_key])


def test_an_unknown_key_is_named(attestation, signer, stranger):
    assert reason(sign_statement(attestation, stranger), signer.public_key) == (
        "La déclaration est signée par une clé qui n’est pas parmi celles de confiance"
        f"\u00a0: {stranger.public_key.thumbprint}."
    )


def test_a_key_that_borrows_another_s_name_is_refused(attestation, signer, stranger):
    payload = {"v": 1}
    assert reason(forged(header_of(signer), payload, stranger), signer.public_key) == ALTERED


@pytest.mark.parametrize("alg", ["none", "HS256", "ES256", "eddsa"])
def test_any_other_algorithm_is_refused(signer, alg):
    assert reason(forged(header_of(signer, alg=alg), {}, signer), signer.public_key) == (
        f"La déclaration est signée avec l’algorithme «\u00a0{alg}\u00a0»\u00a0; seul EdDSA est accepté."
    )


def test_a_signature_made_for_another_purpose_is_refused(signer):
    assert reason(jws.sign({"v": 1}, "autre+jws", signer), signer.public_key) == (
        f"La déclaration signée est d’un autre type\u00a0: «\u00a0autre+jws\u00a0» au lieu de «\u00a0{KIND}\u00a0»."
    )


def test_an_unknown_version_is_named(signer):
    assert reason(jws.sign({"v": 2, "futur": []}, KIND, signer), signer.public_key) == (
        "La déclaration est de version 2, que ce logiciel ne connaît pas."
    )


@pytest.mark.parametrize("payload", [{}, {"v": "x"}, {"v": 1}, {"v": 1, "n": 3}])
def test_a_signed_text_that_says_something_else_is_refused(signer, payload):
    assert reason(jws.sign(payload, KIND, signer), signer.public_key) == (
        "La déclaration est bien signée, mais elle ne dit pas ce qu’elle devrait."
    )


@pytest.mark.parametrize(
    "header",
    [
        [],
        "texte",
        {"alg": "EdDSA"},
        {"alg": "EdDSA", "kid": "k", "typ": "t", "crit": ["b64"]},
        {"alg": 1},
        {"alg": "\x1b[31mrouge", "kid": "k", "typ": "t"},
        {"alg": "EdDSA\n", "kid": "k", "typ": "t"},
    ],
)
def test_a_header_that_is_not_ours_is_malformed(signer, header):
    assert reason(forged(header, {"v": 1}, signer), signer.public_key) == MALFORMED


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a.b", "a.b.c.d", "é.é.é", "[" * 5000 + "..", "x" * 10_000_000]
)
def test_what_is_not_a_statement_is_malformed(text, signer):
    assert reason(text, signer.public_key) == MALFORMED


def test_a_deeply_nested_header_is_malformed(signer):
    deep = base64url.encode(b'{"alg":' + b"[" * 5000)
    assert reason(f"{deep}.e30.AAAA", signer.public_key) == MALFORMED


def test_every_character_counts(attestation, signer):
    """Each character, changed for another of the same alphabet, breaks the proof; so does each truncation."""
    statement = sign_statement(attestation, signer)
    for place, char in enumerate(statement):
        other = "A" if char != "A" else "B"
        with pytest.raises(VerificationFailed):
            verify_statement(statement[:place] + other + statement[place + 1 :], [signer.public_key])
        with pytest.raises(VerificationFailed):
            verify_statement(statement[:place], [signer.public_key])


@settings(derandomize=True, max_examples=200)
@given(st.text(max_size=60))
def test_any_text_is_refused_in_one_sentence(text):
    assert reason(text) == MALFORMED

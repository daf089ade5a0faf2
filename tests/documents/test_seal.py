"""Verification of a whole file: accepted untouched, refused with its reason otherwise."""

import io
import random
import re
import zipfile

import pikepdf
import pytest

from course_engine.documents.attestation import render_attestation
from course_engine.documents.seal import verify_pdf
from course_engine.errors import VerificationFailed

ALTERED = "Le fichier a été modifié depuis sa signature."
DAMAGED = "Le fichier a été modifié\u00a0: sa déclaration ou son sceau est abîmé."
FOREIGN = "Ce PDF n’est pas une de nos attestations\u00a0: il ne contient pas de déclaration signée."
TRUNCATED = "Le fichier est tronqué\u00a0: il manque sa fin."
FOLLOWED = "Le fichier a été modifié\u00a0: quelque chose suit sa fin."
NOT_PDF = "Le fichier n’est pas un PDF."


@pytest.fixture
def reason(signer):
    def refused(pdf, *keys):
        with pytest.raises(VerificationFailed) as failed:
            verify_pdf(pdf, keys or [signer.public_key])
        return str(failed.value)

    return refused


def entry(pdf, key):
    """Return what an entry of the information dictionary holds."""
    return re.search(rb"/%s \((.*?)\)" % key, pdf)[1]


def test_an_untouched_file_gives_back_what_it_says(printed, signer, stranger):
    claims = verify_pdf(printed, [stranger.public_key, signer.public_key])
    assert (claims.number, claims.name, claims.minutes) == (
        "AP-7K3M-92QF",
        "Élodie Lefebvre-d’Hérouville",
        180,
    )


def test_a_flipped_byte_is_refused_wherever_it_is(printed, signer):
    """Every byte of the places that verification reads, and a sample of all the others."""
    seal = printed.index(b"/AttestationSeal")
    statement = printed.index(b"/AttestationStatement")
    places = {
        *range(20),
        *range(seal - 40, seal + 500),
        *range(statement, statement + 900),
        *range(len(printed) - 300, len(printed)),
        *random.Random(1).sample(range(len(printed)), 2000),
    }
    for place in sorted(places):
        for flip in (0x01, 0x20, 0x80):
            altered = bytearray(printed)
            altered[place] ^= flip
            with pytest.raises(VerificationFailed):
                verify_pdf(bytes(altered), [signer.public_key])


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (rb"%\xbf\xf7\xa2\xfe", ALTERED),
        (rb"stream\n", ALTERED),
        (rb"</rdf:RDF>", ALTERED),
        (rb"\nxref\n", ALTERED),
        (rb"\ntrailer ", ALTERED),
        (rb"/AttestationSeal", DAMAGED),
        (rb"/AttestationStatement", DAMAGED),
        (rb"%PDF", NOT_PDF),
        (rb"%%EOF\n$", TRUNCATED),
    ],
)
def test_the_reason_says_what_kind_of_damage_it_is(printed, reason, where, words):
    place = re.search(where, printed).start() + 2
    assert reason(printed[:place] + bytes([printed[place] ^ 0x01]) + printed[place + 1 :]) == words


def test_a_damaged_statement_and_a_damaged_seal_are_told_apart(printed, reason):
    statement, seal = (entry(printed, key) for key in (b"AttestationStatement", b"AttestationSeal"))
    mismatch = "La signature ne correspond pas\u00a0: la déclaration a été modifiée."
    assert reason(printed.replace(statement, statement[:-6] + b"-" + statement[-5:])) == mismatch
    assert reason(printed.replace(seal, seal[:-6] + b"-" + seal[-5:])) == (
        f"Le sceau du fichier ne tient pas. {mismatch}"
    )


def test_another_key_is_named(printed, reason, signer, stranger):
    assert reason(printed, stranger.public_key) == (
        "La déclaration est signée par une clé qui n’est pas parmi celles de confiance"
        f"\u00a0: {signer.public_key.thumbprint}."
    )


def test_the_statement_of_another_attestation_is_refused_by_name(printed, other, reason):
    swapped = printed.replace(entry(printed, b"AttestationStatement"), entry(other, b"AttestationStatement"))
    assert reason(swapped) == (
        "La déclaration signée que contient ce fichier vient d’une autre attestation"
        " (AP-0000-0001, Agathe Lefebvre-d’Hérouville)."
    )


def test_the_statement_and_the_seal_of_another_attestation_are_refused(printed, other, reason):
    swapped = printed
    for key in (b"AttestationStatement", b"AttestationSeal"):
        swapped = swapped.replace(entry(printed, key), entry(other, key))
    assert reason(swapped) == ALTERED


def test_the_qr_code_of_another_attestation_is_refused(printed, other, reason):
    """A drawing taken from another file by a PDF library, with everything else kept as it was."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as ours, pikepdf.open(io.BytesIO(other)) as theirs:
        ours.pages[0].Contents = ours.copy_foreign(theirs.pages[0].Contents)
        ours.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    # The library writes no line end after the mark; whoever swaps a code would add it.
    assert reason(target.getvalue().rstrip() + b"\n") == ALTERED


def test_one_trusted_key_may_not_seal_the_statement_of_another(
    attestation, templates, signer, stranger, reason
):
    """Two organisers are trusted: each for its own attestations only."""
    ours = render_attestation(attestation(), signer, templates)
    theirs = render_attestation(attestation(first_name="Autre-Nom"), stranger, templates)
    keys = (signer.public_key, stranger.public_key)
    assert verify_pdf(theirs, keys).name == "Autre-Nom Lefebvre-d’Hérouville"
    mixed = theirs.replace(entry(theirs, b"AttestationStatement"), entry(ours, b"AttestationStatement"))
    assert reason(mixed, *keys) == (
        "Le sceau du fichier ne tient pas. La déclaration est signée par une clé qui n’est pas parmi"
        f" celles de confiance\u00a0: {stranger.public_key.thumbprint}."
    )


@pytest.mark.parametrize("added", [b"\n", b" ", b"texte", b"\0" * 5000, b"\n%%EOF", b"\n%%EOF\n%"])
def test_anything_after_the_end_is_refused(printed, reason, added):
    assert reason(printed + added) in {FOLLOWED, TRUNCATED}


def test_an_update_appended_as_pdf_software_does_is_refused(printed, reason):
    assert reason(printed + b"5 0 obj\n<< >>\nendobj\nstartxref\n0\n%%EOF\n") == ALTERED


def test_a_second_statement_hidden_in_the_file_is_refused(printed, reason):
    statement = b"/AttestationStatement (%s)" % entry(printed, b"AttestationStatement")
    assert reason(printed[:-6] + statement + b"\n%%EOF\n") == DAMAGED


def test_a_truncated_file_is_refused_at_any_length(printed, signer, reason):
    for length in (*range(1, len(printed), 997), len(printed) - 1, len(printed) - 6):
        with pytest.raises(VerificationFailed):
            verify_pdf(printed[:length], [signer.public_key])
    assert reason(printed[: len(printed) // 2]) == TRUNCATED


def archive():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as zipped:
        zipped.writestr("a.txt", "texte")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Le fichier est vide."),
        (random.Random(2).randbytes(5000), NOT_PDF),
        (archive(), NOT_PDF),
        (b"x" * 50_000_000, NOT_PDF),
        (
            b"%PDF-1.7\n" + b"/AttestationSeal (" * 3_000_000,
            "Le fichier est bien trop gros pour être une attestation.",
        ),
        (b"%PDF-1.7\n" + b"/AttestationSeal (" * 200_000 + b"%%EOF\n", DAMAGED),
        (b"%PDF-1.7\n%%EOF\n", FOREIGN),
    ],
    ids=[
        "empty",
        "random",
        "zip",
        "50-MB-of-junk",
        "50-MB-that-begins-as-a-pdf",
        "4-MB-of-half-seals",
        "foreign-pdf",
    ],
)
def test_what_is_not_an_attestation_is_refused_at_once(reason, content, words):
    assert reason(content) == words

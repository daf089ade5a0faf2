"""`verify` and `keygen`: what is not a whole attestation is refused with the reason."""

from zipfile import ZipFile

import pytest


@pytest.fixture
def public(key):
    """An organiser's public key."""
    return key.with_suffix(".pub.pem")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Le fichier est vide."),
        (b"%PDF-1.7\n1 0 obj\n", "Le fichier est tronqué : il manque sa fin."),
        (b"bonjour\n", "Le fichier n’est pas un PDF."),
    ],
)
def test_what_is_not_a_whole_pdf(run, public, tmp_path, content, sentence):
    (tmp_path / "x.pdf").write_bytes(content)
    ran = run("verify", tmp_path / "x.pdf", "--key", public)
    assert (ran.code, ran.out, ran.err) == (5, "", f"{sentence}\n")


@pytest.mark.parametrize("length", [None, 60])
def test_an_archive_whole_or_cut_is_not_its_attestation(run, public, tmp_path, length):
    path = tmp_path / "sacoche.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("attestation.pdf", b"%PDF-1.7\n" * 20)
    path.write_bytes(path.read_bytes()[:length])
    ran = run("verify", path, "--key", public)
    assert (ran.code, ran.out) == (5, "")
    assert (
        ran.err == f"« {path} » est une archive : ouvrez-la, et donnez l’attestation.pdf qu’elle contient.\n"
    )


def test_what_is_neither_a_file_nor_a_statement(run, public):
    ran = run("verify", "attestation.pfd", "--key", public)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "« attestation.pfd » n’est ni un fichier lisible, ni le texte d’un code QR.\n"


def test_a_private_key_does_not_verify(run, key, tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n")
    ran = run("verify", tmp_path / "x.pdf", "--key", key)
    assert (ran.code, ran.err) == (8, f"{key} n’est pas une clé publique Ed25519 (PEM).\n")


def test_a_key_is_never_replaced(run, key):
    kept = key.read_bytes()
    ran = run("keygen", key)
    assert (ran.code, ran.out) == (7, "")
    assert ran.err == f"Une clé existe déjà : {key}. Une clé n’est jamais remplacée.\n"
    assert key.read_bytes() == kept
    assert key.stat().st_mode & 0o077 == 0


def test_without_a_key_the_settings_give_one_or_the_way_out(run, key, tmp_path, monkeypatch):
    (tmp_path / "x.pdf").write_bytes(b"")
    ran = run("verify", tmp_path / "x.pdf")
    assert (ran.code, ran.err) == (
        8,
        "Aucune clé pour vérifier : donnez --key, ou réglez COURSE_ENGINE_PUBLIC_KEY.\n",
    )
    monkeypatch.setenv("COURSE_ENGINE_PRIVATE_KEY", str(key))
    assert run("verify", tmp_path / "x.pdf").err == "Le fichier est vide.\n"
    monkeypatch.setenv("COURSE_ENGINE_PUBLIC_KEY", str(tmp_path / "absente.pem"))
    assert run("verify", tmp_path / "x.pdf").code == 8

"""Keys and the files that hold them."""

import stat

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from course_engine.errors import EnvironmentRefused, OutputRefused
from course_engine.signing import PublicKey, generate_key, load_public_key, load_signer


def test_the_thumbprint_is_the_one_of_rfc_8037_appendix_a3():
    x = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    key = PublicKey(Ed25519PublicKey.from_public_bytes(x))
    assert key.thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_a_generated_pair_is_read_back_and_belongs_together(tmp_path):
    signer = generate_key(tmp_path / "cle.pem")
    assert load_signer(tmp_path / "cle.pem").public_key.thumbprint == signer.public_key.thumbprint
    assert load_public_key(tmp_path / "cle.pub.pem").verifies(signer.sign(b"mot"), b"mot")
    assert not signer.public_key.verifies(signer.sign(b"mot"), b"autre")


def test_only_the_owner_may_read_a_private_key(tmp_path):
    generate_key(tmp_path / "cle.pem")
    assert stat.S_IMODE((tmp_path / "cle.pem").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cle.pem", "cle.pub.pem"]


@pytest.mark.parametrize("existing", ["cle.pem", "cle.pub.pem"])
def test_a_key_is_never_overwritten(tmp_path, existing):
    (tmp_path / existing).write_text("précieux")
    with pytest.raises(OutputRefused) as refused:
        generate_key(tmp_path / "cle.pem")
    assert str(refused.value) == (
        f"Une clé existe déjà\u00a0: {tmp_path / existing}. Une clé n’est jamais remplacée."
    )
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(existing, "précieux")]


def test_a_folder_that_does_not_exist_is_said_in_one_sentence(tmp_path):
    with pytest.raises(
        OutputRefused,
        match=r"^La clé ne peut pas être écrite dans .*absent/cle\.pem\u00a0: ce fichier ou son dossier n’existe pas\.$",
    ):
        generate_key(tmp_path / "absent" / "cle.pem")


@pytest.mark.parametrize("load", [load_signer, load_public_key])
@pytest.mark.parametrize(
    "content", [b"", b"\xff\x00", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_not_a_key_is_refused(tmp_path, load, content):
    (tmp_path / "cle.pem").write_bytes(content)
    with pytest.raises(EnvironmentRefused, match=r"n’est pas une clé (privée|publique) Ed25519"):
        load(tmp_path / "cle.pem")


def test_a_missing_key_is_said_in_one_sentence(tmp_path):
    with pytest.raises(
        EnvironmentRefused,
        match=r"^La clé .*absente\.pem ne peut pas être lue\u00a0: ce fichier ou son dossier n’existe pas\.$",
    ):
        load_signer(tmp_path / "absente.pem")


def test_keys_of_another_kind_or_behind_a_password_are_refused(tmp_path):
    pem, pkcs8 = Encoding.PEM, PrivateFormat.PKCS8
    curve = generate_private_key(SECP256R1())
    refused = {
        "courbe": curve.private_bytes(pem, pkcs8, NoEncryption()),
        "protegee": Ed25519PrivateKey.from_private_bytes(bytes(32)).private_bytes(
            pem, pkcs8, BestAvailableEncryption(b"secret")
        ),
        "publique": curve.public_key().public_bytes(pem, PublicFormat.SubjectPublicKeyInfo),
    }
    for name, content in refused.items():
        (tmp_path / name).write_bytes(content)
        for load in (load_signer, load_public_key):
            with pytest.raises(EnvironmentRefused):
                load(tmp_path / name)

"""What a backup takes of a machine, as its settings say."""

import pytest

from course_engine.cli.stand_parts import stand_of
from course_engine.errors import EnvironmentRefused
from course_engine.settings import PATHS, PREFIX, VARIABLES, read_settings

PLACES = {
    "DATABASE_URL": "records.db",
    "COURSE": "course",
    "THEME": "theme",
    "PRIVATE_KEY": "keys/signing.pem",
    "PUBLIC_KEY": "keys/verifying.pem",
    "TRUSTED_KEYS": "keys/trusted",
    "TLS_CERTIFICATE": "keys/tls.pem",
    "TLS_KEY": "keys/tls.key.pem",
}


def test_every_setting_that_names_a_file_has_its_place_and_the_others_are_kept_as_they_are(tmp_path):
    environ = dict.fromkeys((f"{PREFIX}{name}" for name in PLACES), str(tmp_path / "x"))
    environ |= {f"{PREFIX}STAND": "Stand 3", f"{PREFIX}PLACE": "Saint-Exemple", f"{PREFIX}SIGNATORY": ""}
    stand = stand_of(read_settings(environ), tmp_path, environ)
    assert dict(stand.places()) == {f"{PREFIX}{name}": place for name, place in PLACES.items()}
    assert stand.settings == {f"{PREFIX}STAND": "Stand 3", f"{PREFIX}PLACE": "Saint-Exemple"}
    assert {part.within for part in stand.parts if part.private} == {"keys/signing.pem", "keys/tls.key.pem"}


def test_no_path_is_forgotten():
    assert {f"{PREFIX}{name}" for name in PLACES} == PATHS
    assert set(VARIABLES) >= PATHS


def test_the_public_twin_of_the_key_goes_with_it(tmp_path):
    (tmp_path / "key.pub.pem").write_bytes(b"")
    environ = {f"{PREFIX}STAND": "Stand 3", f"{PREFIX}PRIVATE_KEY": str(tmp_path / "key.pem")}
    stand = stand_of(read_settings(environ), tmp_path, environ)
    assert stand.companions == {"keys/signing.pub.pem": tmp_path / "key.pub.pem"}


def test_a_stand_without_a_name_is_refused(tmp_path):
    with pytest.raises(EnvironmentRefused, match="COURSE_ENGINE_STAND"):
        stand_of(read_settings({}), tmp_path, {})

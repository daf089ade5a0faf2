"""Settings: read once from the environment, each under its heading in the docs."""

from datetime import time
from pathlib import Path

import pytest

from course_engine.errors import EnvironmentRefused
from course_engine.settings import VARIABLES, read_settings, shipped
from course_engine.training.retention import Retention

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = read_settings({})
    assert settings.database_url == "course-engine.db"
    assert settings.course == shipped()
    assert settings.session_ends == time(23, 59)
    assert (settings.theme, settings.private_key, settings.public_key) == (None, None, None)
    assert (settings.organiser, settings.place, settings.signatory) == ("", "", "")
    assert (settings.stand, settings.trusted_keys) == ("", None)
    assert (settings.hosts, settings.tls_certificate, settings.tls_key) == (frozenset(), None, None)
    assert (settings.controller, settings.privacy_contact) == ("", "")
    assert settings.retention == Retention()


def test_what_is_given_is_read() -> None:
    settings = read_settings(
        {
            "COURSE_ENGINE_DATABASE_URL": "sqlite:///stand.db",
            "COURSE_ENGINE_COURSE": "/course",
            "COURSE_ENGINE_ORGANISER": " La Région ",
            "COURSE_ENGINE_THEME": "",
            "COURSE_ENGINE_SESSION_ENDS": "19:30",
        }
    )
    assert settings.database_url == "sqlite:///stand.db"
    assert (settings.course, settings.theme) == (Path("/course"), None)
    assert (settings.organiser, settings.session_ends) == ("La Région", time(19, 30))


def test_an_hour_that_is_none_is_refused() -> None:
    with pytest.raises(EnvironmentRefused) as refusal:
        read_settings({"COURSE_ENGINE_SESSION_ENDS": "minuit"})
    assert str(refusal.value) == (
        "COURSE_ENGINE_SESSION_ENDS vaut «\u00a0minuit\u00a0»\u00a0: écrivez une heure, par exemple 23:59."
    )


def test_names_on_the_network_are_read_in_small_letters() -> None:
    settings = read_settings({"COURSE_ENGINE_HOSTS": " Stand.local, stand ,"})
    assert settings.hosts == {"stand.local", "stand"}


@pytest.mark.parametrize("written", ["http://stand", "stand:8000", "*", "a b", "stand/"])
def test_what_is_not_the_name_of_a_machine_is_refused(written: str) -> None:
    with pytest.raises(EnvironmentRefused, match="COURSE_ENGINE_HOSTS contient"):
        read_settings({"COURSE_ENGINE_HOSTS": f"stand.local,{written}"})


@pytest.mark.parametrize("name", ["CERTIFICATE", "KEY"])
def test_a_certificate_goes_with_its_key(name: str) -> None:
    with pytest.raises(EnvironmentRefused, match="donnez les deux, ou aucun"):
        read_settings({f"COURSE_ENGINE_TLS_{name}": "/some.pem"})


def test_a_period_is_read_and_the_others_keep_their_defaults() -> None:
    settings = read_settings({"COURSE_ENGINE_RETENTION_REGISTER_MONTHS": "120"})
    assert settings.retention == Retention(register_months=120)


@pytest.mark.parametrize("written", ["0", "-1", "1,5", "douze", "1201", "²"])
def test_a_period_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(EnvironmentRefused) as refusal:
        read_settings({"COURSE_ENGINE_RETENTION_DRAFTS_DAYS": written})
    assert str(refusal.value) == (
        f"COURSE_ENGINE_RETENTION_DRAFTS_DAYS vaut «\u00a0{written}\u00a0»\u00a0: "
        "écrivez un nombre entier de 1 à 1200."
    )


def test_reading_ease_is_asked_of_each_level_the_lowest_first() -> None:
    assert read_settings({}).reading_ease == (70, 60, 50)
    assert read_settings({"COURSE_ENGINE_READING_EASE": " 80, 0"}).reading_ease == (80, 0)


@pytest.mark.parametrize("written", ["80;70", "70,", "-1", "121", "facile"])
def test_a_reading_ease_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(EnvironmentRefused, match="écrivez un nombre entier de 0 à 120"):
        read_settings({"COURSE_ENGINE_READING_EASE": written})


def test_the_shipped_course_is_there() -> None:
    assert (shipped() / "modules").is_dir()


def test_each_setting_has_a_heading_in_the_docs() -> None:
    headings = [line[3:] for line in DOCS.read_text().splitlines() if line.startswith("## ")]
    assert headings == [f"`{name}`" for name in VARIABLES]

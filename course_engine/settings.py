"""What the machine decides: read once by the doors, passed down as arguments.

Each setting is an environment variable, and has a heading in docs/settings.md.
"""

import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path

from msgspec import Struct
from msgspec.structs import fields

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator
from course_engine.training.retention import Retention

_ = translator("settings")

ENGINE = Path(__file__).parent
PREFIX = "COURSE_ENGINE_"
DEFAULT_DATABASE = "course-engine.db"
DEFAULT_SESSION_END = "23:59"
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
DEFAULT_MOST_PER_WEEK = "2"
DEFAULT_READING_EASE = "70,60,50"
EASIEST_TO_READ = 120
MOST_COUNTED = 99


class Settings(Struct, frozen=True):
    """Everything that may differ from one machine to another.

    Attributes:
        database_url: a file or a database URL.
        course: the folder that holds modules/ and quizzes/.
        theme: the folder of the theme; None for the engine's own.
        organiser: who organises, as shown; empty for the programme's own.
        place: where attestations are issued.
        signatory: who signs attestations.
        private_key: the file of the key that signs; there is none by default.
        public_key: the file of the key that verifies; None for the one beside the private key.
        stand: what this stand is called, in what it sends to others.
        trusted_keys: the folder of the public keys whose files are believed; None for no other than our own.
        session_ends: the hour, by the stand's clock, at which whoever came in must enter again.
        hosts: names of this machine on its network, that the server answers to.
        tls_certificate: the file of the certificate, with its chain; None to serve without TLS.
        tls_key: the file of its private key; None exactly where there is no certificate.
        controller: who answers for the data; empty for the organiser.
        privacy_contact: how the data protection officer is reached; may be empty.
        retention: how long each kind of record is kept.
        placement_most_per_week: how many half-days of one person are proposed in one week, at most.
        placement_least: under how many people a group is called small; None for never.
        reading_ease: the least score of a page for each level, lowest first; see `content.readability`.
    """

    database_url: str
    course: Path
    theme: Path | None
    organiser: str
    place: str
    signatory: str
    private_key: Path | None
    public_key: Path | None
    stand: str
    trusted_keys: Path | None
    session_ends: time
    hosts: frozenset[str]
    tls_certificate: Path | None
    tls_key: Path | None
    controller: str
    privacy_contact: str
    retention: Retention
    placement_most_per_week: int
    placement_least: int | None
    reading_ease: tuple[int, ...]


PERIODS = tuple(f"RETENTION_{field.name.upper()}" for field in fields(Retention))
VARIABLES = tuple(
    f"{PREFIX}{name}"
    for field in fields(Settings)
    for name in (PERIODS if field.name == "retention" else (field.name.upper(),))
)
"""The environment variables that are read, in the order of the fields."""
PATHS = frozenset(
    f"{PREFIX}{name}"
    for name in (
        "DATABASE_URL",
        "COURSE",
        "THEME",
        "PRIVATE_KEY",
        "PUBLIC_KEY",
        "TRUSTED_KEYS",
        "TLS_CERTIFICATE",
        "TLS_KEY",
    )
)
"""The variables that name a file or a folder of this machine: on another one, they name something else."""
LONGEST_PERIOD = 1200


def shipped() -> Path:
    """Return the folder of the course that comes with the engine: in the wheel, or in the repository."""
    packaged = ENGINE / "shipped"
    return packaged if packaged.is_dir() else ENGINE.parent


def in_force(environ: Mapping[str, str]) -> Mapping[str, str]:
    """Return the variables of ours that an environment gives, in order; an empty one is as if it were not there."""
    return {name: environ[name].strip() for name in VARIABLES if environ.get(name, "").strip()}


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings that an environment gives.

    Args:
        environ: environment variables, such as `os.environ`; an empty one is as if it were not there.

    Raises:
        EnvironmentRefused: a value is not understood.
    """
    given = in_force(environ)

    def value(name: str, default: str = "") -> str:
        return given.get(f"{PREFIX}{name}", default)

    def path(name: str) -> Path | None:
        return Path(value(name)) if value(name) else None

    if (path("TLS_CERTIFICATE") is None) is not (path("TLS_KEY") is None):
        sentence = _("{one} and {other} go together: set both, or none.")
        raise EnvironmentRefused(sentence.format(one=f"{PREFIX}TLS_CERTIFICATE", other=f"{PREFIX}TLS_KEY"))
    return Settings(
        database_url=value("DATABASE_URL", DEFAULT_DATABASE),
        course=path("COURSE") or shipped(),
        theme=path("THEME"),
        organiser=value("ORGANISER"),
        place=value("PLACE"),
        signatory=value("SIGNATORY"),
        private_key=path("PRIVATE_KEY"),
        public_key=path("PUBLIC_KEY"),
        stand=value("STAND"),
        trusted_keys=path("TRUSTED_KEYS"),
        session_ends=_hour("SESSION_ENDS", value("SESSION_ENDS", DEFAULT_SESSION_END)),
        hosts=_hosts("HOSTS", value("HOSTS")),
        tls_certificate=path("TLS_CERTIFICATE"),
        tls_key=path("TLS_KEY"),
        controller=value("CONTROLLER"),
        privacy_contact=value("PRIVACY_CONTACT"),
        retention=_retention(given),
        placement_most_per_week=_count(
            "PLACEMENT_MOST_PER_WEEK", value("PLACEMENT_MOST_PER_WEEK", DEFAULT_MOST_PER_WEEK), least=1
        ),
        placement_least=_count("PLACEMENT_LEAST", value("PLACEMENT_LEAST"), least=2)
        if value("PLACEMENT_LEAST")
        else None,
        reading_ease=tuple(
            _count("READING_EASE", least.strip(), least=0, most=EASIEST_TO_READ)
            for least in value("READING_EASE", DEFAULT_READING_EASE).split(",")
        ),
    )


def _hour(name: str, written: str) -> time:
    try:
        return time.fromisoformat(written)
    except ValueError as failure:
        sentence = _("{name} is “{value}”: write an hour such as 23:59.")
        raise EnvironmentRefused(sentence.format(name=f"{PREFIX}{name}", value=written)) from failure


def _hosts(name: str, written: str) -> frozenset[str]:
    hosts = frozenset(host.strip().lower() for host in written.split(",") if host.strip())
    for host in sorted(hosts):
        if not HOST_NAME.fullmatch(host):
            sentence = _("{name} holds “{value}”: write names of machines alone, such as stand.local.")
            raise EnvironmentRefused(sentence.format(name=f"{PREFIX}{name}", value=host))
    return hosts


def _retention(given: Mapping[str, str]) -> Retention:
    written = {
        field.name: (name, given[f"{PREFIX}{name}"])
        for field in fields(Retention)
        if f"{PREFIX}{(name := f'RETENTION_{field.name.upper()}')}" in given
    }
    periods = {
        field: _count(name, value, least=1, most=LONGEST_PERIOD) for field, (name, value) in written.items()
    }
    return Retention(**periods)


def _count(name: str, written: str, *, least: int, most: int = MOST_COUNTED) -> int:
    if not written.isdecimal() or not least <= int(written) <= most:
        sentence = _("{name} is “{value}”: write a whole number from {least} to {most}.")
        name = f"{PREFIX}{name}"
        raise EnvironmentRefused(sentence.format(name=name, value=written, least=least, most=most))
    return int(written)

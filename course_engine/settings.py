"""What the machine decides: read once by the doors, passed down as arguments.

Each setting is an environment variable, and has a heading in docs/settings.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import time
from pathlib import Path

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator
from course_engine.training.retention import Retention

_ = translator("settings")

ENGINE = Path(__file__).parent
PREFIX = "COURSE_ENGINE_"
DEFAULT_DATABASE = "course-engine.db"
DEFAULT_SESSION_END = "23:59"


@dataclass(frozen=True, slots=True)
class Settings:
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
        session_ends: the hour, by the stand's clock, at which trainees must type their code again.
        controller: who answers for the data; empty for the organiser.
        privacy_contact: how the data protection officer is reached; may be empty.
        retention: how long each kind of record is kept.
    """

    database_url: str
    course: Path
    theme: Path | None
    organiser: str
    place: str
    signatory: str
    private_key: Path | None
    public_key: Path | None
    session_ends: time
    controller: str
    privacy_contact: str
    retention: Retention


PERIODS = tuple(f"RETENTION_{field.name.upper()}" for field in fields(Retention))
VARIABLES = tuple(
    f"{PREFIX}{name}"
    for field in fields(Settings)
    for name in (PERIODS if field.name == "retention" else (field.name.upper(),))
)
"""The environment variables that are read, in the order of the fields."""
LONGEST_PERIOD = 1200


def shipped() -> Path:
    """Return the folder of the course that comes with the engine: in the wheel, or in the repository."""
    packaged = ENGINE / "shipped"
    return packaged if packaged.is_dir() else ENGINE.parent


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings that an environment gives.

    Args:
        environ: environment variables, such as `os.environ`; an empty one is as if it were not there.

    Raises:
        EnvironmentRefused: a value is not understood.
    """
    given = {name: environ[name].strip() for name in VARIABLES if environ.get(name, "").strip()}

    def value(name: str, default: str = "") -> str:
        return given.get(f"{PREFIX}{name}", default)

    def path(name: str) -> Path | None:
        return Path(value(name)) if value(name) else None

    return Settings(
        database_url=value("DATABASE_URL", DEFAULT_DATABASE),
        course=path("COURSE") or shipped(),
        theme=path("THEME"),
        organiser=value("ORGANISER"),
        place=value("PLACE"),
        signatory=value("SIGNATORY"),
        private_key=path("PRIVATE_KEY"),
        public_key=path("PUBLIC_KEY"),
        session_ends=_hour("SESSION_ENDS", value("SESSION_ENDS", DEFAULT_SESSION_END)),
        controller=value("CONTROLLER"),
        privacy_contact=value("PRIVACY_CONTACT"),
        retention=_retention(given),
    )


def _hour(name: str, written: str) -> time:
    try:
        return time.fromisoformat(written)
    except ValueError as failure:
        sentence = _("{name} is “{value}”: write an hour such as 23:59.")
        raise EnvironmentRefused(sentence.format(name=f"{PREFIX}{name}", value=written)) from failure


def _retention(given: Mapping[str, str]) -> Retention:
    written = {
        field.name: (name, given[name])
        for field in fields(Retention)
        if (name := f"{PREFIX}RETENTION_{field.name.upper()}") in given
    }
    return Retention(**{field: _period(name, value) for field, (name, value) in written.items()})


def _period(name: str, written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= LONGEST_PERIOD:
        sentence = _("{name} is “{value}”: write a whole number from 1 to {most}.")
        raise EnvironmentRefused(sentence.format(name=name, value=written, most=LONGEST_PERIOD))
    return int(written)

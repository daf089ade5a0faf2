"""What this machine's stand is made of, as its settings say: what a backup takes."""

from collections.abc import Mapping
from pathlib import Path

from course_engine import __version__
from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator
from course_engine.settings import PATHS, PREFIX, Settings, in_force
from course_engine.signing import public_path
from course_engine.training.stand.parts import Part, Stand

_ = translator("cli")


def stand_of(configured: Settings, course: Path, environ: Mapping[str, str]) -> Stand:
    """Return what this machine's stand is made of, but for its records.

    Args:
        configured: the settings.
        course: the folder of the course, as the command was told.
        environ: the variables that the settings were read from.

    Raises:
        EnvironmentRefused: the stand has no name.
    """
    if not configured.stand:
        sentence = _("The stand has no name: set {name}, “Stand 3” for instance.")
        raise EnvironmentRefused(sentence.format(name=f"{PREFIX}STAND"))
    kept = in_force(environ)
    parts = [Part(f"{PREFIX}COURSE", course, "course", only=("modules", "quizzes"))]
    named = (
        ("THEME", configured.theme, "theme", False),
        ("PRIVATE_KEY", configured.private_key, "keys/signing.pem", True),
        ("PUBLIC_KEY", configured.public_key, "keys/verifying.pem", False),
        ("TRUSTED_KEYS", configured.trusted_keys, "keys/trusted", False),
        ("TLS_CERTIFICATE", configured.tls_certificate, "keys/tls.pem", False),
        ("TLS_KEY", configured.tls_key, "keys/tls.key.pem", True),
    )
    parts += [Part(f"{PREFIX}{name}", path, within, private) for name, path, within, private in named if path]
    twin = public_path(configured.private_key) if configured.private_key else None
    return Stand(
        name=configured.stand,
        engine=__version__,
        records_variable=f"{PREFIX}DATABASE_URL",
        parts=tuple(parts),
        settings={name: value for name, value in kept.items() if name not in PATHS},
        companions={"keys/signing.pub.pem": twin} if twin and twin.is_file() else {},
    )

"""Whether the keys are there, readable by their owner alone, and still valid."""

from datetime import datetime, timedelta
from pathlib import Path

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator
from course_engine.model.readiness import Finding
from course_engine.rendering.wording import date_in_words
from course_engine.signing import load_signer
from course_engine.signing.certificate import end_of
from course_engine.training.stand.findings import blocking, good, look
from course_engine.training.stand_time import on_the_stand

_ = translator("training")

OTHERS = 0o077
SOON = timedelta(days=30)


def signing_key(path: Path | None) -> Finding:
    """Return whether attestations can be signed, by a key that nobody else reads."""
    title = _("Signing key")
    if path is None:
        return look(title, _("None: no attestation can be issued."), _("Set COURSE_ENGINE_PRIVATE_KEY."))
    try:
        load_signer(path)
    except EnvironmentRefused as failure:
        return blocking(title, str(failure), _("Put the organiser’s key back, or restore a backup."))
    if path.stat().st_mode & OTHERS:
        said = _("Others may read “{path}”.").format(path=path)
        return blocking(title, said, _("Run “chmod 600 {path}”.").format(path=path))
    return good(title, _("Present, readable by its owner alone."))


def certificate(path: Path | None, now: datetime) -> Finding:
    """Return whether browsers will accept the server's certificate in the days to come."""
    title = _("Certificate")
    if path is None:
        return good(title, _("None: for a network of cables only."))
    try:
        end = end_of(path)
    except EnvironmentRefused as failure:
        return blocking(title, str(failure), _("Ask the Region’s team for a certificate."))
    said = _("Valid until {day}.").format(day=date_in_words(on_the_stand(end).date()))
    if end <= now:
        return blocking(title, said, _("Ask the Region’s team for a new one: browsers refuse this one."))
    if end <= now + SOON:
        return look(title, said, _("Ask the Region’s team for the next one."))
    return good(title, said)

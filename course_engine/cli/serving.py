"""Serving a course and its records: what `serve` and `demo` come to."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom
from types import MappingProxyType

from course_engine.cli.options import settings
from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.rendering.theme import load_theme
from course_engine.store import open_database
from course_engine.training.demonstration.staff import DemoAccount
from course_engine.training.library import Library
from course_engine.training.placement import PlacementPolicy
from course_engine.web.app import create_app
from course_engine.web.server import LOOPBACK, Tls, serve
from course_engine.web.site import DemoCode, DemoLogin, Site

_ = translator("cli")


def serve_course(
    database: str,
    course: Path,
    catalogue: Catalogue,
    *,
    host: str = LOOPBACK,
    port: int = 8000,
    demo_codes: Mapping[str, str] = MappingProxyType({}),
    demo_accounts: Iterable[DemoAccount] = (),
) -> None:
    """Serve a course and its records until interrupted.

    Args:
        database: the records.
        course: the folder of the course.
        catalogue: what it was compiled into.
        host: the address to listen on.
        port: the port to listen on, 0 for any free one.
        demo_codes: codes to show on the home page of a demonstration, by what each shows.
        demo_accounts: accounts to show where one signs in to a demonstration.
    """
    configured = settings()
    with open_database(database) as records:
        site = Site(
            database=records,
            library=Library(catalogue),
            course=course,
            theme=load_theme(configured.theme),
            organiser=configured.organiser,
            session_ends=configured.session_ends,
            retention=configured.retention,
            controller=configured.controller,
            privacy_contact=configured.privacy_contact,
            clock=lambda: datetime.now(UTC),
            rng=SystemRandom(),
            names=configured.hosts,
            placement=PlacementPolicy(configured.placement_most_per_week, configured.placement_least),
            demo_codes=tuple(DemoCode(label, code) for label, code in demo_codes.items()),
            demo_logins=tuple(DemoLogin(one.shows, one.account.id, one.password) for one in demo_accounts),
        )
        tls = None
        if configured.tls_certificate and configured.tls_key:
            tls = Tls(configured.tls_certificate, configured.tls_key)
        serve(create_app(site), host=host, port=port, tls=tls, warning=trial_warning(catalogue))


def trial_warning(catalogue: Catalogue) -> str:
    """Return what to say of questions that are not published as they stand; nothing where all are."""
    waiting = len(catalogue.questions.keys() - catalogue.versions.keys())
    if not catalogue.versions:
        return _("This course was never published: answers are a trial. Run course-engine publish.")
    if waiting:
        return _(
            "Questions that changed since the course was published: {count}. Their answers are a trial: run "
            "course-engine publish."
        ).format(count=waiting)
    return ""

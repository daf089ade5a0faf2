"""`course-engine preview`: a course while it is being written."""

from datetime import UTC, datetime
from pathlib import Path

import click

from course_engine.cli.options import WholeNumber, settings
from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.preview.app import create_preview
from course_engine.preview.desk import Desk
from course_engine.preview.server import serve_preview
from course_engine.preview.workshop import Workshop
from course_engine.rendering.theme import load_theme

_ = translator("cli")


@click.command(
    help=_(
        "See a course while you write it, in the browser: each save shows at once, with its problems at their place."
        " FOLDER holds modules/ and quizzes/; the shipped course if not given."
    )
)
@click.argument(
    "folder",
    metavar=_("[FOLDER]"),
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=lambda: settings().course,
)
@click.option(
    "--port",
    type=WholeNumber(0, 65535),
    metavar=_("NUMBER"),
    help=_("The port of this machine; the first free one from 8010 on if not given, 0 for any."),
)
def command(folder: Path, port: int | None) -> None:
    """Show a course until interrupted."""
    configured = settings()
    workshop = Workshop(_holding_modules(folder), configured.reading_ease)
    desk = Desk(workshop, load_theme(configured.theme), clock=lambda: datetime.now(UTC))
    serve_preview(create_preview(desk), port)


def _holding_modules(folder: Path) -> Path:
    """Return the folder of a course, also where one of those that it holds was named.

    Raises:
        NotFound: there is no course in it.
    """
    home = folder.resolve()
    for candidate in (home, home.parent):
        if (candidate / "modules").is_dir():
            return candidate
    raise NotFound(
        _("No course in {folder}: it should hold a folder “modules”.").format(folder=folder.as_posix())
    )

"""What every screen of the preview is made from."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property

from msgspec import Struct, field

from course_engine import runtime
from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.preview.workshop import Edition, Workshop
from course_engine.rendering.contexts import Shell
from course_engine.rendering.theme import Theme
from course_engine.web.hub import Hub
from course_engine.web.static_files import QUIZ_SCRIPT, SITE_STYLE, StaticFiles

_ = translator("preview")

COURSE = "course"
"""What the hub's screens watch."""
PREVIEW_STYLES = ("preview.css", "preview-parts.css")
PAPER_STYLE = "paper.css"
"""The site's style as it is on paper: what print rules say is said of the screen."""


class Desk(Struct, frozen=True, dict=True):
    """What the application works from.

    Attributes:
        workshop: the course.
        theme: what dresses it.
        clock: tells the time on the stand's clock, for « à 10:42:07 »; nothing depends on it.
        hub: wakes the screens after each save.
    """

    workshop: Workshop
    theme: Theme
    clock: Callable[[], datetime]
    hub: Hub = field(default_factory=Hub)

    @cached_property
    def statics(self) -> StaticFiles:
        """The files that every page may name."""
        return StaticFiles(self.theme)

    def shell(self, programme: str, *, is_paper: bool) -> Shell:
        """Return what surrounds a screen."""
        style = PAPER_STYLE if is_paper else SITE_STYLE
        return Shell(
            programme=programme,
            organiser="",
            home="/",
            mark="",
            # Not `urls`, which leaves out what the theme has no file for.
            stylesheets=tuple(self.statics.url(name) for name in (style, *PREVIEW_STYLES)),
            scripts=self.statics.urls(runtime.PREVIEW, QUIZ_SCRIPT, runtime.LIVE),
        )


class Look(Struct, frozen=True):
    """One look at the course: what a screen shows comes from one edition, whatever is saved meanwhile.

    Attributes:
        names: what the address names: a unit, a level…
    """

    desk: Desk
    edition: Edition
    names: Mapping[str, str]

    @property
    def theme(self) -> Theme:
        """What dresses the screen."""
        return self.desk.theme

    @property
    def course(self) -> Catalogue:
        """The course.

        Raises:
            NotFound: none could ever be read.
        """
        if self.edition.course is None:
            raise NotFound(
                _(
                    "The programme cannot be read yet: correct the problems listed, and this page will show it."
                )
            )
        return self.edition.course

"""A theme: the templates and the static files that dress pages, bundles and documents.

```text
themes/<name>/
├── static/      style sheets, served or bundled as they are; fonts/ is added to them
├── templates/   what rendering/ fills in; each template's context is documented in docs/theme.md
├── web/         templates of the served application
└── documents/   templates of what is printed
```
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.rendering.templates import templates_in

_ = translator("rendering")

ENGINE = Path(__file__).parents[1]
DEFAULT = "demonstrateurs"
STYLESHEETS = ("tokens.css", "base.css", "frame.css", "content.css", "path.css", "print.css")
"""The theme's style sheets, in the order in which a page names them."""


class Theme(Struct, frozen=True):
    """A theme ready to render.

    Attributes:
        folder: where its files are.
        environment: Jinja2, escaping everything, refusing any name that a context does not give.
    """

    folder: Path
    environment: Environment

    def render(self, template: str, *contexts: Any) -> Markup:
        """Return `template` filled with the fields of `contexts`, records such as those of rendering/contexts.py's."""
        values = {name: value for context in contexts for name, value in asdict(context).items()}
        html = self.environment.get_template(template).render(values)
        return Markup(html)  # noqa: S704 - the environment escaped all that was not safe

    def static_files(self) -> Mapping[str, bytes]:
        """Return the style sheets, pictures and fonts by name, in sorted order: `tokens.css`, `fonts/…`."""
        return dict(sorted({**self.own_files(), **self.font_files()}.items()))

    def own_files(self) -> Mapping[str, bytes]:
        """Return the theme's style sheets and pictures by name."""
        static = self.folder / "static"
        return {
            path.relative_to(static).as_posix(): path.read_bytes()
            for path in static.rglob("*")
            if path.is_file()
        }

    def font_files(self) -> Mapping[str, bytes]:
        """Return the fonts by name: `fonts/…`."""
        # Imported by whoever has none yet: a build makes them once.
        from course_engine.rendering.font_files import web_fonts

        return {f"fonts/{name}": content for name, content in web_fonts().items()}


def themes_folder() -> Path:
    """Return where the engine's own themes are: in the wheel, or in the repository that it runs from."""
    shipped = ENGINE / "shipped" / "themes"
    return shipped if shipped.is_dir() else ENGINE.parent / "themes"


def load_theme(folder: Path | None = None) -> Theme:
    """Return the theme in `folder`, or the engine's own.

    Raises:
        NotFound: there is no theme in `folder`.
    """
    home = folder or themes_folder() / DEFAULT
    if not (home / "templates").is_dir():
        raise NotFound(
            _("No theme in {folder}: it should hold a folder “templates”.").format(folder=home.as_posix())
        )
    return Theme(folder=home, environment=templates_in([home / "templates", home]))

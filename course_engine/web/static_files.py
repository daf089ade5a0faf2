"""The files that every page may name: style sheets, scripts, pictures, fonts. A browser may keep them for ever."""

import gzip
import re
from collections.abc import Mapping
from functools import cache, cached_property
from hashlib import sha256

from course_engine import runtime
from course_engine.rendering.fonts import faces_as_packaged
from course_engine.rendering.theme import STYLESHEETS, Theme

WEB_FOLDERS = ("web", "preview")
WEB_FILES = frozenset({".css", ".svg"})
"""Suffixes of the files of `WEB_FOLDERS` that a browser is given; the others are templates."""
WEB_STYLES = ("forms.css", "questionnaire.css", "web.css", "following.css")
STAFF_STYLES = (
    "staff.css",
    "people.css",
    "region.css",
    "room.css",
    "projection.css",
    "debrief.css",
    "conflicts.css",
    "quiz-sheets.css",
)
STYLES = (*STYLESHEETS, *runtime.STYLES, *WEB_STYLES)
SITE_STYLE = "site.css"
QUIZ_SCRIPT = "quiz-screen.js"
FOLLOWING_SCRIPT = "following-screen.js"
ROOM_SCRIPT = "room-screen.js"
TOGETHER: Mapping[str, tuple[str, ...]] = {
    SITE_STYLE: STYLES,
    QUIZ_SCRIPT: (*runtime.SCRIPTS, runtime.PRINT),
    FOLLOWING_SCRIPT: (runtime.LIVE, runtime.FOLLOWING),
    ROOM_SCRIPT: (runtime.LIVE, runtime.ROOM),
}
"""Files that go to a browser as one, in order: one request, and better packed."""
PACKED = (".css", ".js", ".svg", ".txt")
"""Suffixes of what gzip makes smaller; fonts are packed already."""
DIGEST_LENGTH = 12


_COMMENT = re.compile(rb"^[ \t]*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)


def lean(name: str, content: bytes) -> bytes:
    """Return a script or a style sheet without its comments and indents, a quarter of what would travel.

    Comments on lines of their own only: nothing else needs to be understood of either language. A bundle keeps both.
    """
    return _INDENT.sub(b"", _COMMENT.sub(b"", content)) if name.endswith((".js", ".css")) else content


class StaticFiles:
    """The static files of a site, read once.

    Args:
        theme: what dresses the pages.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._gzipped = cache(lambda name: gzip.compress(self._own[name], mtime=0))

    def content(self, name: str) -> bytes | None:
        """Return a file, or None if there is none of that name; the fonts are made when the first is asked for."""
        return self._own.get(name) or self._theme.font_files().get(name)

    def packed(self, name: str) -> bytes | None:
        """Return a file as gzip makes it smaller, always to the same bytes; None for one that it does not."""
        return self._gzipped(name) if name in self._own and name.endswith(PACKED) else None

    def url(self, name: str) -> str:
        """Return the address of a file: another version of the files has other addresses."""
        return f"/statique/{self.digest}/{name}"

    def urls(self, *names: str) -> tuple[str, ...]:
        """Return the addresses of those of some files that this theme has."""
        return tuple(self.url(name) for name in names if name in self._own)

    @cached_property
    def digest(self) -> str:
        """What names this version of the files. Fonts count as they were packaged: making them takes long."""
        digest = sha256()
        for name, content in sorted({**self._own, **faces_as_packaged()}.items()):
            digest.update(sha256(name.encode()).digest() + sha256(content).digest())
        return digest.hexdigest()[:DIGEST_LENGTH]

    @cached_property
    def _own(self) -> Mapping[str, bytes]:
        """The theme's files, those of its served pages and the runtime's, by name."""
        folders = (self._theme.folder / name for name in WEB_FOLDERS)
        files = {
            **self._theme.own_files(),
            **{
                path.name: path.read_bytes()
                for folder in folders
                if folder.is_dir()
                for path in folder.iterdir()
                if path.suffix in WEB_FILES
            },
            **{name: runtime.read(name) for name in (*runtime.SERVED_SCRIPTS, *runtime.STYLES)},
        }
        files = {name: lean(name, content) for name, content in files.items()}
        together = {
            name: b"\n".join(files[part] for part in parts if part in files)
            for name, parts in TOGETHER.items()
        }
        return {**files, **together}

"""The files that pages name: pictures, sound, video, exercise files."""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from course_engine.content.folder import Folder, Stored
from course_engine.content.report import Report
from course_engine.model.course import Asset

PICTURES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
VIDEOS = {".mp4": "video/mp4", ".webm": "video/webm"}
SOUNDS = {
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
}
OTHERS = {
    ".vtt": "text/vtt",
    ".zip": "application/zip",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".eml": "message/rfc822",
}
MEDIA_TYPES: Mapping[str, str] = {**PICTURES, **VIDEOS, **SOUNDS, **OTHERS}
FOLDERS = ("images", "fichiers")
HEAVY_PICTURE = 500 * 1024
"""A picture above this is slow on a stand's network and fills the bundle."""

_NAME = re.compile(r"[a-z0-9._-]+")


class Shelf:
    """The assets that texts name.

    Args:
        course: the course folder.
        folder: its files, where they are already being looked at.

    Attributes:
        assets: those that were asked for and found, by path.
        asked: all that was asked for, by path, as it was found: what the reading of the texts depends on.
    """

    def __init__(self, course: Path, folder: Folder | None = None) -> None:
        self.course = course
        self.assets: dict[str, Asset] = {}
        self.asked: dict[str, Stored] = {}
        self._folder = folder or Folder(course)

    def take(self, home: str, address: str, line: int, report: Report) -> Asset | None:
        """Return the asset that a file of folder `home` calls `address`, or note why there is none.

        Args:
            home: the folder of the file that names it, relative to the course folder.
            address: as written, such as `images/champ-cci.svg`.
            line: where it is written.
            report: where problems go.
        """
        name = unquote(address).removeprefix("./")
        parts = PurePosixPath(name).parts
        if len(parts) < 2 or parts[0] not in FOLDERS:  # noqa: PLR2004  # a folder and a name
            report.add("IM102", line, address, address=address)
            return None
        if any(not _NAME.fullmatch(part) or part == ".." for part in parts):
            report.add("IM103", line, name, address=name)
            return None
        path = f"{home}/{PurePosixPath(name)}"
        if path not in self.assets and (asset := self._read(path, address, line, report)):
            self.assets[path] = asset
        return self.assets.get(path)

    def has(self, home: str, name: str) -> bool:
        """Return whether a file exists beside those of `home`."""
        return self._look(f"{home}/{name}").exists

    def _look(self, path: str) -> Stored:
        return self.asked.setdefault(path, self._folder.stored(path))

    def _read(self, path: str, address: str, line: int, report: Report) -> Asset | None:
        stored = self._look(path)
        if not stored.exists:
            report.add("IM101", line, address, address=address, path=path)
            return None
        if not stored.sha256:
            report.add("IM104", line, address, path=path)
            return None
        own = Report(path, diagnostics=report.diagnostics)
        suffix = PurePosixPath(path).suffix
        if stored.is_active:
            own.add("IM105", 1, path=path)
        if suffix in PICTURES and stored.size > HEAVY_PICTURE:
            own.add("IM106", 1, size=stored.size // 1024, limit=HEAVY_PICTURE // 1024)
        return asset_of(path, stored)


def asset_of(path: str, stored: Stored) -> Asset:
    """Return the asset that a file is."""
    media_type = MEDIA_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
    return Asset(path=path, media_type=media_type, size=stored.size, sha256=stored.sha256)

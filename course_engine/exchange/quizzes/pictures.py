"""Pictures that travel inside a file → files beside the quiz, under safe names."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from course_engine.content.assets import PICTURES
from course_engine.content.drawings import is_active
from course_engine.content.words import slug_of

FOLDER = "quizzes/images"
PLUGIN_FILE = "@@PLUGINFILE@@/"

_DATA = re.compile(r"data:image/(png|jpeg|webp|svg\+xml);base64,(.*)", re.DOTALL)
_SUFFIX_OF = {media_type.removeprefix("image/"): suffix for suffix, media_type in PICTURES.items()}
_LONGEST_NAME = 60


class Tray:
    """The pictures of one quiz.

    Attributes:
        kept: their bytes, by path relative to the course folder.
    """

    def __init__(self, quiz: str, on_disk: Mapping[str, bytes] | None = None) -> None:
        """Start a tray.

        Args:
            quiz: begins every name, so that two quizzes seldom want the same.
            on_disk: the pictures that the folder has: no path is given to other bytes.
        """
        self.kept: dict[str, bytes] = {}
        self._quiz = quiz
        self._on_disk = on_disk or {}

    def keep(self, name: str, content: bytes) -> str | None:
        """Return the path under which a picture is kept; None where it is no picture that pages can show.

        Args:
            name: as the file that holds it says; nothing of it but letters, figures and its kind is used.
            content: its bytes, which must be of the kind that the name says.
        """
        given = PurePosixPath(unquote(name).replace("\\", "/").rpartition("/")[2])
        suffix = given.suffix.lower()
        if suffix not in PICTURES or not _is_of_its_kind(suffix, content):
            return None
        stem = slug_of(f"{self._quiz}-{given.stem}", _LONGEST_NAME)
        number = 1
        path = f"{FOLDER}/{stem}{suffix}"
        while any(held.get(path, content) != content for held in (self._on_disk, self.kept)):
            number += 1
            path = f"{FOLDER}/{stem}-{number}{suffix}"
        self.kept[path] = content
        return path

    def keep_data(self, address: str) -> str | None:
        """Return the path of a picture that its address holds (`data:`); None where it holds none."""
        found = _DATA.fullmatch(address.strip())
        if found is None:
            return None
        try:
            return self.keep(f"image{_SUFFIX_OF[found[1]]}", b64decode(unquote(found[2]), validate=False))
        except (NotBase64, ValueError):
            return None


def _is_of_its_kind(suffix: str, content: bytes) -> bool:
    if suffix == ".svg":
        return b"<svg" in content and not is_active(content)
    if suffix == ".webp":
        return content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    return content.startswith(b"\x89PNG\r\n" if suffix == ".png" else b"\xff\xd8\xff")

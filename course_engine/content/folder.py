"""The files of a course as they are on the disk, each looked at once until it is said to have changed."""

import os
from collections.abc import Iterable
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path

from msgspec import Struct

from course_engine.content.drawings import is_active
from course_engine.content.report import Report
from course_engine.content.source import Written, bytes_of, is_inside, is_text
from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator

_ = translator("content")

_HIDDEN, _TEXT = ".", ".md"


class Stored(Struct, frozen=True):
    """What is to know of a file that pages name, without its bytes.

    Attributes:
        exists: whether there is a file, of the course folder itself once its links are followed.
        sha256: empty where it cannot be read.
        size: in bytes.
        is_active: whether it is a drawing that could run something, or is no well-formed XML.
    """

    exists: bool
    sha256: str = ""
    size: int = 0
    is_active: bool = False


class Folder:
    """A course folder.

    Args:
        course: the folder that holds `modules/` and `quizzes/`.

    Attributes:
        sound: SHA-256 of what was found to be text, by path: the same bytes are not looked into again.
        known: what pages name, by path, as it was found: likewise.
    """

    def __init__(self, course: Path) -> None:
        self.course = course
        self.sound: dict[str, str] = {}
        self.known: dict[str, Stored] = {}
        self._home = str(course)
        self._texts: dict[str, Written | None] = {}
        self._latest = "", b""
        self._reports: dict[str, Report] = {}
        self._stored: dict[str, Stored] = {}
        self._listed: dict[str, list[str]] = {}
        self._inside: dict[str, bool] = {}

    def look_again(self, touched: Iterable[str] | None) -> None:
        """Forget what is known of `touched`, paths relative to the course folder; of everything where None."""
        self._inside.clear()
        if touched is None:
            self._texts.clear()
            self._stored.clear()
            self._listed.clear()
            return
        for path in touched:
            was_read = path in self._texts
            self._texts.pop(path, None)
            self._stored.pop(path, None)
            if path.endswith(_TEXT) and was_read is not (self.course / path).is_file():
                self._listed.clear()

    def written(self, path: str) -> Written | None:
        """Return a text file; None where it cannot be read, which `report` says."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def report(self, path: str) -> Report:
        """Return what is wrong with a text file as a file."""
        return self._reports.get(path) or Report(path)

    def stored(self, path: str) -> Stored:
        """Return what is to know of a file that pages name."""
        if path not in self._stored:
            self._stored[path] = self._look(path)
        return self._stored[path]

    def texts(self, folder: str) -> list[str]:
        """Return the text files of one of the course's folders and of those in it, sorted, hidden ones left out."""
        if folder not in self._listed:
            self._listed[folder] = sorted(
                f"{home}/{name}"[len(self._home) + 1 :].replace(os.sep, "/")
                for home, folders, files in os.walk(f"{self._home}/{folder}")
                for name in (*folders, *files)
                if name.endswith(_TEXT) and not name.startswith(_HIDDEN)
            )
        return self._listed[folder]

    def _read(self, path: str) -> Written | None:
        report = Report(path)
        if not self._is_inside(path):
            report.add("FI108", 1)
        elif (content := bytes_of(f"{self._home}/{path}", report)) is not None:
            digest = sha256(content).hexdigest()
            if self.sound.get(path) == digest or is_text(content, report):
                self.sound[path] = digest
                self._latest = digest, content
                return Written(path, digest, partial(self._content, path, digest))
        self._reports[path] = report
        return None

    def _content(self, path: str, digest: str) -> bytes:
        """Return the bytes of a text file; those of the latest alone are kept, for whoever reads it at once."""
        known, content = self._latest
        if known != digest:
            again = bytes_of(f"{self._home}/{path}", Report(path))
            if again is None or sha256(again).hexdigest() != digest:
                sentence = _("“{path}” changed while the course was being read: run the same command again.")
                raise EnvironmentRefused(sentence.format(path=path))
            content = again
            self._latest = digest, content
        return content

    def _is_inside(self, path: str) -> bool:
        """Return whether a file, its links followed, is one of the course; each folder is only followed once."""
        home = path.rpartition("/")[0]
        if home not in self._inside:
            self._inside[home] = is_inside(self.course / home, self.course)
        file = f"{self._home}/{path}"
        is_link = os.path.islink(file)  # noqa: PTH114 - asked of every file
        return self._inside[home] and (not is_link or is_inside(Path(file), self.course))

    def _look(self, path: str) -> Stored:
        file = self.course / path
        if not file.is_file() or not self._is_inside(path):
            return Stored(exists=False)
        try:
            with file.open("rb") as stream:
                digest = file_digest(stream, "sha256").hexdigest()
            known = self.known.get(path)
            if known is None or known.sha256 != digest:
                active = file.suffix == ".svg" and is_active(file.read_bytes())
                known = Stored(exists=True, sha256=digest, size=file.stat().st_size, is_active=active)
        except OSError:
            return Stored(exists=True)
        self.known[path] = known
        return known

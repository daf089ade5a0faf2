"""The files of a course as they are on the disk, each looked at once until it is said to have changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from course_engine.content.drawings import is_active
from course_engine.content.report import Report
from course_engine.content.source import Source, bytes_of, is_inside, source_of

_HIDDEN, _TEXT = ".", ".md"


@dataclass(frozen=True)
class Stored:
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
    """

    def __init__(self, course: Path) -> None:
        self.course = course
        self._texts: dict[str, tuple[Source | None, Report]] = {}
        self._stored: dict[str, Stored] = {}
        self._listed: dict[tuple[str, str], list[str]] = {}
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
            was_read = self._texts.pop(path, None) is not None
            self._stored.pop(path, None)
            if path.endswith(_TEXT) and was_read is not (self.course / path).is_file():
                self._listed.clear()

    def source(self, path: str) -> tuple[Source | None, Report]:
        """Return a text file, None where it cannot be read, and what is wrong with it as a file."""
        if path not in self._texts:
            report = Report(path)
            self._texts[path] = self._read(path, report), report
        return self._texts[path]

    def stored(self, path: str) -> Stored:
        """Return what is to know of a file that pages name."""
        if path not in self._stored:
            self._stored[path] = self._look(path)
        return self._stored[path]

    def paths(self, folder: str, pattern: str) -> list[str]:
        """Return the files of one of the course's folders that a pattern names, sorted, hidden ones left out."""
        if (folder, pattern) not in self._listed:
            files = (self.course / folder).glob(pattern)
            names = (file.relative_to(self.course).as_posix() for file in files)
            self._listed[folder, pattern] = sorted(
                name for name in names if not PurePosixPath(name).name.startswith(_HIDDEN)
            )
        return self._listed[folder, pattern]

    def _read(self, path: str, report: Report) -> Source | None:
        if not self._is_inside(path):
            report.add("FI108", 1)
            return None
        content = bytes_of(self.course / path, report)
        return None if content is None else source_of(path, content, report)

    def _is_inside(self, path: str) -> bool:
        """Return whether a file, its links followed, is one of the course; each folder is only followed once."""
        home = path.rpartition("/")[0]
        if home not in self._inside:
            self._inside[home] = is_inside(self.course / home, self.course)
        file = self.course / path
        return self._inside[home] and (not file.is_symlink() or is_inside(file, self.course))

    def _look(self, path: str) -> Stored:
        file = self.course / path
        if not file.is_file() or not self._is_inside(path):
            return Stored(exists=False)
        try:
            with file.open("rb") as stream:
                digest = file_digest(stream, "sha256").hexdigest()
            active = file.suffix == ".svg" and is_active(file.read_bytes())
            return Stored(exists=True, sha256=digest, size=file.stat().st_size, is_active=active)
        except OSError:
            return Stored(exists=True)

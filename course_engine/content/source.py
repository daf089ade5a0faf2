"""Reading the files of a course: size, encoding, what is not text."""

import os
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, overload

from msgspec import Struct

from course_engine.content.report import Report
from course_engine.errors import EnvironmentRefused

MAX_BYTES = 256 * 1024
"""The largest text file: a unit of three hours takes about 30 KiB, and parsing costs grow with size."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NEWLINE = re.compile(r"\r\n?")


class Source(Struct, frozen=True):
    """A text file of the course.

    Attributes:
        path: relative to the course folder, with `/`.
        text: decoded, without BOM, lines ended by a line feed.
        digest: SHA-256 of the file's bytes.
    """

    path: str
    text: str
    digest: str

    @property
    def lines(self) -> list[str]:
        """The lines, without their ends; split each time, so that they are not kept with the text."""
        return self.text.split("\n")

    @property
    def stem(self) -> str:
        """The file's name without its folder and extension."""
        return Path(self.path).stem


class Written(NamedTuple):
    """A text file of the course as it was found: known by its digest, read where its text is asked for.

    Attributes:
        path: relative to the course folder, with `/`.
        digest: the SHA-256 of its bytes.
        content: gives these bytes, which hold a text; raises EnvironmentRefused where they are there no more.
    """

    path: str
    digest: str
    content: Callable[[], bytes]

    def source(self) -> Source:
        """Return its text."""
        return Source(self.path, _text_of(self.content()), self.digest)


class LaterLines(Sequence[str]):
    """The lines of a text, read only if one is asked for: where a problem is noted, which is rare.

    Args:
        written: the file; there are no lines where it has changed since.
    """

    def __init__(self, written: Written) -> None:
        self._written = written

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """Return one line, or several."""
        return self._lines()[index]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._lines())

    def _lines(self) -> Sequence[str]:
        try:
            return self._written.source().lines
        except EnvironmentRefused:
            return ()


def read_source(course: Path, path: str, report: Report) -> Source | None:
    """Read one file, or note in `report` why it cannot be.

    Args:
        course: the course folder.
        path: the file, relative to it, with `/`.
        report: where problems go.
    """
    content = read_bytes(course, path, report)
    if content is None or not is_text(content, report):
        return None
    return Source(path, _text_of(content), sha256(content).hexdigest())


def is_text(content: bytes, report: Report) -> bool:
    """Return whether the bytes of a file hold a text; why not is noted in `report`."""
    if content.startswith(_UTF16):
        report.add("FI105", 1, encoding="UTF-16")
    elif b"\0" in content:
        report.add("FI104", 1)
    else:
        try:
            if content.decode("utf-8-sig").strip():
                return True
            report.add("FI107", 1)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            report.add("FI106", line, byte=f"{content[error.start]:02X}")
    return False


def read_bytes(course: Path, path: str, report: Report, most: int = MAX_BYTES) -> bytes | None:
    """Return the bytes of a file no larger than `most`, or note why not."""
    file = course / path
    if not is_inside(file, course):
        report.add("FI108", 1)
        return None
    return bytes_of(str(file), report, most)


def bytes_of(file: str, report: Report, most: int = MAX_BYTES) -> bytes | None:
    """Return the bytes of a file of the course no larger than `most`, or note why not."""
    try:
        # Without a buffer, and with room for what there is: every file is opened again at each build.
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - half the time of a path's own
            content = stream.read(min(os.fstat(stream.fileno()).st_size, most) + 1)
    except OSError:
        report.add("FI102", 1)
        return None
    if len(content) > most:
        report.add("FI103", 1, limit=most // 1024)
        return None
    return content


def is_inside(file: Path, course: Path) -> bool:
    """Return whether a file, its links followed, is one of the course folder."""
    try:
        return file.resolve().is_relative_to(course.resolve())
    except (OSError, RuntimeError):  # links that go round in a circle
        return False


def _text_of(content: bytes) -> str:
    return _NEWLINE.sub("\n", content.decode("utf-8-sig"))

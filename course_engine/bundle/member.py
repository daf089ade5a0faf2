"""One file of a bundle: its bytes, or a file of the course to copy."""

from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from course_engine.bundle.manifest import Why
from course_engine.errors import OutputRefused
from course_engine.i18n import translator
from course_engine.model.course import Asset

_ = translator("bundle")


class Member(Struct, frozen=True):
    """One file of a bundle.

    Attributes:
        content: the bytes, or the asset to copy when the bundle is written.
        size: in bytes.
        sha256: of the bytes.
        why: why the file travels.
    """

    content: bytes | Asset
    size: int
    sha256: str
    why: Why

    def read(self, course: Path) -> bytes:
        """Return the bytes; a file of the course is read in the folder `course`.

        Raises:
            OutputRefused: the course's file is gone, or is no longer what was compiled.
        """
        if isinstance(self.content, bytes):
            return self.content
        try:
            content = (course / self.content.path).read_bytes()
        except OSError:
            content = b""
        if sha256(content).hexdigest() != self.sha256:
            raise OutputRefused(
                _("“{file}” has changed since the course was compiled: run the command again.").format(
                    file=self.content.path
                )
            )
        return content


def made(content: bytes, why: Why) -> Member:
    """Return the member of bytes made here."""
    return Member(content=content, size=len(content), sha256=sha256(content).hexdigest(), why=why)


def copied(asset: Asset) -> Member:
    """Return the member of a file of the course."""
    return Member(content=asset, size=asset.size, sha256=asset.sha256, why="course")

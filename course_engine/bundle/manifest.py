"""What a bundle says of itself, in `manifest.json`."""

import json
from collections.abc import Mapping
from typing import Literal

from course_engine.model.frozen import Frozen
from course_engine.model.identity import OpaqueId, Slug

ENTRY = "index.html"
MANIFEST = "manifest.json"
DATA = "data.js"
SHELL_SCRIPT = "shell.js"

Why = Literal["page", "theme", "course", "document", "manifest"]
"""Why a file travels: the pages and their scripts, their dress, a file that they name, a document."""


class ManifestFile(Frozen):
    """One file of the bundle."""

    size: int
    sha256: str
    why: Why


class Manifest(Frozen):
    """The contents of a bundle, and what it was made from.

    Attributes:
        engine: version of the engine that made it.
        id: what the trainee's progress is kept under in a browser.
        sources: SHA-256 of the course's files that its pages were compiled from, by path.
        files: every file but the manifest itself, by name.
    """

    format: Literal["course-bundle"] = "course-bundle"
    version: Literal[1] = 1
    engine: str
    id: str
    programme: Slug
    trainee: OpaqueId
    sources: Mapping[str, str]
    files: Mapping[str, ManifestFile]

    def to_bytes(self) -> bytes:
        """Return the manifest as it is written: JSON, sorted, in UTF-8."""
        return (json.dumps(self.model_dump(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def is_manifest(content: bytes) -> bool:
    """Return whether `content` is a bundle's manifest, whichever version of the engine wrote it."""
    try:
        said = json.loads(content)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("format") == "course-bundle"

"""A small course that tests write as an author does, and the preview of it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from socket import create_server
from threading import Thread

import pytest
from visitor import Visitor

from course_engine.preview.app import create_preview
from course_engine.preview.desk import COURSE, Desk, Look
from course_engine.preview.workshop import Workshop
from course_engine.rendering.theme import load_theme
from course_engine.web.server import RoomServer, config

MINIMAL = Path(__file__).parents[1] / "courses" / "minimal"
UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
PROGRAMME = "modules/programme.yml"
NOW = datetime(2027, 3, 13, 9, 42, 7, tzinfo=UTC)


@dataclass(frozen=True)
class Author:
    """Somebody who writes the smallest course, and saves."""

    desk: Desk

    @property
    def folder(self) -> Path:
        return self.desk.workshop.course

    def save(self, path: str, text: str) -> None:
        """Save a file, and have the preview read it."""
        (self.folder / path).write_text(text, encoding="utf-8")
        self.is_read(path)

    def change(self, path: str, old: str, new: str) -> None:
        """Replace one passage of a file, which must hold it once, and save."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.save(path, text.replace(old, new))

    def is_read(self, *paths: str) -> None:
        """Have the preview read files that came, went or changed."""
        self.desk.workshop.read_again(paths)
        self.desk.hub.changed(COURSE)

    def look(self, **names: str) -> Look:
        return Look(self.desk, self.desk.workshop.edition, names)

    def codes(self) -> list[tuple[str, int, str]]:
        """Return the file, line and code of each problem."""
        return [(one.file, one.line, one.code) for one in self.desk.workshop.edition.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the smallest course."""
    return Path(shutil.copytree(MINIMAL, tmp_path / "cours"))


@pytest.fixture
def author(folder: Path) -> Author:
    """Who writes it."""
    return Author(Desk(Workshop(folder), load_theme(), clock=lambda: NOW))


@pytest.fixture
def visitor(author: Author) -> Visitor:
    """A browser without JavaScript, on the preview."""
    return Visitor(create_preview(author.desk, watching=False))


@pytest.fixture
def origin(author: Author) -> Iterator[str]:
    """The address of the preview, which follows the folder by itself, for a real browser."""
    app = create_preview(author.desk)
    with create_server(("127.0.0.1", 0)) as listener:
        server = RoomServer(config(app), author.desk.hub)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

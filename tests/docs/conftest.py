"""The documentation as tests read it: headings, first cells of tables, fenced blocks."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from course_engine.settings import shipped

ROOT = Path(__file__).parents[2]
MARKDOWN = MarkdownIt("commonmark").enable("table")
CODE_SPAN = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class MarkdownPage:
    """A page of the repository.

    Attributes:
        path: where it is.
        text: as written.
        tokens: as CommonMark with tables reads it.
    """

    path: Path
    text: str
    tokens: list[Token]

    def headings(self) -> list[str]:
        return self._after("heading_open", 1)

    def first_cells(self) -> list[str]:
        """Return the first cell of each row of each table."""
        return self._after("tr_open", 2)

    def cells(self) -> list[str]:
        """Return each cell of each table that is not of its header."""
        return self._after("td_open", 1)

    def names(self) -> set[str]:
        """Return what stands as code in a heading or in the first cell of a row."""
        return {name for text in (*self.headings(), *self.first_cells()) for name in CODE_SPAN.findall(text)}

    def fences(self) -> list[str]:
        """Return the content of each fenced block."""
        return [token.content for token in self.tokens if token.type == "fence"]

    def section(self, heading: str) -> "MarkdownPage":
        """Return what stands under the heading that begins so, up to the next one of its rank."""
        start, rank = next(
            (index, token.tag)
            for index, token in enumerate(self.tokens)
            if token.type == "heading_open" and self.tokens[index + 1].content.startswith(heading)
        )
        rest = self.tokens[start + 3 :]
        ends = (at for at, token in enumerate(rest) if token.type == "heading_open" and token.tag <= rank)
        return MarkdownPage(self.path, self.text, rest[: next(ends, len(rest))])

    def _after(self, kind: str, steps: int) -> list[str]:
        return [self.tokens[at + steps].content for at, token in enumerate(self.tokens) if token.type == kind]


def read_page(path: Path) -> MarkdownPage:
    """Return a Markdown file as tests read it."""
    text = path.read_text(encoding="utf-8")
    return MarkdownPage(path, text, MARKDOWN.parse(text))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def page() -> Callable[[str], MarkdownPage]:
    """Read a page by its path from the repository's root."""
    return lambda name: read_page(ROOT / name)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The copy of the shipped course that the designers' guide has them make."""
    folder = tmp_path / "mon-cours"
    for part in ("modules", "quizzes"):
        shutil.copytree(shipped() / part, folder / part)
    (folder / "modules" / "publication.json").unlink()
    return folder

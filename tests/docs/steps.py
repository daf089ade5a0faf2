"""A guide as somebody follows it: each fenced block is a file to create or change, a command, or what it answers.

The bold word of the paragraph before a block says which: **Créez**, **Ajoutez**, **remplacez** (then « par »), **Tapez**.
A paragraph that says « puis répondez `oui` » says what is typed when the command asks.
"""

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it.token import Token

CODE_SPAN = re.compile(r"`([^`]+)`")
BOLD = re.compile(r"\*\*(Créez|Ajoutez|remplacez|Tapez|tapez)\*\*")
ANSWER = re.compile(r"répondez `([^`]+)`")
PUT = "par"
COMMAND, OUTPUT = "sh", "text"

Terminal = Callable[[list[str], str], str]
"""What a terminal shows for the words of a command and what is typed when it asks."""


@dataclass
class Follower:
    """Somebody who follows a guide in a folder, to the letter.

    Attributes:
        folder: where the guide starts.
        terminal: runs a command there.
        shown: each command with what the guide shows of it and what the terminal did.
    """

    folder: Path
    terminal: Terminal
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    _replaced: tuple[Path, str] | None = None

    def follow(self, tokens: list[Token]) -> None:
        """Do everything that a guide says, in its order."""
        for said, fence in blocks(tokens):
            if fence.info == OUTPUT:
                command, _, did = self.shown[-1]
                self.shown[-1] = (command, fence.content, did)
            elif fence.info == COMMAND:
                self._type(said, fence.content)
            else:
                self._write(said, fence.content)

    def _type(self, said: str, content: str) -> None:
        words, answer = shlex.split(content), ANSWER.search(said)
        assert words[0] == "course-engine", content
        typed = f"{answer[1]}\n" if answer else ""
        self.shown.append((content.strip(), "", self.terminal(words[1:], typed)))

    def _write(self, said: str, content: str) -> None:
        if said == PUT:
            assert self._replaced, content
            path, old = self._replaced
            path.write_text(path.read_text(encoding="utf-8").replace(old, content), encoding="utf-8")
            self._replaced = None
            return
        verb, name = BOLD.findall(said)[-1], CODE_SPAN.findall(said)[-1]
        path = self.folder / name
        if verb == "Créez":
            assert not path.exists(), name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        elif verb == "Ajoutez":
            path.write_text(f"{path.read_text(encoding='utf-8')}\n{content}", encoding="utf-8")
        else:
            assert path.read_text(encoding="utf-8").count(content) == 1, content
            self._replaced = path, content


def blocks(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """Yield each fenced block with the last paragraph before it."""
    said = ""
    for token in tokens:
        if token.type == "inline":
            said = token.content
        elif token.type == "fence":
            yield said, token

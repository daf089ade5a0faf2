"""A guide as somebody follows it: each fenced block is a file to create or change, a command, or what it answers.

The bold word of the paragraph before a block says which: **Créez**, **Ajoutez**, **remplacez** (then « par »), **Tapez**;
the last code span of that paragraph names the file. « puis répondez `oui` » says what is typed when a command asks.
"""

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it.token import Token

CODE_SPAN = re.compile(r"`([^`]+)`")
BOLD = re.compile(r"\*\*(créez|ajoutez|remplacez|tapez)\*\*", re.IGNORECASE)
ANSWER = re.compile(r"répondez `([^`]+)`")
REPLACEMENT = "par"
PROGRAM, COMMAND, OUTPUT = "course-engine", "sh", "text"

Run = Callable[[list[str], str], str]
"""What a terminal shows for the words of a command and what is typed when it asks."""


@dataclass
class Typed:
    """A command of the guide, with what the guide shows of it and what the terminal did."""

    command: str
    did: str
    shown: str = ""


@dataclass
class Follower:
    """Somebody who follows a guide in a folder, to the letter.

    Attributes:
        folder: where the guide starts.
        run: runs a command there.
        commands: those that were typed, in order.
    """

    folder: Path
    run: Run
    commands: list[Typed] = field(default_factory=list)
    _replaced: tuple[Path, str] | None = None

    def follow(self, tokens: list[Token]) -> None:
        """Do everything that a guide says, in its order."""
        for said, fence in blocks(tokens):
            if fence.info == OUTPUT:
                self.commands[-1].shown = fence.content
            elif fence.info == COMMAND:
                self._type(said, fence.content.strip())
            else:
                self._write(said, fence.content)

    def _type(self, said: str, line: str) -> None:
        assert BOLD.findall(said)[-1].lower() == "tapez", line
        program, *words = shlex.split(line)
        assert program == PROGRAM, line
        answer = ANSWER.search(said)
        did = self.run(words, f"{answer[1]}\n" if answer else "")
        # Editors take away the spaces that end a line.
        self.commands.append(Typed(line, "".join(f"{text.rstrip()}\n" for text in did.rstrip().split("\n"))))

    def _write(self, said: str, content: str) -> None:
        if said == REPLACEMENT:
            assert self._replaced, content
            path, old = self._replaced
            path.write_text(path.read_text(encoding="utf-8").replace(old, content), encoding="utf-8")
            self._replaced = None
            return
        verb, path = BOLD.findall(said)[-1].lower(), self.folder / CODE_SPAN.findall(said)[-1]
        if verb == "créez":
            assert not path.exists(), path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        elif verb == "ajoutez":
            path.write_text(f"{path.read_text(encoding='utf-8')}\n{content}", encoding="utf-8")
        else:
            assert path.read_text(encoding="utf-8").count(content) == 1, content
            self._replaced = path, content


def blocks(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """Yield each fenced block with the last text before it."""
    said = ""
    for token in tokens:
        if token.type == "inline":
            said = token.content
        elif token.type == "fence":
            yield said, token

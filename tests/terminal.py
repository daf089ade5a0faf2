"""What surrounds somebody who follows a guide: a terminal, a browser, and a stand where a trainee answers meanwhile."""

import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from urllib.request import urlopen

from click.testing import CliRunner
from stand import account, registrant

from course_engine.cli import command
from course_engine.content import load_course
from course_engine.grading.judging import grade, read_response
from course_engine.model.accounts import AccountRole
from course_engine.model.training import Answer
from course_engine.store import open_database
from course_engine.training.identity import uuid7
from course_engine.training.registration import register

COURSE, RECORDS = "mon-cours", "stand.db"
NOW = datetime(2027, 3, 13, 8, 15, tzinfo=UTC)
USUAL_PORT = "8010"


@dataclass(frozen=True)
class Meanwhile:
    """What Camille Exemple answers on the stand once the course is published.

    Attributes:
        quiz: where the question is.
        title: words of the question.
        answer: what is typed.
    """

    quiz: str
    title: str
    answer: str


@dataclass
class Terminal:
    """A terminal open in a folder.

    Attributes:
        folder: holds the course; the stand's records are put there.
        meanwhile: what happens on the stand.
        opened: the addresses that are looked at in the preview.
        screens: what was seen there, by address.
    """

    folder: Path
    meanwhile: Meanwhile
    opened: tuple[str, ...]
    screens: dict[str, str] = field(default_factory=dict)

    def run(self, words: list[str], typed: str) -> str:
        """Return what is shown of a command: its output, its errors, what is typed when it asks."""
        if words[0] == "preview":
            return self._preview(words)
        result = CliRunner().invoke(command, words, input=typed, prog_name="course-engine")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        if words[0] == "publish" and not (self.folder / RECORDS).exists():
            answer(self.folder, self.meanwhile)
        return result.output

    def _preview(self, words: list[str]) -> str:
        """Look at a preview, stop it as the guide says, and return what it said; its port may be in use here."""
        program = [sys.executable, "-m", "course_engine", *words, "--port", "0"]
        with subprocess.Popen(program, cwd=self.folder, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            said = server.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:(\d+)", said)
            assert address, said
            for path in self.opened:
                with urlopen(address[0] + path) as screen:
                    self.screens[path] = screen.read().decode()
            server.send_signal(signal.SIGINT)
            assert server.wait() == 0
        return said.replace(address[1], USUAL_PORT)


def answer(folder: Path, meanwhile: Meanwhile) -> None:
    """Start the records of a stand, with an account of the Region and one trainee's answer."""
    catalogue = load_course(folder / COURSE)
    quiz = catalogue.quizzes[meanwhile.quiz]
    (question,) = [one for one in quiz.questions if meanwhile.title in str(one.title)]
    response = read_response(question, (meanwhile.answer,))
    with open_database(folder / RECORDS) as database:
        register(database, [registrant()], now=NOW, rng=Random(1))
        with database.writing() as records:
            records.accounts.add_account(account("region", AccountRole.REGION))
            records.answers.append(
                Answer(
                    id=uuid7(NOW, Random(1)),
                    trainee="tr4f2a",
                    quiz=quiz.id,
                    question=question.id,
                    catalogue=catalogue.digest,
                    response=response,
                    score=grade(question, catalogue.keys[question.id], response),
                    answered_at=NOW,
                    version=catalogue.versions[question.id],
                )
            )

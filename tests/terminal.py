"""What surrounds somebody who follows a guide: their terminal, and the stand where a trainee answers meanwhile."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

from click.testing import CliRunner
from follower import Terminal
from stand import account, registrant

from course_engine.cli import command
from course_engine.content import load_course
from course_engine.grading import grade, read_response
from course_engine.model.accounts import AccountRole
from course_engine.model.training import Answer
from course_engine.store import open_database
from course_engine.training.identity import uuid7
from course_engine.training.registration import register

COURSE, RECORDS = "mon-cours", "stand.db"
NOW = datetime(2027, 3, 13, 8, 15, tzinfo=UTC)


def in_terminal(words: list[str], typed: str) -> str:
    """Return what a terminal shows of a command, in this process: its output, its errors, what is typed when it asks."""
    result = CliRunner().invoke(command, words, input=typed, prog_name="course-engine")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def beside_a_stand(folder: Path, quiz: str, title: str, answer: str) -> Terminal:
    """Return a terminal beside which a trainee gives one answer, once the course is published.

    Args:
        folder: holds the course; the stand's records are put there.
        quiz: where the question is.
        title: how the text of the question starts.
        answer: what Camille Exemple types.
    """

    def terminal(words: list[str], typed: str) -> str:
        shown = in_terminal(words, typed)
        if words[0] == "publish" and not (folder / RECORDS).exists():
            _answer(folder, quiz, title, answer)
        return shown

    return terminal


def _answer(folder: Path, quiz: str, title: str, text: str) -> None:
    catalogue = load_course(folder / COURSE)
    (question,) = [one for one in catalogue.quizzes[quiz].questions if title in str(one.title)]
    response = read_response(question, (text,))
    with open_database(folder / RECORDS) as database:
        register(database, [registrant()], now=NOW, rng=Random(1))
        with database.writing() as records:
            records.accounts.add_account(account("region", AccountRole.REGION))
            records.answers.append(
                Answer(
                    id=uuid7(NOW, Random(1)),
                    trainee="tr4f2a",
                    quiz=quiz,
                    question=question.id,
                    catalogue=catalogue.digest,
                    response=response,
                    score=grade(question, catalogue.keys[question.id], response),
                    answered_at=NOW,
                    version=catalogue.versions[question.id],
                )
            )

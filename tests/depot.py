"""A stand as the depot has it: its files, a passphrase, and answers in its records."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from course_engine.model.response import Score, TrueFalseResponse
from course_engine.model.training import Answer
from course_engine.store import Database
from course_engine.training.identity import uuid7
from course_engine.training.stand.parts import Part, Stand

NOW = datetime(
    2027, 3, 13, 8, 15, tzinfo=UTC
)  # that of `stand.py`, whose application other programs need not import
PASSPHRASE = "Un mot-de-passe 4 moi"
QUICK = 4
"""What a guess at it costs in tests: next to nothing; the real price is paid in `tests/signing/test_seal.py`."""


def stand_of(course: Path, key: Path) -> Stand:
    """Return a stand but for its records; its settings have short names."""
    return Stand(
        name="Stand d’Été 3",
        engine="0.1.0",
        records_variable="RECORDS",
        parts=(
            Part("COURSE", course, "course", only=("modules", "quizzes")),
            Part("KEY", key, "keys/signing.pem", private=True),
        ),
        settings={"NAME": "Stand d’Été 3"},
    )


def answers(trainee: str = "tr4f2a") -> Iterator[Answer]:
    """Yield answers of a trainee, each after the other, without end."""
    rng = Random(6)
    while True:
        yield Answer(
            id=uuid7(NOW, rng),
            trainee=trainee,
            quiz="essai",
            question="essai",
            catalogue="",
            response=TrueFalseResponse(value=True),
            score=Score(fraction=1, points=1),
            answered_at=NOW,
        )


def write_until_killed(database: Database) -> None:
    """Commit answers one by one, and say on the standard output how many are committed."""
    for number, answer in enumerate(answers(), start=1):
        with database.writing() as records:
            records.answers.append(answer)
        print(number, flush=True)

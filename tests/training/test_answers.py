"""Answers: graded by the server, recorded once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import sample_catalogue as sample
from stand import NOW, fill

from course_engine.errors import ConflictingFact, InvalidResponse, NotFound
from course_engine.model.quiz import NumericResponse, Response, SingleChoiceResponse
from course_engine.model.training import Answer
from course_engine.store import Database
from course_engine.training.answers import record_answer
from course_engine.training.journey import journey
from course_engine.training.library import Library

LIBRARY = Library(sample.sample_catalogue())
ID = UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
CCI, TO = SingleChoiceResponse(option="b"), SingleChoiceResponse(option="a")


@pytest.fixture(autouse=True)
def _stand(database: Database) -> None:
    fill(database)


def send(database: Database, response: Response, question: str = "champ-cci", answer_id: UUID = ID) -> Answer:
    mine = journey(database, LIBRARY, "tr4f2a")
    return record_answer(database, mine, "messagerie", question, response, answer_id=answer_id, now=NOW)


def answers(database: Database) -> tuple[Answer, ...]:
    with database.reading() as records:
        return records.answers.of_trainee("tr4f2a")


def test_an_answer_is_graded_and_recorded(database: Database) -> None:
    recorded = send(database, CCI)
    assert (recorded.score.fraction, recorded.score.points) == (1.0, 1)
    assert recorded.catalogue == LIBRARY.catalogue.digest
    assert answers(database) == (recorded,)
    assert journey(database, LIBRARY, "tr4f2a").answers == {"champ-cci": recorded}


def test_sent_twice_it_is_recorded_once(database: Database) -> None:
    assert send(database, CCI) == send(database, CCI)
    assert len(answers(database)) == 1


def test_sent_by_several_at_once_it_is_recorded_once(database: Database) -> None:
    with ThreadPoolExecutor(4) as threads:
        recorded = list(threads.map(lambda _number: send(database, CCI), range(8)))
    assert recorded == [recorded[0]] * 8
    assert answers(database) == (recorded[0],)


def test_another_answer_of_the_same_id_is_refused(database: Database) -> None:
    first = send(database, TO)
    with pytest.raises(ConflictingFact, match="rechargez la page"):
        send(database, CCI)
    assert answers(database) == (first,)


@pytest.mark.parametrize(
    ("response", "answer_id"),
    [
        (SingleChoiceResponse(option="z"), ID),
        (NumericResponse(text="10"), ID),
        (CCI, UUID("6ba7b810-9dad-41d1-80b4-00c04fd430c8")),
    ],
)
def test_what_is_no_answer_is_never_recorded(database: Database, response: Response, answer_id: UUID) -> None:
    with pytest.raises(InvalidResponse):
        send(database, response, answer_id=answer_id)
    assert answers(database) == ()


@pytest.mark.parametrize("question", ["experts", "inconnue"])
def test_a_question_that_is_not_asked_cannot_be_answered(database: Database, question: str) -> None:
    with pytest.raises(NotFound):
        send(database, CCI, question)

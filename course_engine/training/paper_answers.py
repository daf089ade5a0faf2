"""Answers that came on paper: keyed in by an animateur, read and graded as those of a screen, with who keyed them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import InvalidForm, InvalidResponse
from course_engine.grading.judging import grade, read_response
from course_engine.model.accounts import Account
from course_engine.model.identity import Slug
from course_engine.model.quiz import Ordering, Question
from course_engine.model.response import OrderingResponse, Response
from course_engine.model.trail import TrailAction
from course_engine.model.training import Answer
from course_engine.store import Database
from course_engine.training.answers import require_same
from course_engine.training.journey import Journey, journey
from course_engine.training.library import Library
from course_engine.training.scope import check_in_scope
from course_engine.training.trail import trace


class Keyed(Struct, frozen=True):
    """What was keyed in of one question.

    Attributes:
        id: UUIDv7 of the answer, made with the form: keyed in twice, it is one answer.
        values: in the order of the sheet: what was ticked, written or lettered; empty texts for what was left blank.
    """

    id: UUID
    values: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return not any(value.strip() for value in self.values)


def whose_sheet(database: Database, library: Library, account: Account, trainee: str) -> Journey:
    """Return who a sheet is of, where an account acts.

    Raises:
        NotFound: nobody of that id is registered there, or they have no path.
    """
    with database.reading() as records:
        check_in_scope(records, account, trainee)
    return journey(database, library, trainee)


def key_in(
    database: Database,
    mine: Journey,
    quiz: Slug,
    sheet: Mapping[Slug, Keyed],
    *,
    by: Account,
    now: datetime,
    rng: Random,
) -> int:
    """Record the answers of a sheet, all or none; what was left blank is no answer.

    Args:
        database: where they are recorded.
        mine: whose sheet it is, as `whose_sheet` gives it.
        quiz: whose questions it asks.
        sheet: what was keyed in, by question.
        by: who keys it in; kept in the trail.
        now: when, aware.
        rng: for the id of the trail's entry.

    Returns:
        How many answers are new.

    Raises:
        NotFound: their path has no such quiz.
        InvalidForm: some of it answers nothing; the sentences are by question.
        ConflictingFact: an id is that of another answer.
    """
    place = mine.quiz(quiz)
    answers = dict(_answers(mine, quiz, place.questions, sheet, now))
    with database.writing() as records:
        known = records.answers.known([answer.id for answer in answers.values()])
        for answer in answers.values():
            if answer.id in known:
                require_same(known[answer.id], answer)
        new = [answer for answer in answers.values() if answer.id not in known]
        records.answers.add(new)
        if new:
            keyed, about = TrailAction.SHEET_KEYED_IN, f"{quiz}: {len(new)}"
            trace(records, keyed, by=by.id, trainee=mine.learner, detail=about, now=now, rng=rng)
    return len(new)


def _answers(
    mine: Journey, quiz: Slug, questions: tuple[Question, ...], sheet: Mapping[Slug, Keyed], now: datetime
) -> Iterator[tuple[Slug, Answer]]:
    """Yield the answers by question, or refuse with every problem at once."""
    catalogue, problems = mine.library.catalogue, dict[str, str]()
    for question in questions:
        keyed = sheet.get(question.id)
        if keyed is None or keyed.is_blank:
            continue
        try:
            response = read_sheet(question, keyed.values)
            score = grade(question, catalogue.keys[question.id], response)
        except InvalidResponse as refused:
            problems[question.id] = str(refused)
            continue
        yield (
            question.id,
            Answer(
                id=keyed.id,
                trainee=mine.learner,
                quiz=quiz,
                question=question.id,
                catalogue=catalogue.digest,
                response=response,
                score=score,
                answered_at=now,
            ),
        )
    if problems:
        raise InvalidForm(problems)


def read_sheet(question: Question, values: tuple[str, ...]) -> Response:
    """Return the response that a sheet holds; see `grading.read_response`.

    Items to put in order are letters from the first place to the last: on paper they are all written, and may be in
    the order in which a screen first shows them.

    Raises:
        InvalidResponse: nothing was chosen where something must be, or the text is too long.
    """
    if isinstance(question, Ordering):
        return OrderingResponse(sequence=tuple(value for value in values if value))
    return read_response(question, [value for value in values if value] if _chooses(question) else values)


def _chooses(question: Question) -> bool:
    """Return whether what is left blank is simply not chosen, as of a list without a choice."""
    return question.type not in {"matching", "cloze"}

"""Answers judged again: shown first, applied when an account confirms, and never edited."""

from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from msgspec.structs import replace
from sample_catalogue import sample_catalogue
from sqlalchemy import func, select
from stand import NOW, account, fill

from course_engine.errors import DecisionRefused, NotAllowed, NotFound
from course_engine.model.accounts import AccountRole
from course_engine.model.course import Catalogue
from course_engine.model.quiz import SingleChoice, SingleChoiceKey
from course_engine.model.response import Score, SingleChoiceResponse
from course_engine.model.training import Answer
from course_engine.store import Database
from course_engine.store.tables import ANSWER, JUDGEMENT
from course_engine.training.identity import uuid7
from course_engine.training.regrading import changes_as_read, confirm_regrading, regrading

TRAINEE = "tr4f2a"
LATER = NOW + timedelta(days=1)


def published(catalogue: Catalogue, version: int) -> Catalogue:
    return replace(catalogue, versions=dict.fromkeys(catalogue.questions, version))


def choice(catalogue: Catalogue) -> SingleChoice:
    """Return a question with one right option."""
    return next(one for one in catalogue.questions.values() if isinstance(one, SingleChoice))


def corrected(catalogue: Catalogue, right: str) -> Catalogue:
    """Return the course with another right option, published again."""
    key = catalogue.keys[choice(catalogue).id]
    keys = {**catalogue.keys, key.question: replace(key, right=right)}
    return published(replace(catalogue, keys=keys), 2)


def right_option(catalogue: Catalogue) -> str:
    key = catalogue.keys[choice(catalogue).id]
    assert isinstance(key, SingleChoiceKey)
    return key.right


def wrong_option(catalogue: Catalogue) -> str:
    return next(one.letter for one in choice(catalogue).options if one.letter != right_option(catalogue))


@pytest.fixture
def catalogue() -> Catalogue:
    return published(sample_catalogue(), 1)


@pytest.fixture
def stand(database: Database, catalogue: Catalogue) -> Database:
    """Records of one trainee, who answered a question rightly and a trial; an account of the Region."""
    fill(database)
    with database.writing() as records:
        records.accounts.add_account(account("region", AccountRole.REGION))
        records.accounts.add_account(account("conceptrice", AccountRole.DESIGNER))
        records.answers.append(given(catalogue, right_option(catalogue), 1))
        records.answers.append(given(catalogue, right_option(catalogue), 2, version=0))
    return database


def given(catalogue: Catalogue, option: str, seconds: int, version: int = 1) -> Answer:
    question = choice(catalogue)
    at = NOW + timedelta(seconds=seconds)
    return Answer(
        id=uuid7(at, Random(seconds)),
        trainee=TRAINEE,
        quiz=next(name for name, quiz in catalogue.quizzes.items() if question in quiz.questions),
        question=question.id,
        catalogue=catalogue.digest,
        response=SingleChoiceResponse(option=option),
        score=Score(fraction=float(option == right_option(catalogue)), points=question.points),
        answered_at=at,
        version=version,
    )


def standing(database: Database) -> list[float]:
    with database.reading() as records:
        return [answer.score.fraction for answer in records.answers.of_trainee(TRAINEE)]


def count(database: Database) -> int:
    with database.reading() as records:
        found = records.judgements._connection.execute(select(func.count()).select_from(JUDGEMENT))
        return int(found.scalar_one())


def confirm(database: Database, catalogue: Catalogue, *, by: str = "region", seed: int = 7) -> None:
    seen = regrading(database, catalogue)
    confirm_regrading(database, catalogue, seen, by=by, now=LATER + timedelta(seconds=seed), rng=Random(seed))


def test_nothing_changes_while_the_key_is_the_same(stand: Database, catalogue: Catalogue) -> None:
    assert regrading(stand, catalogue).changes == ()


def test_before_and_after_are_shown_and_nothing_is_written(stand: Database, catalogue: Catalogue) -> None:
    (change,) = regrading(stand, corrected(catalogue, wrong_option(catalogue))).changes
    assert (change.trainee, change.name, change.question) == (
        TRAINEE,
        "Camille Exemple",
        choice(catalogue).id,
    )
    assert (change.before.fraction, change.after.fraction, change.version) == (1, 0, 2)
    assert (count(stand), standing(stand)) == (0, [1, 1])


def test_what_is_confirmed_stands_and_the_answer_stays(stand: Database, catalogue: Catalogue) -> None:
    confirm(stand, corrected(catalogue, wrong_option(catalogue)))
    assert standing(stand) == [0, 1]  # the second one was a trial
    with stand.reading() as records:
        kept = records.answers._connection.execute(select(ANSWER.c.fraction)).scalars().all()
    assert list(kept) == [1, 1]


def test_it_is_applied_once(stand: Database, catalogue: Catalogue) -> None:
    other = corrected(catalogue, wrong_option(catalogue))
    confirm(stand, other)
    assert regrading(stand, other).changes == ()
    confirm(stand, other, seed=8)
    assert count(stand) == 1


def test_the_latest_judgement_stands(stand: Database, catalogue: Catalogue) -> None:
    confirm(stand, corrected(catalogue, wrong_option(catalogue)))
    confirm(stand, corrected(catalogue, right_option(catalogue)), seed=8)
    assert (count(stand), standing(stand)) == (2, [1, 1])


def test_a_course_that_is_not_up_to_date_takes_nothing_back(stand: Database, catalogue: Catalogue) -> None:
    confirm(stand, corrected(catalogue, wrong_option(catalogue)))
    found = regrading(stand, catalogue)  # the first version, still served somewhere
    assert (found.changes, found.later) == ((), 1)
    with stand.writing() as records:
        records.answers.append(given(catalogue, wrong_option(catalogue), 3, version=3))
    assert regrading(stand, corrected(catalogue, wrong_option(catalogue))).later == 1


def test_what_was_read_is_told_from_what_came_since(stand: Database, catalogue: Catalogue) -> None:
    other = corrected(catalogue, wrong_option(catalogue))
    read = regrading(stand, other).digest
    assert changes_as_read(stand, other, read).digest == read
    with stand.writing() as records:
        records.answers.append(given(catalogue, right_option(catalogue), 3))
    with pytest.raises(DecisionRefused, match="arrivées"):
        changes_as_read(stand, other, read)


def test_every_screen_reads_what_stands(stand: Database, catalogue: Catalogue) -> None:
    confirm(stand, corrected(catalogue, wrong_option(catalogue)))
    answer = given(catalogue, right_option(catalogue), 1)
    with stand.reading() as records:
        marks = records.board.marks([TRAINEE], [answer.quiz])
        responses = records.board.responses([TRAINEE], answer.quiz)
        latest = records.answers.latest_right()
        first = records.answers.known([answer.id])[answer.id]
    assert [mark.fraction for mark in marks] == [0, 1]
    assert [mark.fraction for mark, _response in responses] == [0, 1]
    assert latest[TRAINEE][answer.question] is True  # the trial came after
    assert first == answer


def test_an_answer_to_what_is_no_longer_offered_keeps_its_score(
    stand: Database, catalogue: Catalogue
) -> None:
    question, right = choice(catalogue), right_option(catalogue)
    less = tuple(one for one in question.options if one.letter != right)
    quizzes = {
        name: replace(
            quiz,
            questions=tuple(
                replace(one, options=less) if one.id == question.id else one for one in quiz.questions
            ),
        )
        for name, quiz in catalogue.quizzes.items()
    }
    found = regrading(stand, replace(catalogue, quizzes=quizzes, versions={question.id: 2}))
    assert (found.changes, found.kept) == ((), 1)


def test_a_question_that_is_not_published_as_it_stands_is_left_out(
    stand: Database, catalogue: Catalogue
) -> None:
    other = replace(corrected(catalogue, wrong_option(catalogue)), versions={})
    assert regrading(stand, other).changes == ()


@pytest.mark.parametrize(("by", "refusal"), [("personne", NotFound), ("conceptrice", NotAllowed)])
def test_only_an_account_of_the_region_confirms(
    stand: Database, catalogue: Catalogue, by: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match=by):
        confirm(stand, corrected(catalogue, wrong_option(catalogue)), by=by)
    assert count(stand) == 0


def test_what_was_overtaken_is_refused(stand: Database, catalogue: Catalogue) -> None:
    other = corrected(catalogue, wrong_option(catalogue))
    seen = regrading(stand, other)
    with stand.writing() as records:
        records.answers.append(given(catalogue, right_option(catalogue), 3))
    with pytest.raises(DecisionRefused):
        confirm_regrading(stand, other, seen, by="region", now=LATER, rng=Random(1))
    assert count(stand) == 0


def test_ids_of_judgements_are_of_their_instant(stand: Database, catalogue: Catalogue) -> None:
    confirm(stand, corrected(catalogue, wrong_option(catalogue)))
    with stand.reading() as records:
        (found,) = records.judgements._connection.execute(select(JUDGEMENT.c.id)).scalars()
    assert isinstance(found, UUID)
    assert found.version == 7

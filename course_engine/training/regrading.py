"""Judging answers again after a question was corrected: shown first, applied when an account confirms.

The answers stay as they were given and judged; each new judgement is a fact of its own, and the latest stands.
"""

from datetime import datetime
from hashlib import sha256
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import DecisionRefused, InvalidResponse, NotAllowed, NotFound
from course_engine.grading.judging import grade
from course_engine.i18n import mark, translator
from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.response import Score
from course_engine.model.training import Answer, Judgement
from course_engine.store import Database, Records
from course_engine.training.identity import uuid7
from course_engine.training.rights import RIGHTS, Right

_ = translator("training")

CHANGED_SINCE = mark("Answers came in since this was shown: look at it again, then confirm.")


class ChangedScore(Struct, frozen=True):
    """What an answer is worth, and what it would be.

    Attributes:
        answer: the fact that is judged again.
        name: of the trainee, as lists show it.
        version: the published version of the question whose key judges.
        before: the score that stands.
        after: by that key.
    """

    answer: UUID
    trainee: str
    name: str
    quiz: Slug
    question: Slug
    version: int
    before: Score
    after: Score


class Regrading(Struct, frozen=True):
    """What judging again would change.

    Attributes:
        changes: by trainee, oldest answer first.
        kept: how many answers name something that their question no longer offers: their score stands.
        later: how many were given to, or judged by, a later version than this course has: their score stands.
    """

    changes: tuple[ChangedScore, ...]
    kept: int
    later: int = 0

    @property
    def digest(self) -> str:
        """The SHA-256 of the changes, in hexadecimal: what was read by whoever confirms on a screen."""
        return sha256("\n".join(map(repr, self.changes)).encode()).hexdigest()


def regrading(database: Database, catalogue: Catalogue) -> Regrading:
    """Return what judging every answer by what is published now would change; nothing is written.

    Answers that were a trial, and those to questions that are not published as they stand, are left out. So are
    those that a later version of their question judges: a course that is not up to date takes nothing back.
    """
    with database.reading() as records:
        return _regrading(records, catalogue)


def changes_as_read(database: Database, catalogue: Catalogue, digest: str) -> Regrading:
    """Return what judging again would change, if it is still what somebody read.

    Args:
        database: read once.
        catalogue: the course, as published.
        digest: `Regrading.digest` of what was read.

    Raises:
        DecisionRefused: it is no longer that.
    """
    found = regrading(database, catalogue)
    if found.digest != digest:
        raise DecisionRefused(_(CHANGED_SINCE))
    return found


def confirm_regrading(
    database: Database, catalogue: Catalogue, seen: Regrading, *, by: str, now: datetime, rng: Random
) -> None:
    """Record new judgements, all of them or none.

    Args:
        database: where to.
        catalogue: the course, as published.
        seen: what was shown to whoever confirms.
        by: the account that confirms.
        now: when, aware.
        rng: for the ids of the facts.

    Raises:
        NotFound: there is no such account.
        NotAllowed: it may not have answers judged again.
        DecisionRefused: answers came, or were judged, since it was shown.
    """
    with database.writing() as records:
        _check_account(records, by)
        if _regrading(records, catalogue) != seen:
            raise DecisionRefused(_(CHANGED_SINCE))
        records.judgements.append([_judgement(change, by, now, rng) for change in seen.changes])


def _regrading(records: Records, catalogue: Catalogue) -> Regrading:
    people, judged_by = records.people.trainees(), records.judgements.versions()
    changes, kept, later = list[ChangedScore](), 0, 0
    for answer in records.answers.published():
        version = catalogue.versions.get(answer.question)
        if version is None:
            continue
        if version < max(answer.version, judged_by.get(answer.id, 0)):
            later += 1
            continue
        try:
            after = grade(
                catalogue.questions[answer.question], catalogue.keys[answer.question], answer.response
            )
        except InvalidResponse:
            kept += 1
            continue
        if after != answer.score:
            changes.append(_change(answer, people[answer.trainee].full_name, version, after))
    return Regrading(tuple(changes), kept, later)


def _change(answer: Answer, name: str, version: int, after: Score) -> ChangedScore:
    return ChangedScore(
        answer=answer.id,
        trainee=answer.trainee,
        name=name,
        quiz=answer.quiz,
        question=answer.question,
        version=version,
        before=answer.score,
        after=after,
    )


def _judgement(change: ChangedScore, by: str, now: datetime, rng: Random) -> Judgement:
    return Judgement(
        id=uuid7(now, rng),
        answer=change.answer,
        trainee=change.trainee,
        version=change.version,
        score=change.after,
        by=by,
        at=now,
    )


def _check_account(records: Records, login: str) -> None:
    account = records.accounts.account(login)
    if account is None:
        raise NotFound(_("There is no account “{login}”.").format(login=login))
    if account.closed_at is not None or Right.REGRADE not in RIGHTS[account.role]:
        raise NotAllowed(
            _("The account “{login}” may not have answers judged again: ask the Region's team.").format(
                login=login
            )
        )

"""Sending: a questionnaire filled in becomes a registration, its path, and what is decided of it, at once."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.admission import Admission, AdmissionStatus, Channel
from course_engine.model.path import LearningPath
from course_engine.model.training import Trainee
from course_engine.planning.changes import Changes, changes
from course_engine.store import Database
from course_engine.training.drafts import OpenDraft, opened_draft
from course_engine.training.journey import journey
from course_engine.training.library import Library
from course_engine.training.registration import new_trainee, record, registrant_of

_ = translator("training")

RECEIPT = timedelta(hours=48)
"""How long whoever sent a questionnaire may come back to what came of it."""


class Outcome(Struct, frozen=True):
    """What came of a questionnaire that was sent.

    Attributes:
        trainee: who registered.
        path: the path planned for them.
        changes: what would make it another one.
    """

    trainee: Trainee
    path: LearningPath
    changes: Changes


def send(database: Database, library: Library, draft: UUID, *, now: datetime, rng: Random) -> str:
    """Make a draft a registration, all or nothing; what was typed is then kept nowhere else.

    The decision on the registration has the id of the draft. So a draft sent twice gives one registration,
    even at the same instant, and whoever sent it may see for a while what came of it.

    Args:
        database: where all is kept.
        library: the course that people register to.
        draft: its id.
        now: when, aware.
        rng: draws the ids: `random.SystemRandom()`.

    Returns:
        The id of the trainee; the same if it was sent before.

    Raises:
        NotFound: the draft is not there any more, or its link is over.
        InvalidForm: something has to be corrected first; carries every problem.
    """
    with database.writing() as records:
        known = opened_draft(records, records.invitations.draft(draft), now=now)
        if known.trainee is not None:
            return known.trainee
        trainee = new_trainee(records, rng)
        form = library.form.registration(known.fields, trainee, known.territory.communes)
        records.people.add_trainee(trainee, registered_at=now)
        record(records, registrant_of(library, form), now=now, rng=rng)
        records.admissions.append(_admission(known, trainee, now))
        emptied = {"content": {}, "saved_at": now, "expires_at": min(known.draft.expires_at, now + RECEIPT)}
        records.invitations.save_draft(known.draft.model_copy(update=emptied))
        return trainee


def outcome(database: Database, library: Library, trainee: str) -> Outcome:
    """Return what came of the questionnaire that somebody sent.

    Raises:
        NotFound: nobody of that id has a path.
    """
    found = journey(database, library, trainee)
    with database.reading() as records:
        registered = records.people.registration(trainee)
    if registered is None:
        raise NotFound(_("No trainee has the identifier “{id}”.").format(id=trainee))
    profile = library.reader.read(registered[0].answers)
    return Outcome(found.trainee, found.path, changes(library.planner, profile))


def _admission(known: OpenDraft, trainee: str, now: datetime) -> Admission:
    draft = known.draft
    typed_in = draft.account is not None
    return Admission(
        id=draft.id,
        trainee=trainee,
        territory=draft.territory,
        channel=Channel.PAPER if typed_in else Channel.LINK,
        status=AdmissionStatus.ACCEPTED if typed_in else AdmissionStatus.RECEIVED,
        link=draft.link,
        decided_by=draft.account or Channel.LINK,
        decided_at=now,
    )

"""Correction: what was misread or mistyped in a registration is put right by a new fact, and leaves a trace."""

from datetime import datetime
from random import Random
from uuid import UUID

from msgspec import Struct
from pydantic import ValidationError

from course_engine.errors import DecisionRefused
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.folding import fold
from course_engine.model.registration import Registration
from course_engine.model.trail import TrailAction
from course_engine.store import Database, Records
from course_engine.training.identity import uuid7
from course_engine.training.scope import own_registration
from course_engine.training.trail import trace

_ = translator("training")

FIELDS = {
    "last_name": mark("last name"),
    "first_name": mark("first name"),
    "employer": mark("collectivité"),
    "commune": mark("code of the commune"),
    "accommodation": mark("arrangement wished for"),
}


class CorrectionAsked(Struct, frozen=True):
    """What a registration should say.

    Attributes:
        employer: the commune or grouping; the code of a commune of the territory is found by its name.
        seen: the fact of the registration on the screen where it was corrected.
    """

    trainee: str
    last_name: str
    first_name: str
    employer: str
    accommodation: str
    seen: UUID


def correct(
    database: Database, account: Account, asked: CorrectionAsked, *, now: datetime, rng: Random
) -> tuple[str, ...]:
    """Correct who somebody is, and nothing of what they answered.

    Args:
        database: where it is recorded.
        account: who corrects.
        asked: what the registration should say; what it says already changes nothing.
        now: when, aware.
        rng: for the ids of the facts.

    Returns:
        What was corrected, in words; nothing where it was so already.

    Raises:
        NotFound: nobody of that id is in the account's territories.
        DecisionRefused: a field is empty or too long, or the registration changed meanwhile.
    """
    with database.writing() as records:
        admission, known, role = own_registration(records, account, asked.trainee)
        wanted = _corrected(records, known, admission.territory or "", asked)
        changed = tuple(name for name in FIELDS if getattr(known, name) != getattr(wanted, name))
        if not changed:
            return ()
        if records.people.registration_fact(asked.trainee) != asked.seen:
            raise DecisionRefused(
                _("Meanwhile this registration was corrected: read it again, then correct.")
            )
        records.people.append_registration(wanted, role, fact_id=uuid7(now, rng), recorded_at=now)
        words = tuple(_(FIELDS[name]) for name in changed)
        detail = ", ".join(words)
        corrected = TrailAction.CORRECTED
        trace(records, corrected, by=account.id, trainee=asked.trainee, detail=detail, now=now, rng=rng)
    return words


def _corrected(records: Records, known: Registration, territory: str, asked: CorrectionAsked) -> Registration:
    employer = " ".join(asked.employer.split())
    values: dict[str, str | None] = {
        "last_name": " ".join(asked.last_name.split()),
        "first_name": " ".join(asked.first_name.split()),
        "employer": employer,
        "accommodation": " ".join(asked.accommodation.split()),
    }
    if employer != known.employer:
        values["commune"] = _code_of(records, territory, employer)
    try:
        return Registration.model_validate(known.model_dump() | values)
    except ValidationError as refused:
        wrong = {str(error["loc"][0]) for error in refused.errors()}
        fields = ", ".join(_(FIELDS[name]) for name in FIELDS if name in wrong)
        sentence = _("Fill in, or shorten: {fields}.")
        raise DecisionRefused(sentence.format(fields=fields)) from refused


def _code_of(records: Records, territory: str, employer: str) -> str | None:
    known = records.places.territory(territory)
    communes = known.communes if known else ()
    return next((one.code for one in communes if fold(one.name) == fold(employer)), None)

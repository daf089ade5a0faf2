"""Access: personal codes that let trainees in.

A code has eleven drawn characters (54 bits, above the 50 that CNIL's deliberation 2022-100 asks for beside
a limit on attempts) and a check character. Only its scrypt hash is kept, salted for the whole database so
that a code can be looked up.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from random import Random

from msgspec import Struct

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.admission import AdmissionStatus
from course_engine.model.trail import TrailAction, TrailEntry
from course_engine.model.training import Trainee
from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.training.attempts import check_attempts, client_subject, note_wrong_attempt
from course_engine.training.browser_session import BrowserSession, open_browser_session
from course_engine.training.codes import compact, draw, fault_of, grouped
from course_engine.training.identity import uuid7
from course_engine.training.scope import check_in_scope

_ = translator("training")

CODE_LENGTH = 12
SALT = "access-code-salt"
SALT_BYTES = 16


def issue_codes(
    database: Database, trainees: Iterable[str], *, by: str, now: datetime, rng: Random
) -> Mapping[str, str]:
    """Give each trainee a new code; the one they had stops working, and so does what it had opened.

    Each is recorded in a transaction of its own, since hashing takes long on purpose.

    Args:
        database: where the hashes are kept.
        trainees: their ids.
        by: who issues them, for the trail: an account, or what else does.
        now: when, aware.
        rng: draws the codes: `random.SystemRandom()` but in a demonstration. One that repeats itself
            gives the same people the same codes again, and records nothing.

    Returns:
        Each trainee's code, as it is printed: the only time it can be read.

    Raises:
        NotFound: nobody of that id is registered.
    """
    people = tuple(trainees)
    with database.reading() as records:
        for trainee in people:
            if records.people.trainee(trainee) is None:
                raise NotFound(_("No trainee has the identifier “{id}”.").format(id=trainee))
    salt = _salt(database, rng)
    return {trainee: _issue(database, trainee, salt, by=by, now=now, rng=rng) for trainee in people}


class IssuedCode(Struct, frozen=True):
    """A trainee and the code that lets them in: the only time it can be read."""

    trainee: Trainee
    code: str


def reissue_code(
    database: Database, trainee: str, *, account: Account, now: datetime, rng: Random
) -> IssuedCode:
    """Give a trainee a new code, for somebody who acts where the trainee is.

    Args:
        database: where the hashes are kept.
        trainee: whose.
        account: who issues it.
        now: when, aware.
        rng: draws the code: `random.SystemRandom()`.

    Raises:
        NotFound: nobody of that id is registered where the account acts.
    """
    with database.reading() as records:
        person = check_in_scope(records, account, trainee)
    code = issue_codes(database, [trainee], by=account.id, now=now, rng=rng)[trainee]
    return IssuedCode(person, code)


def issue_named_codes(
    database: Database, trainees: Sequence[str], *, by: str, now: datetime, rng: Random
) -> tuple[IssuedCode, ...]:
    """Give a new code to each trainee that is named; to those who wait for their first one if none is.

    Args:
        database: where the hashes are kept.
        trainees: their ids; may be empty.
        by: who issues them, for the trail.
        now: when, aware.
        rng: draws the codes: `random.SystemRandom()`.

    Raises:
        NotFound: nobody of that id is registered.
    """
    named = trainees or [person.id for person in without_code(database)]
    codes = issue_codes(database, named, by=by, now=now, rng=rng)
    with database.reading() as records:
        people = records.people.trainees()
    return tuple(IssuedCode(people[trainee], code) for trainee, code in codes.items())


def without_code(database: Database) -> tuple[Trainee, ...]:
    """Return who has a path and no code, by id, less those whose registration was not accepted."""
    with database.reading() as records:
        people, standing = records.people.trainees(), records.admissions.standing()
        paths = records.people.paths()
        return tuple(
            person
            for trainee, person in people.items()
            # Without a path there is nothing to enter: it was erased, or kept long enough.
            if trainee in paths
            and records.access.latest_code_of(trainee) is None
            and (trainee not in standing or standing[trainee].status is AdmissionStatus.ACCEPTED)
        )


def enter(
    database: Database, written: str, *, client: str, now: datetime, ends_at: datetime, rng: Random
) -> BrowserSession:
    """Let in whoever typed a code.

    Args:
        database: where codes and sessions are kept.
        written: what was typed or pasted.
        client: the IP address that it came from.
        now: when, aware.
        ends_at: when the session will be over.
        rng: draws the session's token: `random.SystemRandom()`.

    Raises:
        TooManyAttempts: too many codes from there were wrong.
        NotFound: the code lets nobody in; says what to look at.
    """
    subjects = (client_subject(client),)
    code = compact(written)
    with database.reading() as records:
        check_attempts(records, subjects, now=now)
        salt = records.access.secret(SALT)
    # Hashing takes long on purpose: no transaction waits for it.
    fault = fault_of(code, CODE_LENGTH)
    code_hash = None if fault or salt is None else _hash(code, salt)
    with database.writing() as records:
        trainee = None if code_hash is None else records.access.trainee_by_code(code_hash)
        if trainee is not None:
            holder = SessionHolder(trainee=trainee)
            return open_browser_session(records, holder, now=now, ends_at=ends_at, rng=rng)
        note_wrong_attempt(records, subjects, now=now, rng=rng)
    raise NotFound(
        fault or _("This code is not recognised. Check each character, or ask the trainer for a new one.")
    )


def _issue(database: Database, trainee: str, salt: bytes, *, by: str, now: datetime, rng: Random) -> str:
    while True:
        code = draw(rng, CODE_LENGTH)
        # Drawn even where nothing is recorded, so that a repeated `rng` goes on to the same codes.
        entry = TrailEntry(
            id=uuid7(now, rng), at=now, account=by, action=TrailAction.CODE_ISSUED, trainee=trainee
        )
        code_hash = _hash(code, salt)
        with database.writing() as records:
            if records.access.latest_code_of(trainee) == code_hash:
                return grouped(code)
            if not records.access.code_given(code_hash):
                records.access.append_code(code_hash, trainee, issued_at=now)
                records.access.close_sessions_of(SessionHolder(trainee=trainee))
                records.trail.append(entry)
                return grouped(code)


def _salt(database: Database, rng: Random) -> bytes:
    # Drawn even where one is kept, so that a repeated `rng` goes on to the same codes.
    drawn = rng.randbytes(SALT_BYTES)
    with database.writing() as records:
        salt = records.access.secret(SALT)
        if salt is None:
            records.access.keep_secret(SALT, drawn)
    return salt or drawn


def _hash(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)

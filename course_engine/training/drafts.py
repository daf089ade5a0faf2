"""Drafts: questionnaires being filled in, kept at each step, and gone on with by a code or an account.

What opens a draft of somebody who came by a link is a code like those of trainees (`codes.py`). Its SHA-256
is enough: whoever could read it can read the draft beside it, and whoever cannot must guess 54 bits.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from msgspec import Struct

from course_engine.errors import NotFound
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.model.admission import RegistrationDraft
from course_engine.model.places import Territory
from course_engine.store import Database, Records
from course_engine.training.attempts import check_attempts, client_subject, note_wrong_attempt
from course_engine.training.codes import compact, draw, fault_of, grouped
from course_engine.training.identity import uuid7
from course_engine.training.invitation import LinkState, opened, standing_of
from course_engine.training.library import Library
from course_engine.training.questionnaire_form import Fields
from course_engine.training.scope import check_territory, is_in_scope
from course_engine.training.territories import territory_of

_ = translator("training")

CODE_LENGTH = 12
BEGUN_BY_PLACE = 3
"""How many drafts may be begun for each registration that a link may bring: people begin anew."""
GRACE = timedelta(hours=48)
"""How long what was begun by a link may be sent after the link's end."""
NO_DRAFT = mark(
    "No questionnaire is kept under this code. Check each character; if it was begun long ago, it was erased: "
    "ask your référent for a link, and begin again."
)


class OpenDraft(Struct, frozen=True):
    """A draft that somebody may go on with.

    Attributes:
        draft: as it was last saved. Of one that was sent nothing is left but its id.
        territory: where whoever it is about registers.
        trainee: whose registration it became; None while it is not sent.
    """

    draft: RegistrationDraft
    territory: Territory
    trainee: str | None = None

    @property
    def fields(self) -> Fields:
        """What was typed so far."""
        return {name: tuple(values) for name, values in self.draft.content.items()}


def begin_by_link(
    database: Database, token: str, *, now: datetime, lives: timedelta, rng: Random
) -> tuple[OpenDraft, str]:
    """Begin a questionnaire through a link.

    Args:
        database: where it is kept.
        token: what the link's address holds.
        now: when, aware.
        lives: how long a draft is kept that is not sent.
        rng: draws its id and its code: `random.SystemRandom()`.

    Returns:
        The draft, and the code that resumes it, as it is printed: the only time it can be read.

    Raises:
        NotFound: the link opens nothing any more, or too many questionnaires were begun through it.
    """
    code = draw(rng, CODE_LENGTH)
    with database.writing() as records:
        records.invitations.forget_expired_drafts(now)
        link = opened(records, token, now=now)
        if records.invitations.drafts_begun(link.id) >= BEGUN_BY_PLACE * link.most:
            raise NotFound(
                _(
                    "Too many questionnaires were begun by this link. Resume yours with its code, or ask "
                    "your référent for another link."
                )
            )
        draft = RegistrationDraft(
            id=uuid7(now, rng), territory=link.territory, link=link.id, saved_at=now, expires_at=now + lives
        )
        records.invitations.save_draft(draft, code_hash=_digest(code))
        return OpenDraft(draft, territory_of(records, draft.territory)), grouped(code)


def begin_typing(
    database: Database,
    account: Account,
    territory: str,
    *,
    fields: Fields,
    now: datetime,
    lives: timedelta,
    rng: Random,
) -> OpenDraft:
    """Begin to type in a questionnaire that came on paper.

    Args:
        database: where it is kept.
        account: who types it in.
        territory: where whoever it is about registers.
        fields: what is known before the first key, such as the collectivité of the form before.
        now: when, aware.
        lives: how long a draft is kept that is not sent.
        rng: draws its id.

    Raises:
        NotFound: the territory is not one of the account's.
    """
    check_territory(account, territory)
    draft = RegistrationDraft(
        id=uuid7(now, rng),
        territory=territory,
        account=account.id,
        content=_kept(fields),
        saved_at=now,
        expires_at=now + lives,
    )
    with database.writing() as records:
        records.invitations.forget_expired_drafts(now)
        records.invitations.save_draft(draft)
        return OpenDraft(draft, territory_of(records, territory))


def resume(database: Database, written: str, *, client: str, now: datetime, rng: Random) -> OpenDraft:
    """Return the draft that a code opens, sent or not.

    Args:
        database: where it is kept.
        written: the code as somebody typed or pasted it, or as an address holds it.
        client: the IP address that it came from.
        now: when, aware.
        rng: for the id of a wrong attempt.

    Raises:
        TooManyAttempts: too many codes from there were wrong.
        NotFound: the code opens nothing, or nothing any more; says what to look at.
    """
    subjects, code = (client_subject(client),), compact(written)
    with database.reading() as records:
        check_attempts(records, subjects, now=now)
        draft = records.invitations.draft_by_code(_digest(code))
        if draft is not None:
            return opened_draft(records, draft, now=now)
    with database.writing() as records:
        note_wrong_attempt(records, subjects, now=now, rng=rng)
    raise NotFound(fault_of(code, CODE_LENGTH) or _(NO_DRAFT))


def draft_of(database: Database, account: Account, draft: UUID, *, now: datetime) -> OpenDraft:
    """Return a draft that an account types in, sent or not.

    Raises:
        NotFound: it is not there, somebody else's, or of a territory where the account no longer acts.
    """
    with database.reading() as records:
        known = records.invitations.draft(draft)
        mine = known if known is not None and _types(account, known) else None
        return opened_draft(records, mine, now=now)


def drafts_of(database: Database, account: Account, *, now: datetime) -> tuple[OpenDraft, ...]:
    """Return what an account is typing in and did not send, the latest first."""
    with database.reading() as records:
        every = records.invitations.drafts_of(account.id)
        drafts = [one for one in every if one.expires_at > now and _types(account, one)]
        found = [opened_draft(records, draft, now=now) for draft in drafts]
    return tuple(one for one in found if one.trainee is None)


def save(
    database: Database, library: Library, draft: UUID, sent: Fields, *, step: int, onward: int, now: datetime
) -> tuple[OpenDraft, Mapping[str, str]]:
    """Keep what was typed at one step, right or wrong, in place of what that step held.

    Args:
        database: where the draft is kept.
        library: the course that people register to.
        draft: its id.
        sent: what the form sent.
        step: the step that was filled in, from 0.
        onward: the step to go on from, unless something is to be corrected; the furthest ever is kept.
        now: when, aware.

    Returns:
        The draft as it is now (one that was sent meanwhile is left as it is), and what to correct, by field.

    Raises:
        NotFound: the draft is not there any more.
        InvalidResponse: a field is none of the step's.
    """
    typed = library.form.typed(sent, (step,))
    problems = library.form.problems(typed, (step,))
    return _save(database, draft, typed, reached=step if problems else onward, now=now), problems


def save_whole(
    database: Database, library: Library, draft: UUID, sent: Fields, *, now: datetime
) -> OpenDraft:
    """Keep what was typed of a whole questionnaire, right or wrong; see `save`."""
    form = library.form
    return _save(database, draft, form.typed(sent, range(form.steps)), reached=form.steps, now=now)


def give_up(database: Database, draft: UUID) -> None:
    """Forget a draft, and all that was typed in it."""
    with database.writing() as records:
        if records.admissions.admission(draft) is None:
            records.invitations.forget_draft(draft)


def opened_draft(records: Records, draft: RegistrationDraft | None, *, now: datetime) -> OpenDraft:
    """Return a draft as it may be gone on with, in a transaction.

    Raises:
        NotFound: there is none, it is too old, or what it was begun by is over.
    """
    if draft is None or draft.expires_at <= now:
        raise NotFound(_(NO_DRAFT))
    territory = territory_of(records, draft.territory)
    admission = records.admissions.admission(draft.id)
    if admission is not None:
        return OpenDraft(draft, territory, admission.trainee)
    _check_link(records, draft, now=now)
    return OpenDraft(draft, territory)


def _types(account: Account, draft: RegistrationDraft) -> bool:
    return draft.account == account.id and is_in_scope(account, draft.territory)


def _check_link(records: Records, draft: RegistrationDraft, *, now: datetime) -> None:
    link = None if draft.link is None else records.invitations.link(draft.link)
    if link is None:
        return
    standing = standing_of(records, link, now=now)
    late = standing.ended_at is not None and standing.ended_at + GRACE <= now
    if late or standing.state is LinkState.REVOKED:
        raise NotFound(
            _(
                "The link by which you began is over, and this questionnaire cannot be sent any more. Ask "
                "your référent for another link, or for the questionnaire on paper."
            )
        )


def _save(database: Database, draft: UUID, typed: Fields, *, reached: int, now: datetime) -> OpenDraft:
    with database.writing() as records:
        known = opened_draft(records, records.invitations.draft(draft), now=now)
        if known.trainee is not None:
            return known
        changes = {
            "content": _kept({**known.fields, **typed}),
            "step": max(known.draft.step, reached),
            "saved_at": now,
        }
        saved = known.draft.model_copy(update=changes)
        records.invitations.save_draft(saved)
    return OpenDraft(saved, known.territory)


def _kept(fields: Fields) -> dict[str, list[str]]:
    """Return fields as JSON keeps them, without those left empty."""
    return {name: list(values) for name, values in fields.items() if any(values)}


def _digest(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()

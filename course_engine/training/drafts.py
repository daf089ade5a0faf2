"""Drafts: questionnaires being filled in, kept at each step, and gone on with by a code or an account.

What opens a draft of somebody who came by a link is a code like those of trainees (`codes.py`). Its SHA-256
is enough: whoever could read it can read the draft beside it, and whoever cannot must guess 54 bits.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.admission import RegistrationDraft
from course_engine.model.places import Territory
from course_engine.store import Database, Records
from course_engine.training.codes import compact, draw, grouped, is_whole
from course_engine.training.identity import uuid7
from course_engine.training.invitation import LinkState, opened, standing_of, territory_of
from course_engine.training.library import Library
from course_engine.training.questionnaire_form import Fields

_ = translator("training")

CODE_LENGTH = 12
BEGUN_BY_PLACE = 3
"""How many drafts may be begun for each registration that a link may bring: people begin anew."""
GRACE = timedelta(hours=48)
"""How long what was begun by a link may be sent after the link's end."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
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
    if territory not in account.territories:
        raise NotFound(_("You do not work in the territory “{id}”.").format(id=territory))
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


def resume(database: Database, written: str, *, now: datetime) -> OpenDraft:
    """Return the draft that a code opens, sent or not.

    Args:
        database: where it is kept.
        written: the code as somebody typed or pasted it.
        now: when, aware.

    Raises:
        NotFound: the code opens nothing, or nothing any more; says what to look at.
    """
    code = compact(written)
    if len(code) != CODE_LENGTH:
        message = _("A code has {expected} characters, and you typed {found}. Check it.")
        raise NotFound(message.format(expected=CODE_LENGTH, found=len(code)))
    if not is_whole(code):
        raise NotFound(_("This code is not recognised: one character is miscopied. Check it."))
    with database.reading() as records:
        return opened_draft(records, records.invitations.draft_by_code(_digest(code)), now=now)


def draft_of(database: Database, account: Account, draft: UUID, *, now: datetime) -> OpenDraft:
    """Return a draft that an account types in, sent or not.

    Raises:
        NotFound: it is not there, or somebody else's.
    """
    with database.reading() as records:
        known = records.invitations.draft(draft)
        mine = known if known is not None and known.account == account.id else None
        return opened_draft(records, mine, now=now)


def drafts_of(database: Database, account: Account, *, now: datetime) -> tuple[OpenDraft, ...]:
    """Return what an account is typing in and did not send, the latest first."""
    with database.reading() as records:
        drafts = [one for one in records.invitations.drafts_of(account.id) if one.expires_at > now]
        found = [opened_draft(records, draft, now=now) for draft in drafts]
    return tuple(one for one in found if one.trainee is None)


def save(
    database: Database,
    library: Library,
    draft: UUID,
    sent: Fields,
    *,
    step: int,
    next_step: int,
    now: datetime,
) -> OpenDraft:
    """Keep what was typed at one step, right or wrong, in place of what that step held.

    Args:
        database: where the draft is kept.
        library: the course that people register to.
        draft: its id.
        sent: what the form sent.
        step: the step that was filled in, from 0.
        next_step: the step to go on from; the furthest that was ever reached is kept.
        now: when, aware.

    Returns:
        The draft as it is now; one that was sent meanwhile is left as it is.

    Raises:
        NotFound: the draft is not there any more.
        InvalidResponse: a field is none of the step's.
    """
    return _save(database, draft, library.form.typed(sent, (step,)), next_step=next_step, now=now)


def save_whole(
    database: Database, library: Library, draft: UUID, sent: Fields, *, now: datetime
) -> OpenDraft:
    """Keep what was typed of a whole questionnaire, right or wrong; see `save`."""
    form = library.form
    return _save(database, draft, form.typed(sent, range(form.steps)), next_step=form.steps, now=now)


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
        raise NotFound(
            _(
                "No questionnaire is kept under this code. Check each character; if it was begun long ago, "
                "it was erased: ask your référent for a link, and begin again."
            )
        )
    territory = territory_of(records, draft.territory)
    admission = records.admissions.admission(draft.id)
    if admission is not None:
        return OpenDraft(draft, territory, admission.trainee)
    _check_link(records, draft, now=now)
    return OpenDraft(draft, territory)


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


def _save(database: Database, draft: UUID, typed: Fields, *, next_step: int, now: datetime) -> OpenDraft:
    with database.writing() as records:
        known = opened_draft(records, records.invitations.draft(draft), now=now)
        if known.trainee is not None:
            return known
        changes = {
            "content": _kept({**known.fields, **typed}),
            "step": max(known.draft.step, next_step),
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

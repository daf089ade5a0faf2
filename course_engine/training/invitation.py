"""Invitation: the links that a référent gives, by which people register.

A link is a secret of 128 bits in an address; only its SHA-256 is kept. It brings so many registrations, lives
so many days, and may be stopped: docs/decisions/0015-registration-link.md.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from uuid import UUID

from msgspec import Struct
from pydantic import ValidationError

from course_engine.errors import InvalidForm, NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.admission import LinkRequest, RegistrationLink
from course_engine.model.places import Territory
from course_engine.store import Database, Records
from course_engine.training.form_problems import sentence
from course_engine.training.identity import uuid7
from course_engine.training.scope import check_territory
from course_engine.training.territories import territory_of

_ = translator("training")

TOKEN_BYTES = 16


class LinkState(StrEnum):
    """Whether a link still opens the questionnaire, or why not."""

    OPEN = "ouvert"
    FULL = "complet"
    EXPIRED = "expire"
    REVOKED = "arrete"


class LinkStanding(Struct, frozen=True):
    """A link, and where it stands.

    Attributes:
        brought: how many registrations it brought.
        ended_at: since when it lets nobody begin; None while it does.
    """

    link: RegistrationLink
    brought: int
    state: LinkState
    ended_at: datetime | None


class NewLink(Struct, frozen=True):
    """A link just made: its token is shown this once."""

    link: RegistrationLink
    token: str


def make_link(
    database: Database, account: Account, asked: Mapping[str, str], *, now: datetime, rng: Random
) -> NewLink:
    """Make a link to the questionnaire of a territory.

    Args:
        database: where it is kept.
        account: who makes it, a référent of the territory.
        asked: the fields of a `LinkRequest`, as they were typed.
        now: when, aware.
        rng: draws the token: `random.SystemRandom()`.

    Raises:
        NotFound: the territory is not one of the account's.
        InvalidForm: what was typed is not a link.
    """
    try:
        request = LinkRequest.model_validate(dict(asked))
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
        raise InvalidForm({str(error["loc"][0]): sentence(error) for error in errors}) from refused
    check_territory(account, request.territory)
    link = RegistrationLink(
        id=uuid7(now, rng),
        territory=request.territory,
        label=request.label,
        most=request.most,
        made_by=account.id,
        made_at=now,
        expires_at=now + timedelta(days=request.days),
    )
    token = urlsafe_b64encode(rng.randbytes(TOKEN_BYTES)).rstrip(b"=").decode()
    with database.writing() as records:
        records.invitations.add_link(link, _digest(token))
    return NewLink(link, token)


def links_of(database: Database, account: Account, *, now: datetime) -> tuple[LinkStanding, ...]:
    """Return every link to an account's territories, in order of territory, the newest first."""
    with database.reading() as records:
        found = (link for one in account.territories for link in records.invitations.links(one))
        return tuple(standing_of(records, link, now=now) for link in found)


def revoke_link(database: Database, account: Account, link: UUID, *, now: datetime) -> None:
    """Stop a link: it lets nobody begin, nor send what was begun by it.

    Raises:
        NotFound: it is none of the account's territories'.
    """
    with database.writing() as records:
        known = records.invitations.link(link)
        if known is None:
            raise NotFound(_("This link does not exist."))
        check_territory(account, known.territory)
        records.invitations.revoke_link(link, revoked_at=now)


def open_link(database: Database, token: str, *, now: datetime) -> tuple[RegistrationLink, Territory]:
    """Return the link that a token opens, and the territory where one registers by it.

    Raises:
        NotFound: it opens nothing, or nothing any more; which of the two is not said to strangers.
    """
    with database.reading() as records:
        link = opened(records, token, now=now)
        return link, territory_of(records, link.territory)


def opened(records: Records, token: str, *, now: datetime) -> RegistrationLink:
    """Return the link that a token opens, in a transaction.

    Raises:
        NotFound: it opens nothing, or nothing any more.
    """
    link = records.invitations.link_by_token(_digest(token))
    if link is None or standing_of(records, link, now=now).state is not LinkState.OPEN:
        raise NotFound(
            _(
                "This link opens no questionnaire, or no longer does. Copy the whole of it, or ask your "
                "référent for another one, or for the questionnaire on paper."
            )
        )
    return link


def standing_of(records: Records, link: RegistrationLink, *, now: datetime) -> LinkStanding:
    """Return where a link stands at `now`. It ends with its last day, or with its last registration."""
    arrivals = records.admissions.arrivals(link.id)
    ends = [(link.expires_at, LinkState.EXPIRED)]
    if len(arrivals) >= link.most:
        ends.append((arrivals[link.most - 1], LinkState.FULL))
    if link.revoked_at is not None:
        ends.append((link.revoked_at, LinkState.REVOKED))
    ended_at, state = min(ends)
    if link.revoked_at is not None:
        # Whatever ended it before, somebody does not want what it brings.
        state = LinkState.REVOKED
    is_over = ended_at <= now
    return LinkStanding(
        link, len(arrivals), state if is_over else LinkState.OPEN, ended_at if is_over else None
    )


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()

"""Who works on the operation: accounts, what each may do is in `training/rights.py`."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from course_engine.model.frozen import Frozen
from course_engine.model.identity import Slug

Login = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9.-]{2,39}$")]
"""What a person types to sign in: it names them in the records too."""


class AccountRole(StrEnum):
    """What a person does in the operation."""

    ANIMATOR = "animateur"
    DESIGNER = "concepteur"
    REGION = "region"
    REFERENT = "referent"


class Account(Frozen):
    """An account of somebody who works on the operation.

    Attributes:
        name: as others read it.
        territories: those where a référent or an animateur works; empty for the other roles, who see all.
        closed_at: since when it lets nobody in; None while it does.
    """

    id: Login
    name: str = Field(min_length=1, max_length=100)
    role: AccountRole
    territories: tuple[Slug, ...] = ()
    created_at: AwareDatetime
    closed_at: AwareDatetime | None = None


class Password(Frozen):
    """How an account proves who it is.

    Attributes:
        hash: argon2id, in the PHC string format.
        temporary: whether it was issued by somebody else, and must be replaced at the first entry.
    """

    hash: str
    temporary: bool
    issued_at: AwareDatetime
    issued_by: str

"""The trail: who looked at, took away, corrected or erased what is kept about a person."""

from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field

from course_engine.model.frozen import Frozen
from course_engine.model.identity import OpaqueId

LONGEST_DETAIL = 500


class TrailAction(StrEnum):
    """What leaves a trace."""

    FILE_VIEWED = "dossier-consulte"
    FILE_EXPORTED = "dossier-exporte"
    LIST_EXPORTED = "liste-exportee"
    CORRECTED = "correction"
    SHEET_KEYED_IN = "copie-saisie"
    CODE_ISSUED = "code-remis"
    PASSWORD_ISSUED = "mot-de-passe-remis"  # noqa: S105 - the name of an action
    ACCOUNT_CHANGED = "compte-modifie"
    ERASED = "effacement"
    PURGED = "purge"
    BACKED_UP = "sauvegarde"
    RESTORED = "restauration"
    RECORDS_EXPORTED = "registre-exporte"
    RECORDS_MERGED = "registre-fusionne"


class TrailEntry(Frozen):
    """A fact: what was done, by whom, about whom.

    Attributes:
        account: who did it: an account, or `purge`.
        trainee: whom it is about; None where it is about many.
        detail: what was done exactly; no name of a person in it.
    """

    id: UUID
    at: AwareDatetime
    account: str
    action: TrailAction
    trainee: OpaqueId | None = None
    detail: str = Field(default="", max_length=LONGEST_DETAIL)

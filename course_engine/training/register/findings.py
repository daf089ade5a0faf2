"""What the verification of the register can find, and how it says it."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from course_engine.i18n import mark, translator

_ = translator("training")


class Flaw(StrEnum):
    """What is wrong with the register."""

    ALTERED = "altered"
    REMOVED = "removed"
    ADDED = "added"
    SIGNATURE_ALTERED = "signature-altered"
    SIGNATURE_MISSING = "signature-missing"
    COUNTERSIGNATURE_ALTERED = "countersignature-altered"
    COUNTERSIGNATURE_ADDED = "countersignature-added"
    LINK_ALTERED = "link-altered"
    LINK_MISSING = "link-missing"
    PRINT_UNKNOWN = "print-unknown"


SENTENCES: Mapping[Flaw, str] = {
    Flaw.ALTERED: mark("{line}: this attendance no longer says what was sealed on {sealed}."),
    Flaw.REMOVED: mark("An attendance or a countersignature sealed on {sealed} is no longer in the records."),
    Flaw.ADDED: mark("{line}: this attendance was added without going through the register."),
    Flaw.SIGNATURE_ALTERED: mark("{line}: the drawn signature is not the one that was sealed."),
    Flaw.SIGNATURE_MISSING: mark("{line}: the drawn signature was taken away."),
    Flaw.COUNTERSIGNATURE_ALTERED: mark("{line}: the countersignature no longer says what was sealed."),
    Flaw.COUNTERSIGNATURE_ADDED: mark(
        "{line}: a countersignature was added without going through the register."
    ),
    Flaw.LINK_ALTERED: mark("Link {rank} of the chain {chain} was changed."),
    Flaw.LINK_MISSING: mark("Links are missing from the chain {chain} before link {rank}."),
    Flaw.PRINT_UNKNOWN: mark(
        "The register no longer holds the link that was printed as {expected}: what came last was taken away, or"
        " the sheet is another stand's."
    ),
}


class Finding(Struct, frozen=True):
    """One thing that is wrong with the register.

    Attributes:
        session, trainee: whom it is about, by id; empty where that can no longer be told.
        sentence: it in words: which session, which line, what.
    """

    flaw: Flaw
    sentence: str
    session: str = ""
    trainee: str = ""


def finding(flaw: Flaw, *, session: str = "", trainee: str = "", **told: object) -> Finding:
    """Return a finding with its sentence filled in.

    Args:
        flaw: what is wrong.
        session: which session it is about.
        trainee: whom it is about.
        told: what its sentence names.
    """
    return Finding(flaw, _(SENTENCES[flaw]).format(**told), session, trainee)

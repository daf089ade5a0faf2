"""The attendance sheet of a session on paper: blank to be signed by hand, or filled as the record of who did."""

from base64 import b64encode
from datetime import date, datetime, time
from pathlib import Path

from course_engine.documents.archival import archived
from course_engine.documents.press import press
from course_engine.documents.printable import printable_noun
from course_engine.model.frozen import Frozen
from course_engine.model.register import Signature
from course_engine.model.training import HalfDay
from course_engine.rendering.signature import signature_file

INK = "#1d2329"
SPARE_LINES = 2
"""Lines left empty on a sheet to be signed by hand, for who comes without a place."""


class PrintedLine(Frozen):
    """One person of the sheet. Hours are local; both are None where they did not sign.

    Attributes:
        means: how they signed, a word of `SigningMeans`; empty where that is not known.
        signature: what they drew; None on paper, or once it was erased.
        corrections: how often their line was corrected.
    """

    name: str
    employer: str
    is_present: bool
    arrives: time | None
    leaves: time | None
    means: str
    signature: Signature | None
    corrections: int


class PrintedSheet(Frozen):
    """Everything that an attendance sheet states. Times are local.

    Attributes:
        title: of the unit, as the programme says it.
        blank: whether it is to be signed by hand.
        countersigned_by: the animateur who signed for it; empty where nobody did.
        is_countersigned: whether that is about what the sheet says now.
        head: the beginning of the hash of the register's last link; may be empty.
    """

    programme: str
    organiser: str
    title: str
    session: str
    day: date
    half_day: HalfDay
    begins: time
    ends: time
    place: str
    animator: str
    blank: bool
    lines: tuple[PrintedLine, ...]
    countersigned_by: str
    countersigned_at: datetime | None
    countersignature: Signature | None
    is_countersigned: bool
    head: str
    printed_at: datetime


def render_attendance_sheet(sheet: PrintedSheet, templates: Path) -> bytes:
    """Return the sheet as a PDF/A-3a and PDF/UA-1 to print, the same bytes each time.

    Args:
        sheet: what it states; texts are printed in NFC.
        templates: the folder of a theme's `attendance-sheet.html` and `attendance-sheet.css`.

    Raises:
        Unprintable: a text has a character that the typeface lacks.
        ContentRefused: the theme's template or style sheet is missing or wrong.
        EnvironmentRefused: a system library is missing.
    """
    pdf = press(templates).pdf(
        "attendance-sheet",
        sheet=printable_noun(sheet),
        drawing=drawing,
        spare=SPARE_LINES if sheet.blank else 0,
    )
    return archived(pdf, {})


def drawing(signature: Signature) -> str:
    """Return what somebody drew as the address of a picture, itself in the address."""
    return "data:image/svg+xml;base64," + b64encode(signature_file(signature, INK).encode()).decode()

"""Signed attendance sheets, typed from paper."""

from datetime import time
from enum import StrEnum

from msgspec import Struct

from course_engine.exchange.csv_sessions import SESSION_ID, TRAINEE_ID
from course_engine.exchange.csv_table import RowReader, Table, read_table
from course_engine.exchange.csv_values import hour, identity, text, word
from course_engine.i18n import translator

_ = translator("exchange")

SHEET_COLUMNS = ("seance", "stagiaire", "nom", "prenom", "arrivee", "depart", "signature")


class Signature(StrEnum):
    """Whether a trainee signed."""

    YES = "oui"
    NO = "non"


class SheetLine(Struct, frozen=True):
    """One line of a signed sheet. Hours are local; both are None where the trainee did not sign."""

    session: str
    trainee: str
    last_name: str
    first_name: str
    arrives: time | None
    leaves: time | None
    signed: bool


def read_sheet(content: bytes, file: str) -> Table[SheetLine]:
    """Read a signed sheet.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        InputRefused: not a CSV of a sheet at all; the problems of its lines are in the table.
    """
    return read_table(content, file, SHEET_COLUMNS, _line)


def _line(row: RowReader) -> SheetLine:
    session, trainee = identity(row, "seance", SESSION_ID), identity(row, "stagiaire", TRAINEE_ID)
    last_name, first_name = text(row, "nom"), text(row, "prenom")
    signed = word(row, "signature", Signature) is Signature.YES
    arrives = hour(row, "arrivee", required=signed)
    leaves = hour(row, "depart", required=signed)
    _check_hours(row, arrives, leaves, signed=signed)
    return SheetLine(session, trainee, last_name, first_name, arrives, leaves, signed)


def _check_hours(row: RowReader, arrives: time | None, leaves: time | None, *, signed: bool) -> None:
    if row.problems:
        return
    if not signed and (arrives or leaves):
        column = "arrivee" if arrives else "depart"
        message = _("an hour, “{hour}”, without a signature").format(hour=row.cells[column])
        hint = _("write “oui” under signature if the paper is signed, else clear the hours")
        row.refuse("signature", "CSV204", message, hint)
    elif arrives and leaves and arrives >= leaves:
        message = _("leaves at {leaves}, before arriving at {arrives}").format(
            leaves=row.cells["depart"], arrives=row.cells["arrivee"]
        )
        row.refuse("depart", "CSV203", message, _("correct the hours"))

"""Deployments: which stand stays in which territory, when, and where."""

from collections.abc import Iterable

from course_engine.exchange.csv_table import RowReader, Table, read_table
from course_engine.exchange.csv_values import STAY_ID, TERRITORY_ID, day, identity, text, whole_number
from course_engine.exchange.csv_writing import write_csv
from course_engine.i18n import translator
from course_engine.model.places import LEAST_SEATS, MOST_SEATS, Deployment

_ = translator("exchange")

DEPLOYMENT_COLUMNS = ("sejour", "stand", "territoire", "vague", "debut", "fin", "salle", "places")
MOST_WAVES = 99


def read_deployments(content: bytes, file: str) -> Table[Deployment]:
    """Read a file of deployments.

    Args:
        content: the file's bytes.
        file: its name, for messages.

    Raises:
        InputRefused: not a CSV of deployments at all; the problems of its lines are in the table.
    """
    return read_table(content, file, DEPLOYMENT_COLUMNS, _deployment)


def write_deployments(deployments: Iterable[Deployment]) -> bytes:
    """Return deployments as the file that `read_deployments` reads."""
    return write_csv(
        DEPLOYMENT_COLUMNS,
        (
            (
                stay.id,
                stay.stand,
                stay.territory,
                stay.wave,
                stay.begins,
                stay.ends,
                stay.room,
                stay.capacity,
            )
            for stay in deployments
        ),
    )


def _deployment(row: RowReader) -> Deployment | None:
    stay, territory = identity(row, "sejour", STAY_ID), identity(row, "territoire", TERRITORY_ID)
    stand, room = text(row, "stand"), text(row, "salle")
    wave = whole_number(row, "vague", most=MOST_WAVES)
    begins, ends = day(row, "debut"), day(row, "fin")
    capacity = whole_number(row, "places", least=LEAST_SEATS, most=MOST_SEATS)
    if begins and ends and begins >= ends:
        message = _("the stay ends on {ends}, before it begins").format(ends=row.cells["fin"])
        row.refuse("fin", "CSV203", message, _("correct the dates"))
    if row.problems or not (wave and begins and ends and capacity):
        return None
    return Deployment(
        id=stay,
        stand=stand,
        territory=territory,
        wave=wave,
        begins=begins,
        ends=ends,
        room=room,
        capacity=capacity,
    )

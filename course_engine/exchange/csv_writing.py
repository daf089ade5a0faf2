"""Rows → a CSV file that a French office opens by double click.

Semicolons, UTF-8 with its mark, CRLF, decimal comma, and no cell that a spreadsheet would run as a formula
(`csv_formulas`). What it writes, `csv_table.read_rows` reads back.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import TypeAlias

from course_engine.exchange.csv_formulas import neutralised
from course_engine.exchange.csv_table import SEPARATOR

Cell: TypeAlias = str | int | float | Decimal | date | time | None
"""What may be written in a cell; None leaves it empty."""


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file: the names of its columns, then one line a row.

    Args:
        columns: their names, as the header gives them.
        rows: one cell a column each.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow([neutralised(name) for name in columns])
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    """Return a cell as an office writes it: `12/03/2027`, `09:00`, `3,5`."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, str):
        return neutralised(cell)
    return "" if cell is None else str(cell).replace(".", ",")

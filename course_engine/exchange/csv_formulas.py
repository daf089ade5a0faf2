"""Cells that a spreadsheet would run as formulas: written so that it does not, and read back as they were.

The rule: a text whose first sign, spaces and apostrophes aside, is `=`, `+`, `-` or `@` is written with one
apostrophe more in front. Reading takes one away from each cell so written. Whatever a text is, it comes back.
Numbers are no texts: `-3,5` is written as it is.
"""

import re

# The full-width signs too: spreadsheets set for East Asian typing take them for the others.
FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")
MARK = "'"


def neutralised(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs."""
    return f"{MARK}{text}" if FORMULA.match(text) else text


def restored(cell: str) -> str:
    """Return the text that `neutralised` made a cell of."""
    return cell[1:] if cell.startswith(MARK) and FORMULA.match(cell) else cell

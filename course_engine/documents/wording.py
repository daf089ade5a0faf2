"""Dates, hours and durations as a French document writes them, with no-break spaces."""

from datetime import date, time

from babel.dates import format_date
from markupsafe import Markup

NBSP = "\N{NO-BREAK SPACE}"


def day(value: date) -> Markup:
    """Return the HTML of `12 mars 2027`, and of `1er mars 2027` with its raised letters."""
    ordinal = Markup("<sup>er</sup>") if value.day == 1 else ""
    return Markup("{}{}{}{}").format(value.day, ordinal, NBSP, format_date(value, f"MMMM{NBSP}y", "fr"))


def weekday(value: date) -> str:
    """Return `vendredi`."""
    return format_date(value, "EEEE", "fr")


def hour(value: time) -> str:
    """Return `9 h`, or `9 h 40`."""
    minutes = f"{NBSP}{value.minute:02}" if value.minute else ""
    return f"{value.hour}{NBSP}h{minutes}"


def duration(minutes: int) -> str:
    """Return `3 h`, `5 h 30`, or `40 min` under one hour."""
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{left}{NBSP}min"
    return f"{hours}{NBSP}h" + (f"{NBSP}{left:02}" if left else "")

"""Dates as a French document prints them; hours and durations are those of every page."""

from datetime import date

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

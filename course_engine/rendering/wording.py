"""Dates, durations and sizes in words, as a French printer would set them."""

from datetime import date, time

from course_engine.i18n import LANGUAGE

NO_BREAK = "\u00a0"
KILO, MEGA, GIGA = 1000, 1_000_000, 1_000_000_000


def day_in_words(day: date) -> str:
    """Return « samedi 12 mars 2027 », « mardi 1ᵉʳ juin 2027 »."""
    # Imported by whoever writes a date, as wherever Babel is: a page has none, and it takes as long as one.
    from babel.dates import format_date

    words = format_date(day, "EEEE d MMMM y", locale=LANGUAGE)
    first = words.replace(" 1 ", " 1ᵉʳ ") if day.day == 1 else words
    weekday, number, rest = first.split(" ", 2)
    return f"{weekday} {number}{NO_BREAK}{rest}"


def date_in_words(day: date) -> str:
    """Return « 12 mars 2027 », « 1ᵉʳ juin 2027 », all of it without a break."""
    from babel.dates import format_date

    words = format_date(day, "d MMMM y", locale=LANGUAGE)
    first = words.replace("1 ", "1ᵉʳ ", 1) if day.day == 1 else words
    return first.replace(" ", NO_BREAK)


def time_in_words(moment: time) -> str:
    """Return « 9 h », « 13 h 30 », « 0 h »."""
    return _hours(moment.hour, moment.minute)


def duration_in_words(minutes: int) -> str:
    """Return « 3 h », « 1 h 30 », « 45 min »."""
    hours, rest = divmod(minutes, 60)
    return _hours(hours, rest) if hours else f"{rest}{NO_BREAK}min"


def size_in_words(size: int) -> str:
    """Return a size in bytes as « 12 ko », « 1,4 Mo » or « 7,3 Go », never less than 1 ko."""
    if size < MEGA:
        return f"{max(1, round(size / KILO))}{NO_BREAK}ko"
    from babel.numbers import format_decimal

    scale, unit = (GIGA, "Go") if size >= GIGA else (MEGA, "Mo")
    return f"{format_decimal(size / scale, '0.0', locale=LANGUAGE)}{NO_BREAK}{unit}"


def _hours(hours: int, minutes: int) -> str:
    return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{minutes:02}" if minutes else "")

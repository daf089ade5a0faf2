"""How long each kind of record is kept: a number of months or days that the organiser sets.

No text gives the time for a free awareness session; the defaults are what offices do (docs/settings.md).
"""

from calendar import monthrange
from datetime import datetime, timedelta

from msgspec import Struct

from course_engine.i18n import translator

_ = translator("training")

MONTHS_A_YEAR = 12


class Retention(Struct, frozen=True):
    """How long what is kept is kept. The unit ends the name.

    Attributes:
        questionnaire_months: forms, paths and personal codes, after a person's last session.
        quizzes_months: answers to quizzes, after a person's last session.
        register_months: names, places, attendance and attestations, after a person's last session.
        links_months: référents' links, after they stop.
        accounts_months: accounts, after they are closed.
        trail_months: the trail.
        drafts_days: questionnaires that were begun and never sent, after they were last touched.
        attempts_days: wrong codes and passwords.
    """

    questionnaire_months: int = 12
    quizzes_months: int = 12
    register_months: int = 72
    links_months: int = 12
    accounts_months: int = 12
    trail_months: int = 12
    drafts_days: int = 30
    attempts_days: int = 7

    def cutoff(self, period: str, now: datetime) -> datetime:
        """Return the instant before which what is kept for `period` is over its time.

        Args:
            period: the name of an attribute.
            now: when, aware.
        """
        length: int = getattr(self, period)
        return now - timedelta(days=length) if period.endswith("_days") else months_after(now, -length)

    def until(self, period: str, since: datetime) -> datetime:
        """Return when what is kept for `period` since an instant is over its time."""
        length: int = getattr(self, period)
        return since + timedelta(days=length) if period.endswith("_days") else months_after(since, length)

    def in_words(self, period: str) -> str:
        """Return a period as a notice says it: « 12 mois », « 6 ans », « 30 jours »."""
        length: int = getattr(self, period)
        if period.endswith("_days"):
            return _("1 day") if length == 1 else _("{days} days").format(days=length)
        years, rest = divmod(length, MONTHS_A_YEAR)
        if rest or years < 2:  # noqa: PLR2004 - « 12 mois » says more than « 1 an » where days count
            return _("{months} months").format(months=length)
        return _("{years} years").format(years=years)


def months_after(instant: datetime, months: int) -> datetime:
    """Return the same day of another month, or its last day where it is shorter; `months` may be negative."""
    year, month = divmod(instant.year * MONTHS_A_YEAR + instant.month - 1 + months, MONTHS_A_YEAR)
    day = min(instant.day, monthrange(year, month + 1)[1])
    return instant.replace(year=year, month=month + 1, day=day)

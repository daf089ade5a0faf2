"""The stand's hours are those of Europe/Paris; the records' are UTC."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

STAND_ZONE = ZoneInfo("Europe/Paris")


@lru_cache(256)
def in_utc(day: date, hour: time) -> datetime:
    """Return the instant that the stand's clock shows as `hour` on `day`."""
    return datetime.combine(day, hour, STAND_ZONE).astimezone(UTC)


def on_the_stand(instant: datetime) -> datetime:
    """Return `instant` by the stand's clock."""
    return instant.astimezone(STAND_ZONE)


def next_time(now: datetime, hour: time) -> datetime:
    """Return the first instant after `now` at which the stand's clock shows `hour`, in UTC."""
    today = on_the_stand(now).date()
    candidate = in_utc(today, hour)
    return candidate if candidate > now else in_utc(today + timedelta(days=1), hour)

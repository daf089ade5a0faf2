"""Durations as authors write them: `60 min`, `1 h`, `1 h 30`."""

import re

_DURATION = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*h(?:eures?)?(?:\s*(?P<rest>\d{1,2})(?:\s*min(?:utes?)?)?)?"
    r"|(?P<minutes>\d{1,3})\s*min(?:utes?)?)",
    re.IGNORECASE,
)


def minutes(text: str) -> int | None:
    """Return a duration in minutes; None if `text` is not one or is nothing."""
    match = _DURATION.fullmatch(text.strip())
    if not match:
        return None
    total = int(match["minutes"] or 0) + 60 * int(match["hours"] or 0) + int(match["rest"] or 0)
    return total or None

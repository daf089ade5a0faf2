"""Whether the machine is ready: its disk, its clock, its port, its browsers, its printer."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from course_engine.i18n import translator
from course_engine.model.readiness import Finding
from course_engine.rendering.wording import day_in_words, size_in_words
from course_engine.training.stand.findings import blocking, good, look
from course_engine.training.stand_time import STAND_ZONE, on_the_stand

_ = translator("training")

MEGABYTE = 1_000_000
FOR_THE_DAY = 200 * MEGABYTE
"""For the records of a day and what the system writes beside."""
BAGS, BAG = 12, 10 * MEGABYTE
"""As many bags as seats, each this large beside the course itself."""
COMFORT = 3

BACKWARDS = timedelta(minutes=2)
LONG_AGO = timedelta(days=366)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox", "firefox-esr")
NUMBERED = re.compile(r"\D+[\d.]+")
PATIENCE_S = 5.0
LOOPBACK = "127.0.0.1"


def disk(scratch: Path, course: Path, records: Path | None) -> Finding:
    """Return whether the disk holds the records of the day, a copy of them and the bags.

    Args:
        scratch: a folder on that disk.
        course: the folder of the course; its `modules/` go into each bag.
        records: the file of the records; None where a server holds them.
    """
    title = _("Disk")
    own = records.stat().st_size if records and records.is_file() else 0
    course_size = sum(file.stat().st_size for file in (course / "modules").rglob("*") if file.is_file())
    needed = FOR_THE_DAY + own + BAGS * (BAG + course_size)
    free = shutil.disk_usage(scratch).free
    said = _("{free} left; the records of the day, a backup and twelve bags need {needed}.")
    said = said.format(free=size_in_words(free), needed=size_in_words(needed))
    if free < needed:
        return blocking(title, said, _("Free some space."))
    if free < COMFORT * needed:
        return look(title, said, _("Free some space soon."))
    return good(title, said)


def clock(now: datetime, newest: datetime | None, installed: datetime) -> Finding:
    """Return whether the clock may be right. No network is asked: a person compares.

    Args:
        now: what it says.
        newest: when the last fact was entered; None where there is none.
        installed: when the engine was installed.
    """
    title = _("Clock")
    here = on_the_stand(now)
    said = _("{day}, {hour}.").format(day=day_in_words(here.date()), hour=f"{here:%H:%M:%S}")
    set_it = _("Set the clock of this computer, then check again.")
    if newest is not None and now < newest - BACKWARDS:
        last = on_the_stand(newest)
        late = _("{said} The records go up to {day}, {hour}: it is late.")
        late = late.format(said=said, day=day_in_words(last.date()), hour=f"{last:%H:%M}")
        return blocking(title, late, set_it)
    if now < installed - BACKWARDS:
        return blocking(
            title, _("{said} The engine was installed later than that.").format(said=said), set_it
        )
    if newest is not None and now > newest + LONG_AGO:
        return look(title, _("{said} The last record is over a year old.").format(said=said), set_it)
    if now.astimezone().utcoffset() != now.astimezone(STAND_ZONE).utcoffset():
        zone = _("{said} This computer is not set to the time zone of Paris; the engine is.").format(
            said=said
        )
        return look(title, zone, _("Set its time zone to Europe/Paris."))
    return good(title, _("{said} Compare with a telephone: two minutes apart at most.").format(said=said))


def port(number: int) -> Finding:
    """Return whether the server will find its port free."""
    title = _("Port")
    try:
        socket.create_server((LOOPBACK, number)).close()
    except OSError:
        said = _("{port} is in use.").format(port=number)
        return look(title, said, _("Stop the server that runs, or choose another one with --port."))
    return good(title, _("{port} is free.").format(port=number))


def browsers() -> Finding:
    """Return which browsers this machine has. Those that trainees used are nobody's business: none is recorded."""
    title = _("Browsers")
    found = list(dict.fromkeys(_versions()))
    if not found:
        return look(title, _("None on this computer."), _("Install Firefox or Chromium."))
    return good(title, _("{found}.").format(found=", ".join(found)))


def printer() -> Finding:
    """Return which printer this machine knows; the half-day can be held without one."""
    title = _("Printer")
    words = (_said("lpstat", "-e") or "").split()
    if not words:
        return good(title, _("None known: print the sheets beforehand."))
    return good(title, ", ".join(words))


def _versions() -> Iterator[str]:
    for name in BROWSERS:
        if said := _said(name, "--version"):
            name_and_number = NUMBERED.match(said)
            yield name_and_number[0] if name_and_number else name


def _said(program: str, option: str) -> str | None:
    """Return what a program of this machine answers; None where it is not there, or does not."""
    found = shutil.which(program)
    if found is None:
        return None
    try:
        ran = subprocess.run(  # noqa: S603 - a program named above, and nothing that anybody typed
            [found, option], capture_output=True, text=True, timeout=PATIENCE_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return ran.stdout

"""Whether the room is ready for the days to come: sessions, places, codes, accounts. No name is in a finding."""

from datetime import datetime, timedelta

from course_engine.i18n import translator
from course_engine.model.accounts import AccountRole
from course_engine.model.readiness import Finding
from course_engine.model.trail import TrailAction
from course_engine.model.training import TrainingSession
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.store import Records
from course_engine.training.stand.findings import blocking, good, look
from course_engine.training.stand_time import on_the_stand

_ = translator("training")

AHEAD = timedelta(days=7)
A_DAY = timedelta(days=1)
LISTED = 3


def last_backup(records: Records, now: datetime) -> Finding:
    """Return how old the last backup is."""
    title = _("Backup")
    made = records.trail.latest(TrailAction.BACKED_UP)
    make_one = _("Plug the key in, and run “course-engine stand backup”.")
    if made is None:
        return look(title, _("None was ever made of these records."), make_one)
    at = on_the_stand(made.at)
    said = _("The last one is of {day}, {hour}.").format(
        day=day_in_words(at.date()), hour=time_in_words(at.time())
    )
    return good(title, said) if now - made.at <= A_DAY else look(title, said, make_one)


def sessions(records: Records, now: datetime) -> Finding:
    """Return which sessions are to come, and how many people have a place in each."""
    title = _("Sessions")
    coming = _coming(records, now)
    if not coming:
        return look(
            title, _("None in the seven days to come."), _("Check the calendar with the Region’s team.")
        )
    seated = [sum(place.session == one.id for place in records.schedule.enrolments()) for one in coming]
    lines = [_line(one, count) for one, count in zip(coming, seated, strict=True)]
    shown = _("; ").join(lines[:LISTED])
    said = (
        shown
        if len(lines) <= LISTED
        else _("{shown}; {more} more").format(shown=shown, more=len(lines) - LISTED)
    )
    if 0 in seated:
        return look(title, f"{said}.", _("Give the places of the session that nobody has one in."))
    return good(title, f"{said}.")


def codes(records: Records, now: datetime) -> Finding:
    """Return whether everybody who is expected has a code."""
    title = _("Codes")
    coming = {session.id for session in _coming(records, now)}
    expected = {place.trainee for place in records.schedule.enrolments() if place.session in coming}
    if not expected:
        return good(title, _("Nobody is expected."))
    without = sum(records.access.latest_code_of(trainee) is None for trainee in expected)
    if without:
        said = _("{without} of the {expected} people expected have none.")
        said = said.format(without=without, expected=len(expected))
        return look(
            title, said, _("Issue them from the page of each session, or with “course-engine codes issue”.")
        )
    return good(title, _("Each of the {expected} people expected has one.").format(expected=len(expected)))


def accounts(records: Records) -> Finding:
    """Return whether somebody can sign in and run the room."""
    title = _("Accounts")
    open_ones = [account for account in records.accounts.accounts().values() if account.closed_at is None]
    animators = sum(account.role is AccountRole.ANIMATOR for account in open_ones)
    if not open_ones:
        todo = _("Run “course-engine account add”: the server opens to the network only then.")
        return blocking(title, _("Nobody has one."), todo)
    passwords = (records.accounts.password(account.id) for account in open_ones)
    temporary = sum(password is not None and password.temporary for password in passwords)
    said = _("{count} open, {animators} of them animateurs; {temporary} with a temporary password.")
    said = said.format(count=len(open_ones), animators=animators, temporary=temporary)
    if not animators:
        return look(title, said, _("Add the animateur’s account."))
    if temporary:
        return look(title, said, _("Have each person sign in once before leaving."))
    return good(title, said)


def _coming(records: Records, now: datetime) -> list[TrainingSession]:
    today = on_the_stand(now).date()
    found = (one for one in records.schedule.sessions().values() if today <= one.day <= today + AHEAD)
    return sorted(found, key=lambda session: (session.day, session.begins, session.id))


def _line(session: TrainingSession, seated: int) -> str:
    return _("{session}, {day} at {hour}: {seated} of {capacity} seats").format(
        session=session.id,
        day=day_in_words(session.day),
        hour=time_in_words(session.begins),
        seated=seated,
        capacity=session.capacity,
    )

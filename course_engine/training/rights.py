"""Who may do what: the one table. Doors ask it before a use case runs; scope by territory comes on top.

A référent and an animateur act in their own territories only; the Region and the designers have none.
"""

from collections.abc import Mapping
from enum import StrEnum

from course_engine.model.accounts import AccountRole


class Right(StrEnum):
    """Something that somebody may do with an account."""

    INVITE = "invite"
    TYPE_PAPER = "type-paper"
    SEE_PEOPLE = "see-people"
    ADMIT = "admit"
    OVERRIDE_PATH = "override-path"
    SEE_SESSIONS = "see-sessions"
    PLACE = "place"
    ISSUE_CODES = "issue-codes"
    RUN_ROOM = "run-room"
    SEE_NEEDS = "see-needs"
    SEE_CONFLICTS = "see-conflicts"
    READ_COURSE = "read-course"
    MANAGE_PLACES = "manage-places"
    MANAGE_ACCOUNTS = "manage-accounts"
    SEE_STATISTICS = "see-statistics"
    SEE_WHOLE_FILE = "see-whole-file"
    ERASE = "erase"
    SEE_TRAIL = "see-trail"
    REGRADE = "regrade"


RIGHTS: Mapping[AccountRole, frozenset[Right]] = {
    AccountRole.REFERENT: frozenset(
        {
            Right.INVITE,
            Right.TYPE_PAPER,
            Right.SEE_PEOPLE,
            Right.ADMIT,
            Right.OVERRIDE_PATH,
            Right.SEE_SESSIONS,
            Right.SEE_NEEDS,
        }
    ),
    AccountRole.ANIMATOR: frozenset(
        {
            Right.TYPE_PAPER,
            Right.SEE_PEOPLE,
            Right.ADMIT,
            Right.OVERRIDE_PATH,
            Right.SEE_SESSIONS,
            Right.PLACE,
            Right.ISSUE_CODES,
            Right.RUN_ROOM,
            Right.SEE_NEEDS,
            Right.SEE_CONFLICTS,
            Right.READ_COURSE,
        }
    ),
    AccountRole.DESIGNER: frozenset({Right.READ_COURSE}),
    AccountRole.REGION: frozenset(
        {
            Right.READ_COURSE,
            Right.MANAGE_PLACES,
            Right.MANAGE_ACCOUNTS,
            Right.SEE_STATISTICS,
            Right.SEE_NEEDS,
            Right.SEE_CONFLICTS,
            Right.SEE_WHOLE_FILE,
            Right.ERASE,
            Right.SEE_TRAIL,
            Right.REGRADE,
        }
    ),
}
"""What each role may do; what is not here is refused."""

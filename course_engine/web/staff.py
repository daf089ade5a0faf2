"""The frame of the screens that ask for an account: who is signed in, where they may go."""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import HTMLResponse
from markupsafe import escape

from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account, AccountRole
from course_engine.rendering.contexts import Link
from course_engine.training.rights import RIGHTS, Right
from course_engine.web.contexts.staff import StaffFrame
from course_engine.web.site import Site

_ = translator("web")

HOMES: Mapping[AccountRole, str] = {
    AccountRole.REFERENT: "/referent",
    AccountRole.ANIMATOR: "/animateur",
    AccountRole.REGION: "/region",
    AccountRole.DESIGNER: "/concepteur",
}
"""Where each role begins."""
ROLE_WORDS: Mapping[AccountRole, str] = {
    AccountRole.REFERENT: mark("local correspondent"),
    AccountRole.ANIMATOR: mark("trainer"),
    AccountRole.REGION: mark("the Region's team"),
    AccountRole.DESIGNER: mark("course designer"),
}
NAVIGATION: tuple[tuple[Right, str, str], ...] = (
    (Right.MANAGE_PLACES, "/territoires", mark("Territories")),
    (Right.MANAGE_ACCOUNTS, "/comptes", mark("Accounts")),
    (Right.INVITE, "/liens", mark("Links")),
    (Right.TYPE_PAPER, "/saisie", mark("Paper forms")),
    (Right.SEE_PEOPLE, "/personnes", mark("People")),
    (Right.ADMIT, "/doublons", mark("Duplicates")),
    (Right.SEE_NEEDS, "/besoins", mark("Needs")),
    (Right.SEE_CONFLICTS, "/conflits", mark("Conflicts")),
    (Right.READ_COURSE, "/concepteur", mark("The course")),
    (Right.REGRADE, "/rejuger", mark("Corrected quizzes")),
    (Right.SEE_WHOLE_FILE, "/dossiers", mark("Files")),
    (Right.SEE_TRAIL, "/trace", mark("Trail")),
)
"""Where one may go with a right, and how it is called, in the order of the work."""


def staff_page(
    site: Site, account: Account, template: str, context: Any, *, status: int = 200
) -> HTMLResponse:
    """Return a screen for somebody who has an account.

    Args:
        site: what the application works from.
        account: who is signed in.
        template: one that extends `web/staff.html`; it says where it is in the menu by `{% set here = "/…" %}`.
        context: its own context, a record of `web/contexts/`, without the frame.
        status: the HTTP status.
    """
    return HTMLResponse(site.theme.render(template, staff_frame(site, account), context), status)


def staff_frame(site: Site, account: Account) -> StaffFrame:
    """Return the frame of the screens of `account`."""
    return StaffFrame(
        shell=site.staff_shell,
        signed_in_as=account.name,
        role=_(ROLE_WORDS[account.role]),
        navigation=navigation(account.role),
    )


def navigation(role: AccountRole) -> tuple[Link, ...]:
    """Return where a role may go: its home first, then what its rights open."""
    home = HOMES[role]
    beyond = tuple(
        Link(href=address, title=escape(_(title)))
        for right, address, title in NAVIGATION
        if right in RIGHTS[role] and address != home
    )
    return (Link(href=home, title=escape(_("Home"))), *beyond)

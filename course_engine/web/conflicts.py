"""What stands say differently: side by side, settled by whoever looks."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from starlette.responses import Response

from course_engine.errors import DecisionRefused
from course_engine.i18n import mark, translator
from course_engine.model.accounts import Account
from course_engine.training.conflicts.listing import Conflict, ConflictKind, conflicts_of
from course_engine.training.conflicts.settling import settle_plan, settle_sign_ins
from course_engine.training.conflicts.sides import Side
from course_engine.training.rights import RIGHTS, Right
from course_engine.web.addresses import person_url
from course_engine.web.contexts.conflicts import ConflictsContext, ConflictView, SideView
from course_engine.web.hub import Topic
from course_engine.web.moments import moment_in_words
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/conflits")

Settler = Annotated[Account, requires(Right.SEE_CONFLICTS)]

GROUPS: Mapping[ConflictKind, str] = {
    ConflictKind.SIGN_INS: mark("Sign-ins that cannot both be true"),
    ConflictKind.DECISIONS: mark("Decisions taken apart"),
    ConflictKind.PLAN: mark("Plans that differ"),
    ConflictKind.CAPACITY: mark("More people than seats"),
    ConflictKind.TWINS: mark("Maybe registered twice"),
}
HINTS: Mapping[ConflictKind, str] = {
    ConflictKind.SIGN_INS: mark(
        "The sign-in that you do not keep is corrected by a new fact; it stays in the history."
        " Until then, this person is given no attestation."
    ),
    ConflictKind.DECISIONS: mark("The latest decision stands. Decide again: this conflict then goes."),
    ConflictKind.PLAN: mark("What you keep becomes the plan here. What others say stays with them."),
    ConflictKind.CAPACITY: mark(
        "Nobody loses their place by themselves: move or cancel on the session's list."
    ),
    ConflictKind.TWINS: mark("A référent says whether it is one person, under “Duplicates”."),
}
KEEPS: Mapping[ConflictKind, str] = {
    ConflictKind.SIGN_INS: mark("Keep this sign-in"),
    ConflictKind.PLAN: mark("Keep this plan"),
}
DONE: Mapping[str, str] = {
    "emargements": mark("The sign-in that was not kept is corrected."),
    "plans": mark("The plan that you kept is the plan here."),
}


class ChoiceForm(BaseModel):
    """What the form of a side posts."""

    nature: Literal["emargements", "plans"]
    conflit: Annotated[str, Field(max_length=200)]
    garder: Annotated[str, Field(max_length=100)]


@router.get("")
def conflicts(
    site: CurrentSite, settler: Settler, fait: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """Show every conflict where the account works."""
    return _page(site, settler, done=_(DONE[fait]) if fait in DONE else "")


@router.post("")
def settle(site: CurrentSite, settler: Settler, form: Annotated[ChoiceForm, Form()]) -> Response:
    """Keep one side of a conflict."""
    try:
        if form.nature == "plans":
            settle_plan(site.database, settler, form.conflit, form.garder, now=site.clock())
        else:
            session = settle_sign_ins(
                site.database, settler, form.conflit, form.garder, now=site.clock(), rng=site.rng
            )
            site.hub.changed(session, Topic.LIFE)
    except DecisionRefused as problem:
        return _page(site, settler, problem=str(problem))
    return RedirectResponse(f"/conflits?fait={form.nature}", 303)


def _page(site: Site, account: Account, *, done: str = "", problem: str = "") -> Response:
    found = conflicts_of(site.database, account, now=site.clock())
    views = {
        kind: tuple(_view(conflict, account) for conflict in found if conflict.kind is kind)
        for kind in GROUPS
    }
    context = ConflictsContext(
        at=moment_in_words(site.clock()),
        groups=tuple((_(GROUPS[kind]), group) for kind, group in views.items() if group),
        total=len(found),
        done=done,
        problem=problem,
    )
    return staff_page(site, account, "web/conflicts.html", context, status=409 if problem else 200)


def _view(conflict: Conflict, account: Account) -> ConflictView:
    href, link = _settled_at(conflict, account)
    return ConflictView(
        id=f"conflit-{sha256(f'{conflict.kind} {conflict.key}'.encode()).hexdigest()[:12]}",
        kind=conflict.kind,
        key=conflict.key,
        sentence=conflict.sentence,
        hint=_(HINTS[conflict.kind]),
        href=href,
        link=link,
        sides=tuple(_side(side, conflict.kind, account) for side in conflict.sides),
    )


def _side(side: Side, kind: ConflictKind, account: Account) -> SideView:
    keep = _(KEEPS[kind]) if side.choice and kind in KEEPS else ""
    return SideView(
        title=side.title,
        lines=side.lines,
        choice=side.choice if keep else "",
        keep=keep,
        href=person_url(side.trainee) if side.trainee and _may(account, Right.SEE_PEOPLE) else "",
    )


def _settled_at(conflict: Conflict, account: Account) -> tuple[str, str]:
    """Return where a conflict is settled that is not settled here, with the words of the link."""
    side = conflict.sides[0]
    if conflict.kind is ConflictKind.TWINS and _may(account, Right.ADMIT):
        return "/doublons", _("Compare the two registrations")
    if conflict.kind is ConflictKind.CAPACITY and _may(account, Right.SEE_SESSIONS):
        return f"/seances/{side.session}", _("Open the session's list")
    if conflict.kind is ConflictKind.DECISIONS and side.session and _may(account, Right.SEE_SESSIONS):
        return f"/seances/{side.session}", _("Open the session's list")
    if conflict.kind is ConflictKind.DECISIONS and _may(account, Right.ADMIT):
        return person_url(side.trainee), _("Open the person's file")
    return "", ""


def _may(account: Account, right: Right) -> bool:
    return right in RIGHTS[account.role]

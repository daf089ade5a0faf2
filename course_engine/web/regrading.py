"""Answers judged again after a question was corrected: read first, applied when the account that read it confirms."""

from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from course_engine.errors import DecisionRefused
from course_engine.model.accounts import Account
from course_engine.training.regrading import changes_as_read, confirm_regrading, regrading
from course_engine.training.rights import RIGHTS, Right
from course_engine.web.moments import moment_in_words
from course_engine.web.regrading_views import regrading_context
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

ADDRESS = "/rejuger"

router = APIRouter(prefix=ADDRESS)

Judge = Annotated[Account, requires(Right.REGRADE)]


@router.get("")
def show(site: CurrentSite, judge: Judge, fait: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
    """Show what corrected questions change to the score of each answer; nothing is written."""
    return _page(site, judge, done=fait)


@router.post("")
def apply(site: CurrentSite, judge: Judge, vu: Annotated[str, Form(max_length=64)]) -> Response:
    """Record the new scores, if they are those that were read."""
    now, catalogue = site.clock(), site.library.catalogue
    try:
        read = changes_as_read(site.database, catalogue, vu)
        confirm_regrading(site.database, catalogue, read, by=judge.id, now=now, rng=site.rng)
    except DecisionRefused as refused:
        return _page(site, judge, problem=str(refused))
    return RedirectResponse(f"{ADDRESS}?fait={len(read.changes)}", 303)


def _page(site: Site, judge: Account, *, done: int = 0, problem: str = "") -> Response:
    catalogue = site.library.catalogue
    context = regrading_context(
        regrading(site.database, catalogue),
        catalogue,
        at=moment_in_words(site.clock()),
        is_named=Right.SEE_WHOLE_FILE in RIGHTS[judge.role],
        done=done,
        problem=problem,
    )
    return staff_page(site, judge, "web/regrading.html", context, status=409 if problem else 200)

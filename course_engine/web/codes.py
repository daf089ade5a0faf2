"""A trainee's code issued again: a slip to print, shown once."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from course_engine.model.accounts import Account
from course_engine.model.identity import OpaqueId
from course_engine.training.access import reissue_code
from course_engine.training.rights import Right
from course_engine.web.contexts.codes import CodeSlipContext
from course_engine.web.session import CurrentSite, requires
from course_engine.web.staff import staff_page

router = APIRouter()


@router.post("/personnes/{trainee}/code")
def issue_code(
    site: CurrentSite, issuer: Annotated[Account, requires(Right.ISSUE_CODES)], trainee: OpaqueId
) -> Response:
    """Give a trainee of one's territories a new code, and show it once."""
    issued = reissue_code(site.database, trainee, account=issuer, now=site.clock(), rng=site.rng)
    context = CodeSlipContext(name=issued.trainee.full_name, code=issued.code)
    return staff_page(site, issuer, "web/code-slip.html", context)

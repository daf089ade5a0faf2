"""Who is asking: the trainee whose browser holds the cookie."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from course_engine.training import access
from course_engine.training.access import BrowserSession
from course_engine.training.journey import Journey, journey
from course_engine.web.errors import SignedOut
from course_engine.web.site import Site, site_of

COOKIE = "parcours"


def set_cookie(response: Response, session: BrowserSession) -> None:
    """Give the browser the token that lets it in."""
    response.set_cookie(
        COOKIE, session.token, expires=session.expires_at, httponly=True, samesite="strict", path="/"
    )


def trainee_of(request: Request) -> str:
    """Return the id of the trainee who asks.

    Raises:
        SignedOut: the browser holds no token, or one whose session is over.
    """
    site = site_of(request)
    token = request.cookies.get(COOKIE)
    trainee = access.who(site.database, token, now=site.clock()) if token else None
    if trainee is None:
        raise SignedOut
    return trainee


def journey_of(request: Request) -> Journey:
    """Return the journey of the trainee who asks.

    Raises:
        SignedOut: the browser holds no token, or one whose session is over.
    """
    site = site_of(request)
    return journey(site.database, site.library, trainee_of(request))


CurrentSite = Annotated[Site, Depends(site_of)]
CurrentTrainee = Annotated[str, Depends(trainee_of)]
CurrentJourney = Annotated[Journey, Depends(journey_of)]

"""Who is asking, and who a route is for.

Every route declares whom it admits, by one dependency whose callable has `admits`: an `Audience`, or a
`Right` of training/rights.py. tests/web/test_rights.py reads it, and tries every route as everybody.

```python
@router.get("/glossaire", dependencies=[OPEN_TO_ALL])          # anybody
def path(journey: CurrentJourney) -> Response: ...             # trainees
def people(account: Annotated[Account, requires(Right.SEE_PEOPLE)]) -> Response: ...
```
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from msgspec import Struct
from starlette.responses import Response

from course_engine.errors import NotAllowed
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.training import browser_session
from course_engine.training.browser_session import Bearer, BrowserSession
from course_engine.training.journey import Journey, journey
from course_engine.training.rights import RIGHTS, Right
from course_engine.web.errors import PasswordToChoose, SignedOut
from course_engine.web.site import Site, site_of

_ = translator("web")

COOKIE = "session"
DOOR, STAFF_DOOR = "/", "/connexion"


class Audience(StrEnum):
    """Whom a route is for, where it asks for no right in particular.

    `LINK_HOLDER` is whoever holds an address that a référent gave: the route's own use case looks at it.
    """

    ANYBODY = "anybody"
    LINK_HOLDER = "link-holder"
    TRAINEE = "trainee"
    ACCOUNT = "account"


Admits = Audience | Right


def declared(dependant: Dependant) -> Iterator[Admits]:
    """Yield whom a route and what it depends on say that they admit."""
    admits: Admits | None = getattr(dependant.call, "admits", None)
    if admits is not None:
        yield admits
    for inner in dependant.dependencies:
        yield from declared(inner)


def lets_in(admits: Admits, bearer: Bearer) -> bool:
    """Return whether a route that admits so lets the holder of a browser in."""
    if isinstance(admits, Right):
        return bearer.account is not None and admits in RIGHTS[bearer.account.role]
    return {
        Audience.ANYBODY: True,
        Audience.LINK_HOLDER: True,
        Audience.TRAINEE: bearer.trainee is not None,
        Audience.ACCOUNT: bearer.account is not None,
    }[admits]


def bearer_of(request: Request) -> Bearer | None:
    """Return who asks, or None for nobody whom we know."""
    site = site_of(request)
    token = request.cookies.get(COOKIE)
    return browser_session.who(site.database, token, now=site.clock()) if token else None


def client_of(request: Request) -> str:
    """Return the IP address that a request comes from."""
    return request.client.host if request.client else ""


CurrentSite = Annotated[Site, Depends(site_of)]
CurrentBearer = Annotated[Bearer | None, Depends(bearer_of)]


class Everybody(Struct, frozen=True):
    """Lets every request through: a route says so on purpose."""

    admits: Audience = Audience.ANYBODY

    def __call__(self) -> None:
        """Let the request through."""


class TraineeOnly(Struct, frozen=True):
    """Lets trainees through, and gives their id."""

    admits: Audience = Audience.TRAINEE

    def __call__(self, bearer: CurrentBearer) -> str:
        """Return the id of the trainee who asks.

        Raises:
            SignedOut: the browser holds no token, or one whose session is over.
            NotAllowed: whoever asks has an account: no path is theirs.
        """
        if bearer is None:
            raise SignedOut(DOOR)
        if bearer.trainee is None:
            raise NotAllowed(_("This page is for trainees: it opens with a personal code."))
        return bearer.trainee


class AccountOnly(Struct, frozen=True):
    """Lets through whoever has an account, even with a password that they have yet to replace."""

    admits: Audience = Audience.ACCOUNT

    def __call__(self, bearer: CurrentBearer) -> Account:
        """Return the account of whoever asks.

        Raises:
            SignedOut: the browser holds no token, or one whose session is over.
            NotAllowed: whoever asks is a trainee.
        """
        if bearer is None:
            raise SignedOut(STAFF_DOOR)
        if bearer.account is None:
            raise NotAllowed(_("This page is for those who run the training. Go back to your path."))
        return bearer.account


class AccountWith(Struct, frozen=True):
    """Lets through whoever has an account with one right, and a password of their own."""

    admits: Right

    def __call__(self, bearer: CurrentBearer) -> Account:
        """Return the account of whoever asks.

        Raises:
            SignedOut: the browser holds no token, or one whose session is over.
            PasswordToChoose: their password was issued by somebody else.
            NotAllowed: whoever asks is a trainee, or their role does not have the right.
        """
        account = AccountOnly()(bearer)
        if bearer is not None and bearer.must_choose_password:
            raise PasswordToChoose
        if self.admits not in RIGHTS[account.role]:
            raise NotAllowed(_("Your account does not allow this. Ask the Region's team if you need it."))
        return account


def requires(right: Right) -> Any:
    """Return the dependency that lets through accounts that have `right`, and gives the `Account`."""
    return Depends(AccountWith(right))


OPEN_TO_ALL: Any = Depends(Everybody())
HELD_LINK: Any = Depends(Everybody(Audience.LINK_HOLDER))
CurrentTrainee = Annotated[str, Depends(TraineeOnly())]
CurrentAccount = Annotated[Account, Depends(AccountOnly())]


def journey_of(site: CurrentSite, trainee: CurrentTrainee) -> Journey:
    """Return the journey of the trainee who asks."""
    return journey(site.database, site.library, trainee)


CurrentJourney = Annotated[Journey, Depends(journey_of)]


def set_cookie(request: Request, response: Response, session: BrowserSession) -> None:
    """Give the browser the token that lets it in, in place of the one it had."""
    forget_browser(request)
    response.set_cookie(
        COOKIE,
        session.token,
        expires=session.expires_at,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )


def unset_cookie(request: Request, response: Response) -> None:
    """End the browser's session, here and there."""
    forget_browser(request)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


def forget_browser(request: Request) -> None:
    """End the session of the browser that asks, if it has one: the next person on it is another."""
    token = request.cookies.get(COOKIE)
    if token:
        browser_session.leave(site_of(request).database, token)

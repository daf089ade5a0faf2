"""Errors as responses: one table from class to status, one page, one JSON shape.

JSON is `{"error": "not-found", "message": "une phrase"}`, for whoever asks for it.
"""

from collections.abc import Mapping
from datetime import timedelta

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from course_engine import errors
from course_engine.i18n import mark, translator
from course_engine.web.contexts.public import ErrorContext
from course_engine.web.headers import SECURITY_HEADERS
from course_engine.web.site import site_of
from course_engine.web.wanted import door_of

_ = translator("web")


class SignedOut(errors.SessionOver):
    """The browser is not let in, or no longer: it is led to the door.

    Attributes:
        door: the address where one enters.
    """

    def __init__(self, door: str) -> None:
        self.door = door
        super().__init__()


class PasswordToChoose(errors.CourseError):
    """The account's password was issued by somebody else: nothing opens until it is replaced."""

    door = "/mot-de-passe"

    def __init__(self) -> None:
        super().__init__(_("Choose a password of your own first: yours was issued by somebody else."))


class OpensNothing(errors.NotFound):
    """A link or a code in an address opens nothing: the sentence says what to do, and no more."""


STATUSES: Mapping[type[errors.CourseError], int] = {
    errors.SessionOver: 401,
    PasswordToChoose: 403,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.ConflictingFact: 409,
    errors.DecisionRefused: 409,
    errors.NotCertifiable: 409,
    errors.InvalidForm: 422,
    errors.InvalidResponse: 422,
    errors.Refused: 422,
    errors.VerificationFailed: 422,
    errors.TooManyAttempts: 429,
    errors.StoreError: 503,
    errors.CourseError: 500,
}
NAMES: Mapping[int, str] = {
    400: "bad-request",
    401: "signed-out",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    409: "conflict",
    413: "too-long",
    422: "invalid",
    429: "too-many-attempts",
    503: "unavailable",
}
TITLES: Mapping[int, str] = {
    404: mark("This page does not exist"),
    405: mark("This is not possible here"),
    422: mark("We could not read this"),
    429: mark("Wait a little"),
    500: mark("Something broke on our side"),
    503: mark("The records cannot be reached"),
}
ANY_TITLE = mark("This is not possible")
"""Of the other statuses."""
SENTENCES: Mapping[int, str] = {
    404: mark("The address may be miscopied, or this page is not one of those open to you."),
    405: mark("Go back to the previous page, and use its buttons."),
    422: mark("Go back to the previous page, and fill it in again."),
    500: mark("What you already answered is kept. Try again; if it happens again, tell the trainer."),
}


def status_of(error: errors.CourseError) -> int:
    """Return the status of the nearest class of `error` that has one."""
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)


def wants_json(request: Request) -> bool:
    """Return whether a client asks for JSON, as our script does."""
    return "application/json" in request.headers.get("accept", "")


def refusal(
    request: Request, status: int, sentence: str = "", *, retry_after: timedelta | None = None
) -> Response:
    """Return an error as the client can read it."""
    title = _(TITLES.get(status, ANY_TITLE))
    message = sentence or _(SENTENCES.get(status, SENTENCES[500]))
    # Here too: a fault of ours is answered outside the guard that gives other responses theirs.
    headers = dict(SECURITY_HEADERS)
    if retry_after is not None:
        headers["retry-after"] = str(-(-retry_after // timedelta(seconds=1)))
    if wants_json(request):
        return JSONResponse({"error": NAMES.get(status, "internal"), "message": message}, status, headers)
    site = site_of(request)
    context = ErrorContext(shell=site.shell, title=title, message=message)
    return HTMLResponse(site.theme.render("web/error.html", context), status, headers)


def install(app: FastAPI) -> None:
    """Make `app` answer errors so."""
    app.add_exception_handler(errors.CourseError, _refused)
    app.add_exception_handler(HTTPException, _by_http)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(500, _broken)


def told_of(request: Request, error: errors.CourseError | HTTPException) -> Response:
    """Return an error as `install` has it answered, for what answers without FastAPI."""
    return (_by_http if isinstance(error, HTTPException) else _refused)(request, error)


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, SignedOut | PasswordToChoose) and not wants_json(request):
        return RedirectResponse(door_of(request, error.door), 303)
    if not isinstance(error, errors.CourseError):
        raise error
    # A 404 has one shape: who asks learns nothing of what other people may read.
    says_nothing = isinstance(error, errors.NotFound) and not isinstance(error, OpensNothing)
    sentence = "" if says_nothing else str(error)
    wait = error.wait if isinstance(error, errors.TooManyAttempts) else None
    return refusal(request, status_of(error), sentence, retry_after=wait)


def _by_http(request: Request, error: Exception) -> Response:
    return refusal(request, error.status_code if isinstance(error, HTTPException) else 500)


def _unreadable(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    # An address that cannot be one of ours is as unknown as any other.
    misaddressed = any(problem["loc"][0] == "path" for problem in error.errors())
    return refusal(request, 404 if misaddressed else 422)


def _broken(request: Request, error: Exception) -> Response:
    del error
    return refusal(request, 500)

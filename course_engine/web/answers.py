"""The hot path: an answer comes in, is recorded with those that come with it, and is explained.

Nothing here reads the records, or waits in a thread: the desk checks who answers in the transaction that it
records everybody's answers in (training/room/answer_desk.py). FastAPI describes the route, and answers do not go
by it: finding the route and reading three fields would cost as much as all the rest (docs/decisions/0020).
"""

import re
from asyncio import Future, get_running_loop
from collections import defaultdict
from typing import Annotated
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from msgspec import Struct
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from course_engine.errors import CourseError, InvalidResponse, SessionOver
from course_engine.model.identity import Slug
from course_engine.rendering.feedback import Refusal
from course_engine.training.answers import Submission
from course_engine.training.room.answer_batch import Acknowledged, Outcome
from course_engine.training.room.answer_desk import AnswerDesk
from course_engine.web.addresses import page_url
from course_engine.web.errors import SignedOut, told_of, wants_json
from course_engine.web.quizzes import QuizDesk
from course_engine.web.session import COOKIE, DOOR, Audience, TraineeOnly, bearer_of, journey_of
from course_engine.web.site import site_of
from course_engine.web.trainee import page_screen

MOST_FIELDS = 1000
ADDRESS = re.compile("/reponses/(?P<quiz>[^/]+)/(?P<question>[^/]+)")


class AnswerForm(BaseModel):
    """What the form of a question posts.

    Attributes:
        id: UUIDv7, of the page or of the script; without one the server makes it.
        answer: what `grading.read_response` reads.
    """

    id: UUID | None = None
    answer: list[str] = Field(default_factory=list)


def token_of(request: Request) -> str:
    """Return the token that a browser holds; empty for none."""
    return request.cookies.get(COOKIE, "")


class TraineeByTheDesk(Struct, frozen=True):
    """Says that a route is for trainees, which the desk sees to; gives the token of whoever asks."""

    admits: Audience = Audience.TRAINEE

    def __call__(self, request: Request) -> str:
        """Return the token that the browser holds; empty for none."""
        return token_of(request)


FORM = {
    "requestBody": {
        "content": {"application/x-www-form-urlencoded": {"schema": AnswerForm.model_json_schema()}}
    }
}

router = APIRouter()


@router.post("/reponses/{quiz}/{question}", openapi_extra=FORM)
async def answer(
    request: Request, token: Annotated[str, Depends(TraineeByTheDesk())], quiz: Slug, question: Slug
) -> Response:
    """Record an answer with those that come at the same time, then show its feedback where the question stands."""
    site, (given_id, values) = site_of(request), _read(await request.body())
    now = site.clock()
    submission = Submission(token, quiz, question, values, given_id or site.new_id(), now)
    try:
        told = await _recorded(site.answer_desk, submission)
    except SessionOver as over:
        raise SignedOut(DOOR) from over
    except InvalidResponse as problem:
        if wants_json(request):
            raise
        return await run_in_threadpool(_asked_again, request, submission, str(problem))
    if wants_json(request):
        said = site.feedbacks.of(told.answer, told.course, told.place)
        return Response(said, media_type="application/json")
    # The form's own fragment survives the redirect: the browser goes to the feedback.
    return RedirectResponse(page_url(told.place.unit, told.place.page), 303)


class AnswersFirst:
    """Takes answers straight to `answer`, past the router and what surrounds it; everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it; refusals are told as those of any route are."""
        posted = scope["type"] == "http" and scope["method"] == "POST"
        names = ADDRESS.fullmatch(scope["path"]) if posted else None
        if names is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            reply = await answer(request, token_of(request), **names.groupdict())
        except (CourseError, HTTPException) as refused:
            reply = told_of(request, refused)
        await reply(scope, receive, send)


async def _recorded(desk: AnswerDesk, submission: Submission) -> Acknowledged:
    """Return what the desk says of an answer; meanwhile, other answers come in."""
    loop = get_running_loop()
    told: Future[Outcome | BaseException] = loop.create_future()

    def tell(outcome: Outcome | BaseException) -> None:
        if not told.done():  # whoever asked may have gone
            told.set_result(outcome)

    desk.submit(submission, lambda outcome: loop.call_soon_threadsafe(tell, outcome))
    outcome = await told
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def _read(body: bytes) -> tuple[UUID | None, tuple[str, ...]]:
    """Return the id and the values that a form holds.

    Raises:
        HTTPException: 422, the id cannot be one, or there are more fields than any form of ours has.
    """
    fields, text = defaultdict[str, list[str]](list), body.decode(errors="replace")
    try:
        for name, value in parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS):
            fields[name].append(value)
        given = "".join(fields["id"][-1:])
        return UUID(given) if given else None, tuple(fields["answer"])
    except ValueError as failure:
        raise HTTPException(422) from failure


def _asked_again(request: Request, submission: Submission, sentence: str) -> Response:
    """Show the page of a question again, with what was sent and why it is no answer to it."""
    site = site_of(request)
    mine = journey_of(site, TraineeOnly()(bearer_of(request)))
    place = mine.quiz(submission.quiz)
    refused = {submission.question: Refusal(values=submission.values, sentence=sentence)}
    return page_screen(site, QuizDesk(mine, refused, site.new_id), place.unit, place.page, status=422)

"""The hot path: an answer comes in, is recorded with those that come with it, and is explained.

Nothing here reads the records, or waits in a thread: the desk checks who answers in the transaction that it
records everybody's answers in (training/room/answer_desk.py). FastAPI is told what the form holds, and does not
read it: for three fields, its reading costs as much as all the rest (docs/decisions/0020).
"""

from asyncio import wrap_future
from collections import defaultdict
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from course_engine.errors import InvalidResponse, SessionOver
from course_engine.model.frozen import Slug
from course_engine.rendering.feedback import Refusal
from course_engine.training.answers import Submission
from course_engine.training.identity import uuid7
from course_engine.web.addresses import page_url
from course_engine.web.errors import SignedOut, wants_json
from course_engine.web.quizzes import QuizDesk
from course_engine.web.session import COOKIE, DOOR, Audience, TraineeOnly, bearer_of, journey_of
from course_engine.web.site import site_of
from course_engine.web.trainee import page_screen

router = APIRouter()

MOST_FIELDS = 1000


class AnswerForm(BaseModel):
    """What the form of a question posts.

    Attributes:
        id: UUIDv7, of the page or of the script; without one the server makes it.
        answer: what `grading.read_response` reads.
    """

    id: UUID | None = None
    answer: list[str] = Field(default_factory=list)


@dataclass(frozen=True)
class TraineeByTheDesk:
    """Gives the token of whoever asks; the desk lets trainees through, and nobody else."""

    admits: Audience = Audience.TRAINEE

    async def __call__(self, request: Request) -> str:
        """Return the token that the browser holds, or nothing."""
        return request.cookies.get(COOKIE, "")


FORM = {
    "requestBody": {
        "content": {"application/x-www-form-urlencoded": {"schema": AnswerForm.model_json_schema()}}
    }
}


@router.post("/reponses/{quiz}/{question}", openapi_extra=FORM)
async def answer(
    request: Request, token: Annotated[str, Depends(TraineeByTheDesk())], quiz: Slug, question: Slug
) -> Response:
    """Record an answer with those that come at the same time, then show its feedback where the question stands."""
    site, (given_id, values) = site_of(request), _read(await request.body())
    now = site.clock()
    submission = Submission(token, quiz, question, values, given_id or uuid7(now, site.rng), now)
    try:
        told = await wrap_future(site.answer_desk.submit(submission))
    except SessionOver as over:
        raise SignedOut(DOOR) from over
    except InvalidResponse as problem:
        if wants_json(request):
            raise
        return await run_in_threadpool(_asked_again, request, submission, str(problem))
    if wants_json(request):
        html = site.feedbacks.of(told.answer, told.reading, told.place)
        return JSONResponse({"score": told.answer.score.model_dump(), "html": html, "late": told.answer.late})
    # The form's own fragment survives the redirect: the browser goes to the feedback.
    return RedirectResponse(page_url(told.place.unit, told.place.page), 303)


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
    return page_screen(site, QuizDesk(mine, refused), place.unit, place.page, status=422)

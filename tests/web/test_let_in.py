"""A stream lasts as long as its reader is let in: looked up at each beat, and told once that it is over."""

from collections.abc import AsyncGenerator

import pytest
from fastapi import FastAPI, Request
from played import played
from stand import Clock
from visitor import Visitor

from course_engine.store import Database
from course_engine.training.browser_session import leave
from course_engine.web.events import event
from course_engine.web.let_in import BELIEVED_FOR, LetIn
from course_engine.web.session import COOKIE

OVER = event("over", {})


@pytest.fixture
def token(trainee: Visitor) -> str:
    """What lets the sample trainee's browser in."""
    return trainee.cookies[COOKIE]


def asked(app: FastAPI, token: str) -> Request:
    """Return the request that opens a stream."""
    return Request({"type": "http", "app": app, "headers": [(b"cookie", f"{COOKIE}={token}".encode())]})


async def news() -> AsyncGenerator[str, None]:
    for one in ("un", "deux", "trois"):
        yield one


def heard(app: FastAPI, token: str, between: tuple[Clock, Database] | None = None) -> list[str]:
    """Return what a screen hears; where asked, its browser signs out after the first event, and a beat passes."""

    async def listen() -> list[str]:
        events = []
        async for one in LetIn(asked(app, token)).listens(news()):
            events.append(one)
            if between and len(events) == 1:
                clock, database = between
                leave(database, token)
                clock.now += BELIEVED_FOR
        return events

    return played(listen())


def test_who_is_let_in_hears_everything(app: FastAPI, token: str) -> None:
    assert heard(app, token) == ["un", "deux", "trois"]


def test_who_signed_out_hears_at_the_next_beat_that_it_is_over(
    app: FastAPI, token: str, clock: Clock, database: Database
) -> None:
    assert heard(app, token, (clock, database)) == ["un", OVER]


def test_the_records_are_not_read_at_each_event(app: FastAPI, token: str, database: Database) -> None:
    async def listen() -> bool:
        let_in = LetIn(asked(app, token))
        leave(database, token)
        return await let_in.is_still()

    assert played(listen())

"""Answers on their way, kept until the server acknowledges them: the rule of runtime/quiz.js, in Python."""

import json
from collections.abc import Callable
from threading import Condition
from uuid import UUID

from msgspec import Struct

from course_engine.rehearsal.browser import Browser, LinkDown
from course_engine.rehearsal.screens import QuestionForm

ACKNOWLEDGED = 200
SENT_AGAIN = frozenset({401, 403, 408, 429})
SERVER_FAULT = 500


class SentAnswer(Struct, frozen=True):
    """One answer as a browser sent it.

    Attributes:
        id: UUIDv7 made by the browser; the same however often it is sent.
        form: the question that it answers.
        values: the fields `answer`.
    """

    id: UUID
    trainee: str
    form: QuestionForm
    values: tuple[str, ...]


class Ledger:
    """What was sent, and what the server acknowledged, by everyone; safe from several threads."""

    def __init__(self) -> None:
        self._lock = Condition()
        self._sent: dict[UUID, SentAnswer] = {}
        self._acknowledged: dict[UUID, SentAnswer] = {}
        self._refused: dict[UUID, str] = {}
        self._tries = 0

    def sends(self, answer: SentAnswer) -> None:
        """Note that an answer leaves, for the first time or again."""
        with self._lock:
            self._sent[answer.id] = answer
            self._tries += 1

    def acknowledges(self, answer: SentAnswer) -> None:
        """Note that the server said that it has an answer."""
        with self._lock:
            self._acknowledged[answer.id] = answer
            self._lock.notify_all()

    def refuses(self, answer: SentAnswer, words: str) -> None:
        """Note that the server would not have an answer, and what it said."""
        with self._lock:
            self._refused[answer.id] = words

    @property
    def sent(self) -> dict[UUID, SentAnswer]:
        """Every answer that left a browser, by id."""
        with self._lock:
            return dict(self._sent)

    @property
    def acknowledged(self) -> dict[UUID, SentAnswer]:
        """The answers that the server said it has, by id."""
        with self._lock:
            return dict(self._acknowledged)

    @property
    def refused(self) -> dict[UUID, str]:
        """What the server said of the answers that it would not have, by id."""
        with self._lock:
            return dict(self._refused)

    @property
    def tries(self) -> int:
        """How many times answers left, sent again included."""
        with self._lock:
            return self._tries

    def wait_for(self, count: int, seconds: float | None = None) -> bool:
        """Wait until that many answers are acknowledged; return whether they are, after so many seconds at most."""
        with self._lock:
            return self._lock.wait_for(lambda: len(self._acknowledged) >= count, seconds)


class Outbox:
    """The unsent answers of one trainee, sent in the order of answering, one at a time.

    Args:
        ledger: notes what becomes of them.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._unsent: list[SentAnswer] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._unsent

    def put(self, answer: SentAnswer) -> None:
        """Keep an answer until it is acknowledged."""
        self._unsent.append(answer)

    def send(self, browser: Browser, signed_out: Callable[[], None]) -> bool:
        """Send what waits, as far as the link holds.

        Args:
            browser: with which.
            signed_out: called where the server no longer knows the browser; the answer stays.

        Returns:
            Whether nothing waits any more.
        """
        while self._unsent:
            answer = self._unsent[0]
            self._ledger.sends(answer)
            fields = [("id", str(answer.id)), *(("answer", value) for value in answer.values)]
            try:
                reply = browser.post(answer.form.action, fields)
            except LinkDown:
                return False
            if reply.status in SENT_AGAIN or reply.status >= SERVER_FAULT:
                if reply.status == 401:  # noqa: PLR2004 - Unauthorized (RFC 9110)
                    signed_out()
                return False
            self._settle(answer, reply.status, reply.body)
        return True

    def _settle(self, answer: SentAnswer, status: int, body: str) -> None:
        del self._unsent[0]
        if status == ACKNOWLEDGED and "score" in json.loads(body):
            self._ledger.acknowledges(answer)
        else:
            self._ledger.refuses(answer, f"{status} {body[:200]}")

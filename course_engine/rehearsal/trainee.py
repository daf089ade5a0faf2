"""A simulated trainee: they come in with their code, read, answer, and insist as anybody does."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from random import Random
from threading import Event

from course_engine.errors import CourseError
from course_engine.i18n import translator
from course_engine.rehearsal.browser import Browser, LinkDown, Reply
from course_engine.rehearsal.listening import Stream
from course_engine.rehearsal.outbox import Ledger, Outbox, SentAnswer
from course_engine.rehearsal.screens import QuestionForm, Screen, read_screen
from course_engine.training.identity import uuid7

_ = translator("rehearsal")

OK = 200
SERVER_FAULT = 500
NOTE = "note"
"""The region of a page that says where everybody is led."""
AGAIN_SECONDS = 0.1
"""A page would wait ten seconds; nobody needs to here."""
PATIENCE_SECONDS = 120.0


class GaveUp(CourseError):
    """A trainee could not get through without help."""


class Trainee:
    """One person in front of one computer.

    Args:
        trainee: their id.
        code: what they were given to come in.
        address: of the server, or of their cable to it.
        ledger: notes what becomes of their answers.
        rng: draws what they answer, and ids.
        stopped: set when everybody is to stop.

    Attributes:
        questions: what they have met and not answered.
        waits: how often they had to try again.
    """

    def __init__(
        self, trainee: str, code: str, address: tuple[str, int], ledger: Ledger, rng: Random, stopped: Event
    ) -> None:
        self.id, self._code = trainee, code
        self._address, self._rng, self._stopped = address, rng, stopped
        self._browser = Browser(address)
        self._outbox = Outbox(ledger)
        self.questions: list[QuestionForm] = []
        self.waits = 0
        self._stream: Stream | None = None

    def come_in(self) -> Reply:
        """Type the code, as often as it takes; return the page that opens."""
        reply = self._insist(lambda: self._browser.submit("/entrer", [("code", self._code)]))
        if reply.status != OK or reply.path == "/":
            raise GaveUp(
                _("{trainee} was not let in: {status}.").format(trainee=self.id, status=reply.status)
            )
        return reply

    def change_computer(self) -> None:
        """Sit down in front of another computer, that knows nothing of them; what was unsent there is sent first."""
        self.send_all()
        self._browser.close()
        self._browser = Browser(self._address)
        self.come_in()

    def open(self, path: str) -> Screen:
        """Read a page, refreshing it until it comes."""
        reply = self._insist(lambda: self._browser.open(path))
        if reply.path == "/":  # signed out meanwhile
            self.come_in()
            reply = self._insist(lambda: self._browser.open(path))
        if reply.status != OK:
            raise GaveUp(
                _("{trainee} cannot open {path}: {status}.").format(
                    trainee=self.id, path=path, status=reply.status
                )
            )
        return read_screen(reply.body)

    def listen(self, page: str) -> None:
        """Leave a page open that listens for what changes in the room, once it has the first news."""
        self._stream = Stream(self._browser, self.open(page).live)
        self._stream.wait_for(lambda event: event.name == "regions")

    def follow(self, page: str) -> None:
        """Wait to be led to a page, and read it there.

        Raises:
            NotHeard: the screen that listens was not led there.
        """
        if self._stream is not None:
            self._stream.wait_for(lambda event: event.name == "go" and event.data["href"] == page)
        self.open(page)

    def go_freely(self, page: str) -> None:
        """Wait until the screen that listens shows no way to a page any more, and close it.

        Raises:
            NotHeard: it still does.
        """
        if self._stream is not None:
            self._stream.wait_for(lambda event: page not in event.regions.get(NOTE, page))
            self._stream.close()
            self._stream = None

    def read_unit(self, unit: str) -> None:
        """Go through the pages of a unit; what is still to answer in them becomes `questions`."""
        asked = [
            form
            for link in self.open(f"/unites/{unit}").links
            if link.startswith(f"/unites/{unit}/")
            for form in self.open(link).forms
        ]
        self.questions = [form for form in asked if not form.answered]

    def answer_next(self, count: int) -> None:
        """Answer the next questions, each until it is acknowledged, as far as there are any."""
        for _question in range(min(count, len(self.questions))):
            self.answer(self.questions.pop(0))
            self.send_all()

    def answer_without_waiting(self, count: int) -> None:
        """Answer the next questions; what cannot leave is kept."""
        for _question in range(min(count, len(self.questions))):
            self.answer(self.questions.pop(0))
            self.try_to_send()

    def answer(self, form: QuestionForm) -> SentAnswer:
        """Answer a question at random; the answer leaves when the link allows."""
        answer = SentAnswer(uuid7(datetime.now(UTC), self._rng), self.id, form, form.drawn(self._rng))
        self._outbox.put(answer)
        return answer

    def send_form(self, page: str, typed: Mapping[str, str], to: str = "") -> None:
        """Fill in a form of a page, and send it.

        Args:
            page: where it is.
            typed: what is filled in.
            to: where it is posted; empty for the page itself.

        Raises:
            GaveUp: it is not there, or is refused.
        """
        form = self.open(page).form(to or page, {})
        reply = form and self._insist(lambda: self._browser.submit(form.action, form.filled(typed)))
        if not reply or reply.status != OK:
            raise GaveUp(_("{trainee} cannot send the form of {page}.").format(trainee=self.id, page=page))

    def leave(self) -> None:
        """Close the browser."""
        if self._stream is not None:
            self._stream.close()
        self._browser.close()

    def try_to_send(self) -> bool:
        """Send what waits, once; return whether nothing waits any more."""
        return self._outbox.send(self._browser, self._signed_out)

    def send_all(self) -> None:
        """Send what waits until it is acknowledged."""
        self._until(self.try_to_send)

    def _signed_out(self) -> None:
        try:
            self._browser.submit("/entrer", [("code", self._code)])
        except LinkDown:
            return  # once more with the answer

    def _insist(self, ask: Callable[[], Reply]) -> Reply:
        got: list[Reply] = []

        def tried() -> bool:
            try:
                reply = ask()
            except LinkDown:
                return False
            got.append(reply)
            return reply.status < SERVER_FAULT

        self._until(tried)
        return got[-1]

    def _until(self, done: Callable[[], bool]) -> None:
        for _try in range(int(PATIENCE_SECONDS / AGAIN_SECONDS)):
            if done():
                return
            self.waits += 1
            if self._stopped.wait(AGAIN_SECONDS):
                break
        raise GaveUp(_("{trainee} got no answer for too long.").format(trainee=self.id))

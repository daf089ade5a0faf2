"""Where answers are handed in: one thread records all those that wait, in one transaction, and says so after it.

A commit is durable, so it waits for the disk, for as long with one answer as with a hundred. Whoever comes
while the disk is busy waits for the next commit, together with everybody else (docs/decisions/0020).
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Condition
from typing import TypeAlias

from course_engine.errors import Overloaded
from course_engine.i18n import translator
from course_engine.store import Database
from course_engine.training.answers import Submission
from course_engine.training.library import Library
from course_engine.training.room.answer_batch import Acknowledged, AnswerBatches, Outcome

_ = translator("training")

MOST_TOGETHER = 256
"""How many answers are recorded in one transaction at most: the first of them waits for the last."""
MOST_WAITING = 4096
"""How many may wait: some seconds of work, ten times the seats of every stand."""

Tell: TypeAlias = Callable[[Outcome | BaseException], object]
_Waiting: TypeAlias = tuple[Submission, Tell]


def tell_nobody(_session: str) -> None:
    """Wake no screen: nobody watches."""


class AnswerDesk:
    """Records the answers that any thread hands in. Close it: what waits is recorded first.

    Args:
        database: where to.
        library: the course that is answered.
        changed: told, once after each commit, the id of each session in which something was answered.
        most_waiting: how many answers may wait.
    """

    def __init__(
        self,
        database: Database,
        library: Library,
        *,
        changed: Callable[[str], None] = tell_nobody,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._records, self._batches = database.sole_writer(), AnswerBatches(library)
        self._changed, self._most_waiting = changed, most_waiting
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="answers")
        self._waiting: deque[_Waiting] = deque()
        self._state = Condition()
        self._writing = self._closed = False

    def submit(self, submission: Submission, tell: Tell) -> None:
        """Hand an answer in; return at once. From here on nobody can take it back.

        Args:
            submission: what was answered.
            tell: called once by the desk's thread: with what is acknowledged, now that it is durable, or with
                SessionOver: the token lets nobody in;
                NotAllowed: it lets in somebody who is no trainee;
                NotFound: this trainee is not asked that;
                InvalidResponse: not an answer to this question, or its id is not a UUIDv7; never scored;
                ConflictingFact: another answer has that id;
                StoreError, or a fault: it could not be recorded, nor anything that was handed in with it.

        Raises:
            Overloaded: too many wait, or the desk is closed; nothing was taken.
        """
        with self._state:
            if self._closed or len(self._waiting) >= self._most_waiting:
                raise Overloaded(_("Too many answers are waiting to be recorded: send this one again."))
            self._waiting.append((submission, tell))
            if not self._writing:
                self._write_next()

    def close(self) -> None:
        """Take no more answers, and return once those that wait are recorded."""
        with self._state:
            self._closed = True
            self._state.wait_for(lambda: not self._writing)
        self._writer.shutdown()
        self._records.close()

    def _write_next(self) -> None:
        self._writing = bool(self._waiting)
        if self._writing:
            batch: list[_Waiting] = []
            self._writer.submit(self._record, batch).add_done_callback(partial(self._tell, batch))
        else:
            self._state.notify_all()

    def _record(self, batch: list[_Waiting]) -> Sequence[Outcome]:
        """Fill `batch` with all that wait, whoever came until now, and record it."""
        with self._state:
            batch += [self._waiting.popleft() for _number in range(min(len(self._waiting), MOST_TOGETHER))]
        with self._records.writing() as (records, others_wrote):
            handed = [submission for submission, _tell in batch]
            return self._batches.record(records, handed, others_wrote=others_wrote)

    def _tell(self, batch: Sequence[_Waiting], written: Future[Sequence[Outcome]]) -> None:
        with self._state:
            self._write_next()
        failure = written.exception()
        outcomes = [failure] * len(batch) if failure else written.result()
        for (_submission, tell), outcome in zip(batch, outcomes, strict=True):
            tell(outcome)
        rooms = {one.answer.session for one in outcomes if isinstance(one, Acknowledged)}
        for room in sorted(session for session in rooms if session is not None):
            self._changed(room)

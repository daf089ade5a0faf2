"""A whole rehearsal: a stand made in a folder, a server, the half-day, the count."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter

from msgspec import Struct

from course_engine.content import load_course
from course_engine.errors import OutputRefused
from course_engine.i18n import translator
from course_engine.jobs import atomic_write, is_foreign, write_if_changed
from course_engine.rehearsal.cable import Cable
from course_engine.rehearsal.outbox import Ledger
from course_engine.rehearsal.records import audit, room_lines
from course_engine.rehearsal.report import Outcome
from course_engine.rehearsal.script import HalfDayScript, Tell
from course_engine.rehearsal.server import ServerProcess
from course_engine.rehearsal.stand import set_up
from course_engine.store import open_database

_ = translator("rehearsal")

MARKER = "LISEZ-MOI.txt"
RECORDS, LOG, SHEET = "repetition.db", "serveur.log", "emargement.pdf"
SESSION_ENDS = "04:00"
"""Nobody rehearses across that hour; a session that ended at midnight could end in the middle."""


class Rehearsal(Struct, frozen=True):
    """How a rehearsal is played.

    Attributes:
        out: the folder that receives its records; they are made anew each time.
        course: the folder of the course.
        trainees: how many, of one room.
        kills: how often the server is killed.
        seed: the same draws the same answers and the same moments.
    """

    out: Path
    course: Path
    trainees: int
    kills: int
    seed: int

    def play(self, tell: Tell) -> Outcome:
        """Play it from beginning to end.

        Args:
            tell: called with the title of each scene as it begins.

        Raises:
            OutputRefused: the folder holds something else.
            GaveUp, NotThere, EnvironmentRefused: see `HalfDayScript.play`.
        """
        began = perf_counter()
        self._claim()
        tell(_("The stand is made ready"))
        with open_database(self.out / RECORDS) as database:
            stand = set_up(
                database,
                load_course(self.course),
                count=self.trainees,
                now=datetime.now(UTC),
                rng=Random(self.seed),  # noqa: S311 - what it opens is made for the rehearsal
            )
        ledger = Ledger()
        server = ServerProcess(
            self.out / RECORDS, self.course, self.out / LOG, {"COURSE_ENGINE_SESSION_ENDS": SESSION_ENDS}
        )
        with server, Cable(server.address) as cable:
            script = HalfDayScript(server, cable, stand, ledger, seed=self.seed, deaths=self.kills)
            accidents = script.play(tell)
        write_if_changed(self.out / SHEET, script.sheet)
        tell(_("The records are read"))
        return Outcome(
            names=stand.names,
            accidents=accidents,
            findings=audit(self.out / RECORDS, ledger.sent, ledger.acknowledged),
            lines=room_lines(self.out / RECORDS, stand.names),
            refused=len(ledger.refused),
            tries=ledger.tries,
            seconds=perf_counter() - began,
        )

    def _claim(self) -> None:
        """Make the folder ours, without what a rehearsal before left in it.

        Raises:
            OutputRefused: it holds something else.
        """
        if is_foreign(self.out, MARKER):
            sentence = _("“{folder}” already holds something else than a rehearsal: choose another folder.")
            raise OutputRefused(sentence.format(folder=self.out))
        with atomic_write(self.out / MARKER) as draft:
            sentence = _("Made by “course-engine rehearse”: everyone in it is fictional.")
            draft.write(f"{sentence}\n".encode())
        for name in (RECORDS, f"{RECORDS}-wal", f"{RECORDS}-shm", LOG):
            (self.out / name).unlink(missing_ok=True)

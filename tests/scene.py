"""A rehearsal's stand in a scratch folder, and those who come to it."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event

from course_engine.content import load_course
from course_engine.model.variant import quiz_places
from course_engine.rehearsal.faults import all_at_once
from course_engine.rehearsal.outbox import Ledger
from course_engine.rehearsal.screens import QuestionForm
from course_engine.rehearsal.server import ServerProcess
from course_engine.rehearsal.stand import Stand
from course_engine.rehearsal.trainee import Trainee
from course_engine.settings import shipped


@dataclass(frozen=True)
class Scene:
    """A stand ready to be opened, and the trainees who will come; those who came leave in the end."""

    folder: Path
    stand: Stand
    ledger: Ledger
    stopped: Event
    came: list[Trainee] = field(default_factory=list)

    @property
    def records(self) -> Path:
        return self.folder / "records.db"

    def server(self) -> ServerProcess:
        return ServerProcess(self.records, shipped(), self.folder / "server.log")

    def trainees(self, address: tuple[str, int]) -> list[Trainee]:
        trainees = [
            Trainee(trainee, code, address, self.ledger, Random(trainee), self.stopped)
            for trainee, code in self.stand.codes.items()
        ]
        self.came.extend(trainees)
        return trainees

    def let_in(self, trainees: list[Trainee]) -> dict[str, tuple[QuestionForm, ...]]:
        """Let everybody in; return the questions that each is asked, by id, on the page of their quiz."""
        (unit,) = {room.unit for room in self.stand.rooms}
        (page,) = set(quiz_places(load_course(shipped()).units[unit]).values())

        def begin(trainee: Trainee) -> tuple[QuestionForm, ...]:
            trainee.come_in()
            return trainee.open(f"/unites/{unit}/{page}").forms

        met = all_at_once(trainees, begin, self.stopped)
        return {trainee.id: questions for trainee, questions in zip(trainees, met, strict=True)}

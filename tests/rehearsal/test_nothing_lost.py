"""Nothing is lost: the server is killed while people answer, and every acknowledged answer is there once.

Real processes, real sockets, SIGKILL; the records are read by `sqlite3` alone (docs/decisions/0027).
"""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from scene import Scene

from course_engine.rehearsal.cable import Cable
from course_engine.rehearsal.faults import all_at_once, kill_moments, kills
from course_engine.rehearsal.records import audit
from course_engine.rehearsal.server import ServerProcess
from course_engine.rehearsal.trainee import PATIENCE_SECONDS, Trainee

STORMS = [(12, 140, 6), (84, 100, 9)]
"""Clients, answers of each, kills: 10,080 answers and 15 kills in all."""
CRASH_IMAGES = 5
ROUNDS = 3
"""How often everybody answers every question while images are taken."""


def storm(scene: Scene, server: ServerProcess, each: int, deaths: int) -> None:
    """Let everybody answer `each` questions while the server is killed."""
    trainees = scene.trainees(server.address)
    questions = scene.let_in(trainees)

    def answer_all(trainee: Trainee) -> None:
        for question in islice(cycle(questions[trainee.id]), each):
            trainee.answer(question)
            trainee.send_all()

    rng = Random(len(trainees))
    with kills(server, scene.ledger, kill_moments(deaths, each * len(trainees), rng), rng):
        all_at_once(trainees, answer_all, scene.stopped)


@pytest.mark.long
@pytest.mark.parametrize(("clients", "each", "deaths"), STORMS)
def test_every_acknowledged_answer_is_there_once_however_often_the_server_is_killed(
    scene: Callable[[int], Scene], clients: int, each: int, deaths: int
) -> None:
    here = scene(clients)
    with here.server() as server:
        storm(here, server, each, deaths)
    sent, acknowledged = here.ledger.sent, here.ledger.acknowledged
    assert server.starts == deaths + 1
    # Everybody got through without help: all they answered was acknowledged, nothing refused.
    assert (len(acknowledged), here.ledger.refused) == (clients * each, {})
    found = audit(here.records, sent, acknowledged)
    assert found.nothing_lost, found
    assert (found.recorded, found.unasked) == (clients * each, ())
    assert here.ledger.tries > len(sent)  # some were really cut, and sent again


def test_an_answer_whose_acknowledgement_was_lost_is_recorded_once(scene: Callable[[int], Scene]) -> None:
    here = scene(12)
    with here.server() as server, Cable(server.address) as cable:
        trainee = here.trainees(cable.address)[0]
        question = here.let_in([trainee])[trainee.id][0]
        trainee.answer(question)
        cable.mute()
        sending = Thread(target=trainee.try_to_send)
        sending.start()
        assert cable.dropped.wait(PATIENCE_SECONDS)  # committed, acknowledged, and nobody heard
        server.kill()
        sending.join()
        assert here.ledger.acknowledged == {}
        server.start()
        cable.plug_in()
        trainee.send_all()
    found = audit(here.records, here.ledger.sent, here.ledger.acknowledged)
    assert (found.nothing_lost, found.sent, found.acknowledged, found.recorded) == (True, 1, 1, 1)
    assert here.ledger.tries == 2


def test_what_a_power_cut_leaves_holds_every_answer_acknowledged_before(
    scene: Callable[[int], Scene], tmp_path: Path
) -> None:
    here = scene(12)
    images = []
    with here.server() as server:
        trainees = here.trainees(server.address)
        questions = here.let_in(trainees)

        def answer_all(trainee: Trainee) -> None:
            for question in questions[trainee.id] * ROUNDS:
                trainee.answer(question)
                trainee.send_all()

        with ThreadPoolExecutor(len(trainees)) as pool:
            answering = [pool.submit(answer_all, trainee) for trainee in trainees]
            expected = ROUNDS * sum(len(asked) for asked in questions.values())
            for rank, moment in enumerate(kill_moments(CRASH_IMAGES, expected // 2, Random(27))):
                here.ledger.wait_for(moment)
                server.freeze()
                images.append(
                    (crash_image(here.records, tmp_path / f"image-{rank}"), here.ledger.acknowledged)
                )
                server.thaw()
            for one in answering:
                one.result()
    assert len(images) == CRASH_IMAGES
    for image, acknowledged in images:
        found = audit(image, here.ledger.sent, acknowledged)
        assert found.nothing_lost, found
        assert found.acknowledged > 0


def crash_image(records: Path, folder: Path) -> Path:
    """Copy a database and its write-ahead log as they stand on the disk; return the copy."""
    folder.mkdir()
    for name in (records.name, f"{records.name}-wal"):
        shutil.copy(records.with_name(name), folder / name)
    return folder / records.name

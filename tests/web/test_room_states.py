"""The state of a room for the streams: read once a change, whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

from stand import NOW

from course_engine.model.room import RoomAct, RoomActKind
from course_engine.store import Database
from course_engine.training.identity import uuid7
from course_engine.web.hub import Hub, Topic
from course_engine.web.room_states import RoomStates


def push(database: Database, page: str, minute: int) -> None:
    at = NOW + timedelta(minutes=minute)
    act = RoomAct(
        id=uuid7(at, Random(0)), session="S1", kind=RoomActKind.PUSHED, target=page, by="animatrice", at=at
    )
    with database.writing() as records:
        records.room.append(act)


def test_a_room_is_read_once_for_all_who_ask(database: Database) -> None:
    rooms = RoomStates(database, Hub())
    assert rooms.known("S1") is None
    with ThreadPoolExecutor(8) as threads:
        states = list(threads.map(rooms.read, ["S1"] * 84))
    assert {id(state) for state in states} == {id(rooms.known("S1"))}


def test_an_act_makes_it_read_again_and_an_answer_does_not(database: Database) -> None:
    hub = Hub()
    rooms = RoomStates(database, hub)
    before = rooms.read("S1")
    hub.changed("S1", Topic.ANSWERS)
    assert rooms.known("S1") is before
    push(database, "piege", 1)
    hub.changed("S1")
    assert rooms.known("S1") is None
    assert (before.page, rooms.read("S1").page) == ("", "piege")


def test_another_room_is_another_state(database: Database) -> None:
    rooms = RoomStates(database, Hub())
    push(database, "piege", 1)
    assert (rooms.read("S1").page, rooms.read("S2").page) == ("piege", "")

"""« Besoin d'aide »: a fact of the room, by the trainee, made once however often the button is pressed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from sample_catalogue import sample_catalogue
from stand import NOW, fill

from course_engine.errors import ConflictingFact, DecisionRefused, InvalidResponse
from course_engine.model.room import RoomActKind
from course_engine.store import Database, open_database
from course_engine.training.identity import uuid7
from course_engine.training.journey import Journey, journey
from course_engine.training.library import Library
from course_engine.training.room.following import Reading
from course_engine.training.room.help import ask_help, drop_help
from course_engine.training.room.reading import room_state

HERE = Reading("messagerie", "piege")
ID, OTHER = (uuid7(NOW, Random(seed)) for seed in (1, 2))


@pytest.fixture
def database(empty_records: Path) -> Iterator[Database]:
    with open_database(empty_records) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def mine(database: Database) -> Journey:
    return journey(database, Library(sample_catalogue()), "tr4f2a")


def acts(database: Database) -> list[tuple[RoomActKind, str, str]]:
    with database.reading() as records:
        return [(act.kind, act.target, act.by) for act in records.room.of_session("S1")]


ASKED = (RoomActKind.HELP_ASKED, "piege", "tr4f2a")
DROPPED = (RoomActKind.HELP_DROPPED, "", "tr4f2a")


def test_help_is_asked_for_where_one_reads_then_no_longer_needed(database: Database, mine: Journey) -> None:
    assert ask_help(database, mine, HERE, act_id=ID, now=NOW).session.id == "S1"
    assert list(room_state(database, "S1").help) == ["tr4f2a"]
    drop_help(database, mine, act_id=OTHER, now=NOW + timedelta(minutes=1))
    assert room_state(database, "S1").help == {}
    assert acts(database) == [ASKED, DROPPED]


def test_what_is_asked_last_counts_whatever_the_clock(database: Database, mine: Journey) -> None:
    ask_help(database, mine, HERE, act_id=OTHER, now=NOW)
    drop_help(database, mine, act_id=ID, now=NOW - timedelta(minutes=5))
    assert acts(database) == [ASKED, DROPPED]


def test_the_same_request_sent_again_changes_nothing_even_once_help_was_given(
    database: Database, mine: Journey
) -> None:
    ask_help(database, mine, HERE, act_id=ID, now=NOW)
    drop_help(database, mine, act_id=OTHER, now=NOW + timedelta(minutes=1))
    ask_help(database, mine, HERE, act_id=ID, now=NOW + timedelta(minutes=2))
    assert acts(database) == [ASKED, DROPPED]


def test_asking_while_one_waits_and_dropping_while_one_does_not_change_nothing(
    database: Database, mine: Journey
) -> None:
    drop_help(database, mine, act_id=OTHER, now=NOW)
    ask_help(database, mine, HERE, act_id=ID, now=NOW)
    ask_help(database, mine, HERE, act_id=uuid7(NOW, Random(3)), now=NOW)
    assert acts(database) == [ASKED]


def test_a_page_of_another_unit_is_not_told(database: Database, mine: Journey) -> None:
    ask_help(database, mine, Reading("web", "piege"), act_id=ID, now=NOW)
    assert acts(database) == [(RoomActKind.HELP_ASKED, "", "tr4f2a")]


def test_nobody_asks_outside_a_session_that_is_held(database: Database, mine: Journey) -> None:
    with pytest.raises(DecisionRefused, match=r"^Votre séance est terminée"):
        ask_help(database, mine, HERE, act_id=ID, now=NOW + timedelta(hours=6))
    assert acts(database) == []


def test_an_id_that_is_no_uuid7_is_refused(database: Database, mine: Journey) -> None:
    with pytest.raises(InvalidResponse, match=r"^L’identifiant de cette demande"):
        ask_help(database, mine, HERE, act_id=UUID(int=1), now=NOW)


def test_another_request_of_the_same_id_is_refused(database: Database, mine: Journey) -> None:
    ask_help(database, mine, HERE, act_id=ID, now=NOW)
    with pytest.raises(ConflictingFact, match=r"^Une autre demande porte cet identifiant"):
        drop_help(database, mine, act_id=ID, now=NOW)

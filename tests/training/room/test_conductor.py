"""Conducting a session: each deed one act, or one sentence that refuses it."""

from datetime import timedelta
from uuid import UUID

import pytest
import the_room
from territory import ANIMATOR, ELSEWHERE_ANIMATOR, catalogue
from the_room import BEGINS, NOW, OTHER_QUIZ, QUIZ, SESSION, new_id

from course_engine.errors import ConflictingFact, DecisionRefused, NotFound
from course_engine.model.accounts import Account
from course_engine.model.room import RoomAct, RoomActKind
from course_engine.store import Database
from course_engine.training.room.conductor import Deed, conduct, deed_id, room_in_scope
from course_engine.training.room.standing import Room

K = RoomActKind


@pytest.fixture
def database(database: Database) -> Database:
    """A session with its people."""
    the_room.settle(database)
    return database


def do(
    database: Database, kind: RoomActKind, target: str = "", *, account: Account = ANIMATOR, **deed: str
) -> RoomAct:
    """Do something now."""
    asked = Deed(new_id(), kind, target, **deed)
    return conduct(database, catalogue(), account, SESSION.id, asked, now=NOW)


def room(database: Database) -> Room:
    return room_in_scope(database, catalogue(), ANIMATOR, SESSION.id)


def test_a_session_is_conducted_from_its_beginning_to_its_end(database: Database) -> None:
    do(database, K.BEGUN)
    do(database, K.PHASE, "2")
    do(database, K.PUSHED, "bienvenue")
    do(database, K.QUIZ_OPENED, QUIZ)
    state = room(database).state
    assert (state.phase, state.page, state.open_quiz) == (2, "bienvenue", QUIZ)
    do(database, K.QUIZ_CLOSED, QUIZ)
    do(database, K.RESULTS_SHOWN, QUIZ)
    assert room(database).state.results == QUIZ
    do(database, K.RESULTS_HIDDEN)
    do(database, K.LET_GO)
    do(database, K.NOTE, text="  Le projecteur manque de lumière.  ")
    do(database, K.ENDED)
    state = room(database).state
    assert (state.page, state.results, state.ended_at is not None) == ("", "", True)
    assert [note.text for note in state.notes] == ["Le projecteur manque de lumière."]


def test_a_deed_sent_twice_is_one_act(database: Database) -> None:
    deed = Deed(new_id(), K.BEGUN)
    first = conduct(database, catalogue(), ANIMATOR, SESSION.id, deed, now=NOW)
    again = conduct(database, catalogue(), ANIMATOR, SESSION.id, deed, now=NOW + timedelta(seconds=3))
    assert (first, len(room(database).acts)) == (again, 1)


def test_another_deed_of_the_same_id_is_refused(database: Database) -> None:
    taken = new_id()
    conduct(database, catalogue(), ANIMATOR, SESSION.id, Deed(taken, K.BEGUN), now=NOW)
    other = Deed(taken, K.NOTE, text="Une note.")
    with pytest.raises(ConflictingFact, match="Rouvrez-le"):
        conduct(database, catalogue(), ANIMATOR, SESSION.id, other, now=NOW)


def test_two_screens_of_one_room_give_a_deed_one_id_until_something_is_done(database: Database) -> None:
    before = room(database)
    assert deed_id(before, K.PUSHED, "bienvenue") == deed_id(room(database), K.PUSHED, "bienvenue")
    assert deed_id(before, K.PUSHED, "bienvenue") != deed_id(before, K.PUSHED, "lire-adresse")
    assert deed_id(before, K.BEGUN).version == 7
    do(database, K.BEGUN)
    assert deed_id(before, K.PHASE, "1") != deed_id(room(database), K.PHASE, "1")


def test_acts_follow_one_another_whatever_the_clock_says(database: Database) -> None:
    do(database, K.BEGUN)
    earlier = Deed(new_id(), K.PHASE, "1")
    act = conduct(database, catalogue(), ANIMATOR, SESSION.id, earlier, now=NOW - timedelta(minutes=5))
    assert act.at == NOW + timedelta(microseconds=1)


BEFORE: list[tuple[list[tuple[RoomActKind, str]], RoomActKind, str, str]] = [
    ([], K.PUSHED, "bienvenue", "La séance n’est pas commencée"),
    ([], K.QUIZ_OPENED, QUIZ, "La séance n’est pas commencée"),
    ([], K.ENDED, "", "La séance n’est pas commencée"),
    ([(K.BEGUN, "")], K.BEGUN, "", "La séance est déjà commencée"),
    ([(K.BEGUN, "")], K.PHASE, "5", "pas de temps n°\xa05"),
    ([(K.BEGUN, "")], K.PHASE, "deux", "pas de temps n°\xa0deux"),
    ([(K.PHASE, "1")], K.PHASE, "1", "Ce temps est déjà en cours"),
    ([(K.BEGUN, "")], K.PUSHED, "ailleurs", "pas de page «\xa0ailleurs\xa0»"),
    ([(K.BEGUN, "")], K.LET_GO, "", "Chacun va déjà à son rythme"),
    ([(K.BEGUN, "")], K.QUIZ_OPENED, "ailleurs", "pas de quiz «\xa0ailleurs\xa0»"),
    ([(K.BEGUN, ""), (K.QUIZ_OPENED, QUIZ)], K.QUIZ_OPENED, QUIZ, "Ce quiz est déjà ouvert"),
    ([(K.BEGUN, "")], K.QUIZ_CLOSED, QUIZ, "Ce quiz n’est pas ouvert"),
    ([(K.BEGUN, ""), (K.QUIZ_OPENED, QUIZ)], K.RESULTS_SHOWN, QUIZ, "Fermez d’abord le quiz"),
    ([(K.BEGUN, ""), (K.QUIZ_OPENED, QUIZ)], K.RESULTS_SHOWN, OTHER_QUIZ, "Fermez d’abord le quiz"),
    ([(K.BEGUN, "")], K.RESULTS_SHOWN, "ailleurs", "pas de quiz «\xa0ailleurs\xa0»"),
    ([(K.BEGUN, "")], K.RESULTS_HIDDEN, "", "Aucun résultat"),
    ([(K.BEGUN, "")], K.HELP_ASKED, "", "Seul un stagiaire"),
    ([(K.BEGUN, "")], K.NOTE, "", "Écrivez d’abord la note"),
    ([(K.BEGUN, ""), (K.ENDED, "")], K.PHASE, "1", "La séance est terminée"),
    ([(K.BEGUN, ""), (K.ENDED, "")], K.PUSHED, "bienvenue", "La séance est terminée"),
]


@pytest.mark.parametrize(("done", "kind", "target", "sentence"), BEFORE)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    database: Database, done: list[tuple[RoomActKind, str]], kind: RoomActKind, target: str, sentence: str
) -> None:
    for one, about in done:
        do(database, one, about)
    with pytest.raises(DecisionRefused, match=sentence):
        do(database, kind, target)
    assert len(room(database).acts) == len(done)


def test_a_session_that_was_ended_too_early_is_resumed(database: Database) -> None:
    for kind in (K.BEGUN, K.ENDED, K.BEGUN):
        do(database, kind)
    assert room(database).state.ended_at is None


def test_help_is_given_to_who_waits_for_it_once(database: Database) -> None:
    the_room.act(database, 40, K.HELP_ASKED, "bienvenue", "st-anne")
    do(database, K.HELP_GIVEN, trainee="st-anne")
    assert room(database).state.help == {}
    with pytest.raises(DecisionRefused, match="n’attend plus d’aide"):
        do(database, K.HELP_GIVEN, trainee="st-anne")


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (-24, "ouvre le mardi 16\xa0mars 2027 à 8\xa0h\xa030"),
        (24, "fermée depuis le mardi 16\xa0mars 2027, 13\xa0h"),
    ],
)
def test_nothing_is_done_in_a_room_on_another_day(database: Database, hours: int, sentence: str) -> None:
    with pytest.raises(DecisionRefused, match=sentence):
        conduct(
            database,
            catalogue(),
            ANIMATOR,
            SESSION.id,
            Deed(new_id(), K.BEGUN),
            now=BEGINS + timedelta(hours=hours),
        )


def test_a_note_is_as_long_as_a_note(database: Database) -> None:
    with pytest.raises(DecisionRefused, match="500 caractères"):
        do(database, K.NOTE, text="x" * 501)
    assert do(database, K.NOTE, text="x" * 500).text == "x" * 500


def test_an_id_that_no_screen_of_ours_makes_is_refused(database: Database) -> None:
    with pytest.raises(DecisionRefused, match="pas de cet écran"):
        conduct(database, catalogue(), ANIMATOR, SESSION.id, Deed(UUID(int=4), K.BEGUN), now=NOW)


def test_a_room_elsewhere_is_as_if_it_were_not(database: Database) -> None:
    with pytest.raises(NotFound):
        do(database, K.BEGUN, account=ELSEWHERE_ANIMATOR)
    with pytest.raises(NotFound):
        conduct(database, catalogue(), ANIMATOR, "S99", Deed(new_id(), K.BEGUN), now=NOW)

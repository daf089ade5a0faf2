"""What a trainee should see of their room: where everyone is led, as far as they have the page."""

from datetime import timedelta
from uuid import UUID

import pytest
from sample_catalogue import sample_catalogue, sample_path, sample_sessions, sample_trainee
from stand import NOW

from course_engine.model.room import RoomAct, RoomActKind
from course_engine.training.journey import Journey
from course_engine.training.library import Library
from course_engine.training.room.following import Following, Reading, Seat, following, seat_of
from course_engine.training.room.state import state_of

QUIZ, ADDRESS, TRAP = (Reading("messagerie", page) for page in ("quiz", "adresse", "piege"))
HOME = Reading()


def journey(kept: int = 2) -> Journey:
    """Return the sample trainee's journey, with so many units of their path."""
    catalogue = sample_catalogue()
    path = sample_path(catalogue)
    return Journey(
        library=Library(catalogue),
        learner=sample_trainee().id,
        trainee=sample_trainee(),
        path=path.model_copy(update={"kept": path.kept[2 - kept :]}),
        planned=sample_sessions(),
        followed=(),
        draws={},
        answers={},
    )


def seat(kept: int = 2) -> Seat:
    found = seat_of(journey(kept), NOW)
    assert found is not None
    return found


def seen(reading: Reading, *acts: tuple[RoomActKind, str], kept: int = 2) -> Following:
    """Return what the sample trainee sees after some acts, one a minute."""
    made = [
        RoomAct(
            id=UUID(int=minute),
            session="S1",
            kind=kind,
            trainee="tr4f2a" if "aide" in kind else None,
            target=target,
            by="animatrice",
            at=NOW + timedelta(minutes=minute),
        )
        for minute, (kind, target) in enumerate(acts)
    ]
    return following(state_of(made), seat(kept), reading)


def led_to(seen: Following) -> tuple[str | None, str, int] | None:
    """Return the page to which a trainee is led, the quiz, and since which minute."""
    lead = seen.lead
    return lead and (lead.page and lead.page.id, lead.quiz, (lead.since - NOW) // timedelta(minutes=1))


def test_a_seat_holds_the_pages_and_quizzes_of_the_trainees_level() -> None:
    assert [page.id for page in seat().pages] == ["adresse", "piege", "courrier", "quiz", "echanges"]
    assert dict(seat().quizzes) == {"messagerie": "quiz"}


def test_there_is_no_seat_where_no_session_is_held() -> None:
    assert seat_of(journey(), NOW + timedelta(hours=6)) is None


def test_a_session_outside_the_path_has_a_seat_without_pages() -> None:
    assert (seat(kept=1).session.unit, list(seat(kept=1).pages)) == ("messagerie", [])


def test_in_a_room_where_nothing_was_done_each_one_goes_at_their_own_pace() -> None:
    assert seen(ADDRESS) == Following(
        lead=None, is_there=False, quiz_is_closed=False, needs_help=False, can_ask=True
    )


@pytest.mark.parametrize(("reading", "is_there"), [(TRAP, True), (ADDRESS, False), (HOME, False)])
def test_everyone_is_led_to_a_page(reading: Reading, is_there: bool) -> None:
    shown = seen(reading, (RoomActKind.PUSHED, "piege"))
    assert (led_to(shown), shown.is_there) == (("piege", "", 0), is_there)


def test_a_page_of_the_same_name_in_another_unit_is_not_that_page() -> None:
    assert not seen(Reading("web", "piege"), (RoomActKind.PUSHED, "piege")).is_there


@pytest.mark.parametrize("kept", [2, 1])
def test_a_page_that_a_trainee_does_not_have_leads_them_nowhere(kept: int) -> None:
    """« experts » is of another level; and somebody may sit in a session that their path does not hold."""
    assert led_to(seen(ADDRESS, (RoomActKind.PUSHED, "experts"), kept=kept)) == (None, "", 0)


def test_an_open_quiz_leads_to_its_page() -> None:
    acts = [(RoomActKind.PUSHED, "piege"), (RoomActKind.QUIZ_OPENED, "messagerie")]
    assert led_to(seen(ADDRESS, *acts)) == ("quiz", "messagerie", 1)
    assert seen(QUIZ, *acts).is_there


def test_a_page_pushed_after_a_quiz_was_opened_leads_there() -> None:
    acts = [(RoomActKind.QUIZ_OPENED, "messagerie"), (RoomActKind.PUSHED, "piege")]
    assert led_to(seen(ADDRESS, *acts)) == ("piege", "", 1)


def test_a_quiz_that_is_closed_leads_nowhere_and_never_back_to_an_older_page() -> None:
    acts = [
        (RoomActKind.PUSHED, "piege"),
        (RoomActKind.QUIZ_OPENED, "messagerie"),
        (RoomActKind.QUIZ_CLOSED, "messagerie"),
    ]
    assert led_to(seen(QUIZ, *acts)) is None
    assert (seen(QUIZ, *acts).quiz_is_closed, seen(ADDRESS, *acts).quiz_is_closed) == (True, False)


def test_once_let_go_nobody_is_led() -> None:
    assert led_to(seen(TRAP, (RoomActKind.PUSHED, "piege"), (RoomActKind.LET_GO, ""))) is None


def test_help_is_waited_for_until_it_comes() -> None:
    asked = (RoomActKind.HELP_ASKED, "adresse")
    assert seen(ADDRESS, asked).needs_help
    assert not seen(ADDRESS, asked, (RoomActKind.HELP_GIVEN, "")).needs_help


def test_after_the_end_nobody_is_led_and_nobody_asks() -> None:
    shown = seen(TRAP, (RoomActKind.PUSHED, "piege"), (RoomActKind.ENDED, ""))
    assert (led_to(shown), shown.can_ask) == (None, False)

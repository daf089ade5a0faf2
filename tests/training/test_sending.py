"""Sending a questionnaire: one registration, its path, the decision on it, and nothing typed kept elsewhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from office import ANIMATOR, NOW, PERSON, REFERENT, furnish

from course_engine.content import load_course
from course_engine.errors import InvalidForm, NotFound
from course_engine.model.admission import Admission, AdmissionStatus, Channel
from course_engine.model.questionnaire import Role
from course_engine.store import Database
from course_engine.training.drafts import (
    OpenDraft,
    begin_by_link,
    begin_typing,
    draft_of,
    drafts_of,
    give_up,
    resume,
    save_whole,
)
from course_engine.training.invitation import LinkState, links_of, make_link, revoke_link
from course_engine.training.library import Library
from course_engine.training.sending import RECEIPT, outcome, send

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FILLED = {
    **PERSON,
    "reponse.role": ("agent",),
    "reponse.demi-journees.nombre": ("3",),
    "reponse.courriel-souvent": ("souvent",),
}


@pytest.fixture(scope="session")
def library() -> Library:
    """The course that people register to."""
    return Library(load_course(Path(__file__).parents[1] / "courses" / "ten_units"))


@pytest.fixture
def database(database: Database) -> Database:
    """Records with territories and accounts."""
    furnish(database)
    return database


def reopen(database: Database, code: str, now: datetime) -> OpenDraft:
    return resume(database, code, client="192.0.2.1", now=now, rng=Random(99))


class Desk:
    """Somebody with a link to `most` registrations, who fills in and sends."""

    def __init__(self, database: Database, library: Library, most: int = 2, days: int = 10) -> None:
        self.database, self.library = database, library
        asked = {
            "territoire": "pays-exemple",
            "destinataires": "mairie",
            "nombre": str(most),
            "jours": str(days),
        }
        self.link = make_link(database, REFERENT, asked, now=NOW, rng=Random(1))
        self.rng = Random(2)

    def begin(self, **changes: tuple[str, ...]) -> str:
        """Fill a questionnaire in; return the code that opens it."""
        draft, code = begin_by_link(self.database, self.link.token, now=NOW, lives=30 * DAY, rng=self.rng)
        save_whole(self.database, self.library, draft.draft.id, {**FILLED, **changes}, now=NOW)
        return code

    def send(self, code: str, now: datetime = NOW) -> str:
        """Send the questionnaire that a code opens; return who registered."""
        draft = reopen(self.database, code, now=now).draft.id
        return send(self.database, self.library, draft, now=now, rng=self.rng)


@pytest.fixture
def desk(database: Database, library: Library) -> Desk:
    """Somebody with a link."""
    return Desk(database, library)


def counts(database: Database) -> tuple[int, ...]:
    with database.reading() as records:
        run = records.people._connection.exec_driver_sql
        tables = ("trainee", "registration", "learning_path", "admission")
        return tuple(run(f"SELECT count(*) FROM {table}").scalar_one() for table in tables)


def test_a_questionnaire_sent_by_a_link_waits_for_the_référent(desk: Desk) -> None:
    code = desk.begin()
    trainee = desk.send(code, NOW + HOUR)
    with desk.database.reading() as records:
        registered, path = records.people.registration(trainee), records.people.path(trainee)
        (admission,) = records.admissions.history(trainee)
    assert registered is not None
    assert (registered[0].last_name, registered[0].commune, registered[1]) == ("Exemple", "62001", Role.AGENT)
    assert path is not None
    assert len(path.kept) == 3
    assert admission == Admission(
        id=reopen(desk.database, code, now=NOW + HOUR).draft.id,
        trainee=trainee,
        territory="pays-exemple",
        channel=Channel.LINK,
        status=AdmissionStatus.RECEIVED,
        link=desk.link.link.id,
        decided_by="lien",
        decided_at=NOW + HOUR,
    )


def test_an_identity_is_drawn_and_says_nothing_of_the_person(desk: Desk) -> None:
    first, second = desk.send(desk.begin()), desk.send(desk.begin())
    assert first != second
    assert [len(one) for one in (first, second)] == [9, 9]
    assert first.startswith("st-")
    assert set(first[3:]) <= set("23456789abcdefghjkmnpqrstuvwxyz")


class Scripted(Random):
    """Draws the characters that it was told to."""

    def __init__(self, characters: str) -> None:
        super().__init__(0)
        self._characters = iter(characters)

    def choice(self, seq: Sequence[Any]) -> Any:
        """Return the next one."""
        return next(self._characters)


def test_an_identity_that_somebody_has_is_drawn_again(desk: Desk) -> None:
    first, code = desk.send(desk.begin()), desk.begin()
    desk.rng = Scripted(first.removeprefix("st-") + "zzzzzz")
    assert desk.send(code) == "st-zzzzzz"


def test_sending_twice_gives_one_registration(desk: Desk) -> None:
    code = desk.begin()
    assert desk.send(code) == desk.send(code, NOW + HOUR)
    assert counts(desk.database) == (1, 1, 1, 1)


def test_what_was_typed_is_kept_nowhere_else_once_sent(desk: Desk) -> None:
    code = desk.begin()
    trainee = desk.send(code)
    receipt = reopen(desk.database, code, now=NOW)
    assert (receipt.trainee, receipt.fields) == (trainee, {})
    with pytest.raises(NotFound):
        reopen(desk.database, code, now=NOW + RECEIPT)


def test_a_questionnaire_that_was_sent_can_neither_be_changed_nor_given_up(desk: Desk) -> None:
    code = desk.begin()
    trainee = desk.send(code)
    receipt = reopen(desk.database, code, now=NOW)
    assert save_whole(desk.database, desk.library, receipt.draft.id, FILLED, now=NOW).trainee == trainee
    give_up(desk.database, receipt.draft.id)
    assert reopen(desk.database, code, now=NOW) == receipt


def test_nothing_is_recorded_while_something_is_to_be_corrected(desk: Desk) -> None:
    code = desk.begin(nom=("",), **{"reponse.demi-journees.nombre": ("trois",)})
    with pytest.raises(InvalidForm) as refused:
        desk.send(code)
    assert list(refused.value.problems) == ["nom", "reponse.demi-journees.nombre"]
    assert counts(desk.database) == (0, 0, 0, 0)
    assert reopen(desk.database, code, now=NOW).fields["prenom"] == ("Camille",)


def test_a_link_is_full_with_its_last_registration(desk: Desk) -> None:
    late, first, second = desk.begin(), desk.begin(), desk.begin()
    desk.send(first, NOW + HOUR)
    assert [one.state for one in links_of(desk.database, REFERENT, now=NOW + HOUR)] == [LinkState.OPEN]
    desk.send(second, NOW + 2 * HOUR)
    (standing,) = links_of(desk.database, REFERENT, now=NOW + 2 * HOUR)
    assert (standing.state, standing.brought) == (LinkState.FULL, 2)
    assert standing.ended_at == NOW + 2 * HOUR
    # What was begun in time is not lost: the référent decides on it like on the others.
    assert desk.send(late, NOW + 49 * HOUR)
    (standing,) = links_of(desk.database, REFERENT, now=NOW + 50 * HOUR)
    assert (standing.brought, standing.ended_at) == (3, NOW + 2 * HOUR)


def test_what_was_begun_is_refused_two_days_after_the_link_was_full(desk: Desk) -> None:
    late, first, second = desk.begin(), desk.begin(), desk.begin()
    desk.send(first)
    desk.send(second)
    with pytest.raises(NotFound, match="Le lien par lequel vous avez commencé est terminé"):
        desk.send(late, NOW + 2 * DAY)


def test_what_was_begun_may_be_sent_for_two_days_after_the_last_day_of_the_link(desk: Desk) -> None:
    first, second = desk.begin(), desk.begin()
    desk.send(first, NOW + 12 * DAY - HOUR)
    with pytest.raises(NotFound):
        desk.send(second, NOW + 12 * DAY)


def test_nothing_is_sent_by_a_link_that_was_stopped(desk: Desk) -> None:
    code = desk.begin()
    draft = reopen(desk.database, code, now=NOW).draft.id
    revoke_link(desk.database, REFERENT, desk.link.link.id, now=NOW)
    with pytest.raises(NotFound):
        send(desk.database, desk.library, draft, now=NOW + HOUR, rng=desk.rng)
    assert counts(desk.database) == (0, 0, 0, 0)


def test_whoever_sent_may_still_see_the_outcome_when_the_link_is_stopped(desk: Desk) -> None:
    code = desk.begin()
    trainee = desk.send(code)
    revoke_link(desk.database, REFERENT, desk.link.link.id, now=NOW)
    assert reopen(desk.database, code, now=NOW + HOUR).trainee == trainee


def test_a_questionnaire_typed_in_is_accepted_at_once(database: Database, library: Library) -> None:
    draft = begin_typing(
        database, ANIMATOR, "pays-exemple", fields={}, now=NOW, lives=30 * DAY, rng=Random(1)
    ).draft.id
    save_whole(database, library, draft, FILLED, now=NOW)
    trainee = send(database, library, draft, now=NOW, rng=Random(2))
    with database.reading() as records:
        (admission,) = records.admissions.history(trainee)
    assert (admission.channel, admission.status, admission.link, admission.decided_by) == (
        Channel.PAPER,
        AdmissionStatus.ACCEPTED,
        None,
        "a.exemple",
    )
    assert drafts_of(database, ANIMATOR, now=NOW) == ()
    assert draft_of(database, ANIMATOR, draft, now=NOW).trainee == trainee


def test_the_outcome_is_the_path_and_what_would_change_it(desk: Desk) -> None:
    found = outcome(desk.database, desk.library, desk.send(desk.begin()))
    assert (found.trainee.full_name, found.trainee.employer) == ("Camille Exemple", "Saint-Exemple")
    assert len(found.path.kept) == 3
    assert found.changes.with_more is not None
    assert found.changes.with_more.half_days == 4
    assert [one.answer.question for one in found.changes.decisive] == [
        "ordinateur-souvent",
        "ranger-fichiers",
    ]

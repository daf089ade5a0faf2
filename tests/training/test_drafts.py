"""Questionnaires being filled in: begun, kept at each step, resumed elsewhere, given up, forgotten."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from office import ANIMATOR, NOW, PERSON, REFERENT, STRANGER, TERRITORY, furnish

from course_engine.content import load_course
from course_engine.errors import InvalidResponse, NotFound
from course_engine.store import Database
from course_engine.training.drafts import (
    OpenDraft,
    begin_by_link,
    begin_typing,
    draft_of,
    drafts_of,
    give_up,
    resume,
    save,
    save_whole,
)
from course_engine.training.invitation import NewLink, make_link, revoke_link
from course_engine.training.library import Library

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LIVES = 30 * DAY
WRONG = {"nom": ("E" * 300,), "prenom": ("",), "collectivite": ("",), "amenagement": ("",)}


@pytest.fixture(scope="session")
def library() -> Library:
    """The course that people register to."""
    return Library(load_course(Path(__file__).parents[1] / "courses" / "ten_units"))


@pytest.fixture
def database(database: Database) -> Database:
    """Records with territories and accounts."""
    furnish(database)
    return database


def link_to(database: Database, most: int = 2, days: int = 10) -> NewLink:
    asked = {"territoire": "pays-exemple", "destinataires": "mairie", "nombre": str(most), "jours": str(days)}
    return make_link(database, REFERENT, asked, now=NOW, rng=Random(1))


def reopen(database: Database, code: str, now: datetime) -> OpenDraft:
    return resume(database, code, client="192.0.2.1", now=now, rng=Random(99))


def begin(database: Database, token: str, seed: int = 2) -> tuple[OpenDraft, str]:
    return begin_by_link(database, token, now=NOW, lives=LIVES, rng=Random(seed))


def begin_paper(database: Database, seed: int = 3) -> OpenDraft:
    return begin_typing(database, ANIMATOR, "pays-exemple", fields={}, now=NOW, lives=LIVES, rng=Random(seed))


def test_what_was_typed_is_found_again_with_the_code(database: Database, library: Library) -> None:
    draft, code = begin(database, link_to(database).token)
    save(database, library, draft.draft.id, PERSON, step=0, onward=1, now=NOW + HOUR)
    found = reopen(database, code.lower().replace("-", " "), now=NOW + DAY)
    assert (found.territory, found.draft.step, found.trainee) == (TERRITORY, 1, None)
    assert found.fields == {"nom": ("Exemple",), "prenom": ("Camille",), "collectivite": ("saint-exemple",)}


def test_only_the_hash_of_the_code_is_kept(database: Database) -> None:
    _draft, code = begin(database, link_to(database).token)
    with database.reading() as records:
        rows = records.invitations._connection.exec_driver_sql("SELECT * FROM registration_draft").all()
    assert len(code) == 14
    assert code not in str(rows)
    assert code.replace("-", "") not in str(rows)


def test_what_is_wrong_is_kept_too_and_nobody_goes_on_from_there(
    database: Database, library: Library
) -> None:
    draft, code = begin(database, link_to(database).token)
    saved, problems = save(database, library, draft.draft.id, WRONG, step=0, onward=1, now=NOW)
    assert list(problems) == ["nom", "prenom", "collectivite"]
    assert saved == reopen(database, code, now=NOW)
    assert (saved.fields, saved.draft.step) == ({"nom": ("E" * 300,)}, 0)


def test_going_back_loses_nothing_and_keeps_the_furthest_step(database: Database, library: Library) -> None:
    draft, code = begin(database, link_to(database).token)
    identity = draft.draft.id
    save(database, library, identity, PERSON, step=0, onward=1, now=NOW)
    save(database, library, identity, {"reponse.role": ("elu",)}, step=1, onward=2, now=NOW)
    again = {**PERSON, "prenom": ("Dominique",)}
    save(database, library, identity, again, step=0, onward=1, now=NOW)
    found = reopen(database, code, now=NOW)
    assert found.draft.step == 2
    assert (found.fields["prenom"], found.fields["reponse.role"]) == (("Dominique",), ("elu",))


def test_a_box_that_is_no_longer_ticked_is_forgotten(database: Database, library: Library) -> None:
    draft, code = begin(database, link_to(database).token)
    kinds = {"reponse.demi-journees": ("soiree", "samedi-matin")}
    save(database, library, draft.draft.id, kinds, step=1, onward=2, now=NOW)
    save(database, library, draft.draft.id, {}, step=1, onward=2, now=NOW)
    assert reopen(database, code, now=NOW).fields == {}


def test_a_field_of_another_step_is_refused_and_nothing_is_kept(database: Database, library: Library) -> None:
    draft, code = begin(database, link_to(database).token)
    with pytest.raises(InvalidResponse):
        save(database, library, draft.draft.id, {**PERSON, "id": ("x",)}, step=0, onward=1, now=NOW)
    assert reopen(database, code, now=NOW).fields == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ABCD", "Un code compte 12 caractères, et vous en avez tapé 4. Vérifiez-le."),
        ("2222-2222-2223", "Ce code n’est pas reconnu : un caractère est mal recopié. Vérifiez-le."),
        (
            "2222-2222-2222",
            (
                "Aucun questionnaire n’est gardé sous ce code. Vérifiez chaque caractère. S’il est commencé depuis "
                "longtemps, il est effacé : demandez un lien à votre référent, et recommencez."
            ),
        ),
    ],
)
def test_a_code_that_opens_nothing_says_what_to_look_at(database: Database, typed: str, said: str) -> None:
    with pytest.raises(NotFound) as refused:
        reopen(database, typed, now=NOW)
    assert str(refused.value) == said


def test_a_draft_that_nobody_sent_is_forgotten_after_its_time(database: Database) -> None:
    token = link_to(database, days=60).token
    _draft, code = begin(database, token)
    assert reopen(database, code, now=NOW + LIVES - HOUR)
    with pytest.raises(NotFound):
        reopen(database, code, now=NOW + LIVES)
    begin_by_link(database, token, now=NOW + LIVES, lives=LIVES, rng=Random(9))
    with database.reading() as records:
        rows = records.invitations._connection.exec_driver_sql("SELECT id FROM registration_draft").all()
    assert len(rows) == 1


def test_a_draft_given_up_is_forgotten_at_once(database: Database) -> None:
    draft, code = begin(database, link_to(database).token)
    give_up(database, draft.draft.id)
    give_up(database, draft.draft.id)
    with pytest.raises(NotFound):
        reopen(database, code, now=NOW)


def test_one_link_cannot_fill_the_disk(database: Database) -> None:
    token = link_to(database, most=1).token
    for seed in range(3):
        begin(database, token, seed=10 + seed)
    with pytest.raises(NotFound, match="Trop de questionnaires sont commencés par ce lien"):
        begin(database, token, seed=20)


def test_nothing_is_begun_by_a_link_that_is_over(database: Database) -> None:
    token = link_to(database, days=10).token
    with pytest.raises(NotFound):
        begin_by_link(database, token, now=NOW + 10 * DAY, lives=LIVES, rng=Random(2))


def test_what_was_begun_in_time_may_be_gone_on_with_for_two_days(
    database: Database, library: Library
) -> None:
    draft, code = begin(database, link_to(database, days=10).token)
    late = NOW + 12 * DAY
    assert reopen(database, code, now=late - HOUR)
    for refused in (
        lambda: reopen(database, code, now=late),
        lambda: save(database, library, draft.draft.id, PERSON, step=0, onward=1, now=late),
    ):
        with pytest.raises(NotFound, match="Le lien par lequel vous avez commencé est terminé"):
            refused()


def test_what_was_begun_by_a_link_that_is_stopped_stops_with_it(database: Database) -> None:
    link = link_to(database)
    _draft, code = begin(database, link.token)
    revoke_link(database, REFERENT, link.link.id, now=NOW + HOUR)
    with pytest.raises(NotFound, match="Le lien par lequel vous avez commencé est terminé"):
        reopen(database, code, now=NOW + HOUR)


def test_an_account_finds_what_it_types_in_and_nobody_elses(database: Database, library: Library) -> None:
    first, second = begin_paper(database, seed=3), begin_paper(database, seed=4)
    save_whole(database, library, first.draft.id, PERSON, now=NOW + HOUR)
    found = drafts_of(database, ANIMATOR, now=NOW + HOUR)
    assert [one.draft.id for one in found] == [first.draft.id, second.draft.id]
    assert found[0].fields["nom"] == ("Exemple",)
    assert draft_of(database, ANIMATOR, first.draft.id, now=NOW).territory == TERRITORY
    assert drafts_of(database, REFERENT, now=NOW) == ()
    for account, draft in ((REFERENT, first.draft.id), (ANIMATOR, UUID(int=7))):
        with pytest.raises(NotFound):
            draft_of(database, account, draft, now=NOW)


def test_a_draft_of_a_territory_that_one_left_is_not_there(database: Database) -> None:
    draft = begin_paper(database).draft.id
    moved = ANIMATOR.model_copy(update={"territories": ("ailleurs",)})
    assert drafts_of(database, moved, now=NOW) == ()
    with pytest.raises(NotFound):
        draft_of(database, moved, draft, now=NOW)


def test_a_link_s_draft_is_nobodys_account(database: Database) -> None:
    draft, _code = begin(database, link_to(database).token)
    with pytest.raises(NotFound):
        draft_of(database, REFERENT, draft.draft.id, now=NOW)


def test_nobody_types_in_for_a_territory_that_is_not_theirs(database: Database) -> None:
    with pytest.raises(NotFound, match="Vous ne travaillez pas dans le territoire"):
        begin_typing(database, STRANGER, "pays-exemple", fields={}, now=NOW, lives=LIVES, rng=Random(1))


def test_what_is_known_beforehand_is_there_already(database: Database) -> None:
    known = {"collectivite": ("Saint-Exemple",)}
    draft = begin_typing(
        database, ANIMATOR, "pays-exemple", fields=known, now=NOW, lives=LIVES, rng=Random(1)
    )
    assert draft_of(database, ANIMATOR, draft.draft.id, now=NOW).fields == known

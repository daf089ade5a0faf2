"""Accounts: added, opened, closed; a trace of each, no password anywhere, always somebody to manage them."""

from random import Random

import pytest
from stand import CHEAP, NOW, account, everything_in, let_in, territory, token_of

from course_engine.errors import InvalidForm, NotAllowed, NotFound
from course_engine.model.accounts import Account, AccountRole
from course_engine.store import Database
from course_engine.store.access import SessionHolder
from course_engine.training import accounts
from course_engine.training.browser_session import who
from course_engine.training.codes import compact

REGION = account("region", AccountRole.REGION)


def add(database: Database, added: Account) -> str:
    return accounts.add_account(database, added, by="region", passwords=CHEAP, now=NOW, rng=Random(1))


def trail(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as records:
        return [(entry.account, entry.action, entry.detail) for entry in records.trail.entries()]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"login": "A b"}, ["id"]),
        ({"login": "ab"}, ["id"]),
        ({"name": "  "}, ["name"]),
        ({"role": "maire"}, ["role"]),
        ({"territories": ["Été"]}, ["territories"]),
        (
            {"login": "", "name": "", "role": "", "territories": ["!", "?"]},
            ["id", "name", "role", "territories"],
        ),
    ],
)
def test_what_was_typed_is_refused_field_by_field(changes: dict[str, str], fields: list[str]) -> None:
    typed = {"login": "d.exemple", "name": "Dominique Exemple", "role": "region", "territories": []} | changes
    with pytest.raises(InvalidForm) as refusal:
        accounts.new_account(**typed, created_at=NOW)  # type: ignore[arg-type] - mixed values, as typed
    assert list(refusal.value.problems) == fields


def test_a_login_is_kept_in_small_letters_without_spaces() -> None:
    typed = accounts.new_account(" D.Exemple ", name=" D ", role="region", territories=(), created_at=NOW)
    assert (typed.id, typed.name) == ("d.exemple", "D")


def test_an_account_is_added_once_and_leaves_a_trace_without_its_password(database: Database) -> None:
    assert not accounts.has_open_account(database)
    password = add(database, REGION)
    assert accounts.has_open_account(database)
    assert trail(database) == [("region", "mot-de-passe-remis", "region")]
    with pytest.raises(InvalidForm, match="«\u00a0region\u00a0» est déjà pris"):
        add(database, REGION)
    content = everything_in(database)
    assert "Dominique Exemple" in content
    assert compact(password) not in content
    assert password not in content


@pytest.mark.parametrize(
    ("role", "territories", "sentence"),
    [
        (AccountRole.ANIMATOR, (), "Choisissez le territoire"),
        (
            AccountRole.REFERENT,
            ("inconnu", "saint-exemple"),
            "Il n’y a pas de territoire «\u00a0inconnu\u00a0».",
        ),
        (AccountRole.REGION, ("saint-exemple",), "n’en choisissez aucun"),
    ],
)
def test_territories_fit_the_role_and_exist(
    database: Database, role: AccountRole, territories: tuple[str, ...], sentence: str
) -> None:
    with database.writing() as records:
        records.places.save_territory(territory("saint-exemple"))
    with pytest.raises(InvalidForm, match=sentence):
        add(database, account("dominique", role, territories=territories))
    assert accounts.every_account(database) == ()


def test_territories_are_changed_with_a_trace(database: Database) -> None:
    with database.writing() as records:
        for name in ("ailleurs", "saint-exemple"):
            records.places.save_territory(territory(name))
    add(database, account("dominique", AccountRole.REFERENT, territories=("ailleurs",)))
    for _again in range(2):
        accounts.assign_territories(
            database, "dominique", ["saint-exemple", "ailleurs"], by="region", now=NOW, rng=Random(2)
        )
    assert accounts.known_account(database, "dominique").territories == ("ailleurs", "saint-exemple")
    assert [detail for _who, action, detail in trail(database) if action == "compte-modifie"] == [
        "dominique\u00a0: territoires ailleurs, saint-exemple"
    ]
    with pytest.raises(InvalidForm, match="Choisissez le territoire"):
        accounts.assign_territories(database, "dominique", [], by="region", now=NOW, rng=Random(3))


def test_a_new_password_closes_the_sessions_that_the_old_one_opened(database: Database) -> None:
    token = let_in(database, REGION)
    accounts.issue_password(database, "region", by="autre", passwords=CHEAP, now=NOW, rng=Random(1))
    assert who(database, token, now=NOW) is None
    assert trail(database) == [("autre", "mot-de-passe-remis", "region")]


def test_closing_and_opening_again_leave_a_trace_each_and_do_nothing_twice(database: Database) -> None:
    token = let_in(database, account("dominique", AccountRole.DESIGNER))
    for seed in (1, 2):
        accounts.close_account(database, "dominique", by="region", now=NOW, rng=Random(seed))
    assert who(database, token, now=NOW) is None
    with pytest.raises(NotAllowed, match="est fermé\u00a0: rouvrez-le d’abord"):
        accounts.issue_password(database, "dominique", by="region", passwords=CHEAP, now=NOW, rng=Random(1))
    for seed in (3, 4):
        accounts.reopen_account(database, "dominique", by="region", now=NOW, rng=Random(seed))
    token = token_of(database, SessionHolder(account="dominique"))
    assert who(database, token, now=NOW) is not None
    assert sorted(detail for *_rest, detail in trail(database)) == [
        "dominique\u00a0: fermé",
        "dominique\u00a0: rouvert",
    ]


def test_the_last_open_account_of_the_region_is_never_closed(database: Database) -> None:
    let_in(database, REGION)
    let_in(database, account("dominique", AccountRole.DESIGNER))
    with pytest.raises(NotAllowed, match="ajoutez-en d’abord un autre"):
        accounts.close_account(database, "region", by="region", now=NOW, rng=Random(1))
    let_in(database, account("autre", AccountRole.REGION))
    accounts.close_account(database, "region", by="region", now=NOW, rng=Random(1))
    with pytest.raises(NotAllowed):
        accounts.close_account(database, "autre", by="autre", now=NOW, rng=Random(1))
    assert [one.id for one in accounts.every_account(database)] == ["autre", "dominique", "region"]


def test_an_unknown_login_is_said(database: Database) -> None:
    with pytest.raises(NotFound, match="l’identifiant «\u00a0personne\u00a0»"):
        accounts.close_account(database, "personne", by="region", now=NOW, rng=Random(1))

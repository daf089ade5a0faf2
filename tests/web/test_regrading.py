"""Answers judged again on screen: read first, before and after for each trainee, applied when who read it confirms."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import httpx
import pytest
import sample_catalogue as sample
from fastapi import FastAPI
from msgspec.structs import replace
from playwright.sync_api import Page, expect
from served import served
from stand import NOW, Clock, account, application, let_in, registrant, site
from visitor import Visitor

from course_engine.model.accounts import AccountRole
from course_engine.model.course import Catalogue
from course_engine.model.response import Score, SingleChoiceResponse
from course_engine.model.training import Answer
from course_engine.store import Database
from course_engine.training.identity import uuid7
from course_engine.training.library import Library
from course_engine.training.registration import register
from course_engine.training.regrading import regrading
from course_engine.web.contexts.regrading import RegradingContext
from course_engine.web.regrading_views import points_in_words, regrading_context

QUESTION, WRONG, RIGHT = "champ-cci", "a", "b"


def corrected() -> Catalogue:
    """Return the sample course, whose question was corrected and published again: what was wrong is right."""
    catalogue = sample.sample_catalogue()
    key = replace(catalogue.keys[QUESTION], right=WRONG)
    return replace(
        catalogue, keys={**catalogue.keys, QUESTION: key}, versions=dict.fromkeys(catalogue.questions, 2)
    )


def answered(database: Database, trainee: str, option: str, second: int) -> None:
    """Record an answer to the question as it was published first."""
    at = NOW + timedelta(seconds=second)
    given = Answer(
        id=uuid7(at, Random(second)),
        trainee=trainee,
        quiz="messagerie",
        question=QUESTION,
        catalogue=sample.sample_catalogue().digest,
        response=SingleChoiceResponse(option=option),
        score=Score(fraction=float(option == RIGHT), points=1),
        answered_at=at,
        version=1,
    )
    with database.writing() as records:
        records.answers.append(given)


@pytest.fixture
def app(database: Database, tmp_path: Path, clock: Clock) -> FastAPI:
    """The application with the corrected course; Camille had answered rightly, Dominique wrongly."""
    register(
        database, [registrant("tr0002", first_name="Dominique", last_name="Essai")], now=NOW, rng=Random(5)
    )
    answered(database, "tr4f2a", RIGHT, 1)
    answered(database, "tr0002", WRONG, 2)
    return application(replace(site(database, tmp_path / "course", clock), library=Library(corrected())))


@pytest.fixture
def region(app: FastAPI, database: Database) -> Visitor:
    """Somebody of the Region."""
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("region", AccountRole.REGION)))
    return visitor


def text(page: httpx.Response) -> str:
    """Return the words of a page, between single spaces; no-break ones as others."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def seen_in(page: httpx.Response) -> str:
    return page.text.split('name="vu" value="')[1].split('"')[0]


def scores(database: Database) -> dict[str, float]:
    with database.reading() as records:
        return {one.trainee: one.score.fraction for one in records.answers.published()}


def test_before_and_after_are_shown_for_each_trainee_and_nothing_is_written(
    region: Visitor, database: Database
) -> None:
    words = text(region.get("/rejuger"))
    assert "Résultats qui changeraient : 2. Stagiaires : 2." in words
    assert "Résultats en hausse : 1 ; en baisse : 1." in words
    assert "Camille Exemple 1 sur 1 0 sur 1 moins de points" in words
    assert "Dominique Essai 0 sur 1 1 sur 1 plus de points" in words
    assert scores(database) == {"tr4f2a": 1, "tr0002": 0}


def test_the_account_that_read_it_confirms_and_it_is_applied_once(
    region: Visitor, database: Database
) -> None:
    seen = seen_in(region.get("/rejuger"))
    reply = region.post("/rejuger", {"vu": seen})
    assert (reply.status_code, reply.headers["location"]) == (303, "/rejuger?fait=2")
    assert scores(database) == {"tr4f2a": 0, "tr0002": 1}
    after = region.get("/rejuger?fait=2")
    assert "Nouveaux résultats enregistrés : 2." in text(after)
    assert "Aucun résultat ne changerait" in after.text
    assert 'name="vu"' not in after.text
    assert region.post("/rejuger", {"vu": seen}).status_code == 409


def test_what_came_since_it_was_read_is_read_again_first(region: Visitor, database: Database) -> None:
    seen = seen_in(region.get("/rejuger"))
    answered(database, "tr4f2a", RIGHT, 3)
    refused = region.post("/rejuger", {"vu": seen})
    assert (refused.status_code, "Des réponses sont arrivées" in refused.text) == (409, True)
    assert seen_in(refused) != seen
    assert scores(database)["tr0002"] == 0


@pytest.mark.parametrize("role", [role for role in AccountRole if role is not AccountRole.REGION])
def test_nobody_else_reads_it_or_is_shown_the_way(
    app: FastAPI, database: Database, role: AccountRole
) -> None:
    visitor = Visitor(app)
    visitor.hold(let_in(database, account("autre", role)))
    assert visitor.get("/rejuger").status_code == 403
    assert visitor.post("/rejuger", {"vu": "x"}).status_code == 403
    assert "/rejuger" not in visitor.get(visitor.get("/").headers["location"]).text


def test_who_may_not_see_names_is_given_identifiers(app: FastAPI, database: Database) -> None:
    def views(*, is_named: bool) -> list[tuple[str, str]]:
        found = regrading(database, corrected())
        context: RegradingContext = regrading_context(
            found, corrected(), at="", is_named=is_named, done=0, problem=""
        )
        ((question,),) = [quiz.questions for quiz in context.quizzes]
        return [(one.name, one.href) for one in question.changes]

    assert views(is_named=False) == [("tr0002", ""), ("tr4f2a", "")]
    assert views(is_named=True) == [
        ("Dominique Essai", "/dossiers/tr0002"),
        ("Camille Exemple", "/dossiers/tr4f2a"),
    ]


@pytest.mark.parametrize(
    ("fraction", "points", "words"),
    [(1, 1, "1 sur 1"), (2 / 3, 1, "0,67 sur 1"), (0.5, 3, "1,5 sur 3"), (0, 2, "0 sur 2")],
)
def test_points_are_said_with_what_there_were(fraction: float, points: int, words: str) -> None:
    assert points_in_words(Score(fraction=fraction, points=points)) == words


@pytest.mark.browser
def test_axe_and_the_nu_checker_find_nothing_and_nothing_overflows(
    page: Page,
    app: FastAPI,
    database: Database,
    flaws: Callable[[Page], list[str]],
    vnu: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    with served(app) as origin:
        token = let_in(database, account("region", AccountRole.REGION))
        page.context.add_cookies([{"name": "session", "value": token, "url": origin}])
        page.goto(f"{origin}/rejuger")
        assert flaws(page) == []
        file = tmp_path / "page.html"
        file.write_bytes(page.context.request.get(page.url).body())
        assert vnu(file) == []
        page.get_by_role("button", name="Appliquer les 2 nouveaux résultats").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/rejuger?fait=2")
        expect(page.locator(":focus")).to_have_text(re.compile(r"^\s*C’est fait"))

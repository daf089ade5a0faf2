"""The screen of conflicts in a real browser, judged by axe and the Nu checker, at any width."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from exchanged import export, merge, plan, prepare, signed
from playwright.sync_api import Page
from served import served
from stand import NOW, Clock, account, admit, application, in_a_territory, place, site, token_of

from course_engine.model.accounts import AccountRole, Password
from course_engine.model.admission import AdmissionStatus
from course_engine.store import Database, open_database
from course_engine.store.access import SessionHolder

pytestmark = pytest.mark.browser


@pytest.fixture
def origin(page: Page, tmp_path: Path, empty_file: Path) -> Iterator[str]:
    """The address of the application of the Region, where conflicts of four kinds wait."""
    here, there = (open_database(shutil.copy(empty_file, tmp_path / f"{name}.db")) for name in "ab")
    with here, there:
        for database in (here, there):
            prepare(database)
            in_a_territory(database)
            plan(database, "S2", capacity=1)
        plan(there, "S1", place="Mairie de Saint-Exemple", capacity=1)
        fill(here)
        with there.writing() as records:
            refused = admit("tr0002", "exemple", now=NOW + timedelta(minutes=1)).model_copy(
                update={"status": AdmissionStatus.REFUSED, "decided_by": "anim-b"}
            )
            records.admissions.append(refused)
        merge(here, export(there, "Stand 3"))
        keep_signed_in(here)
        with served(application(site(here, tmp_path / "course", Clock()))) as address:
            token = token_of(here, SessionHolder(account="region"))
            page.context.add_cookies([{"name": "session", "value": token, "url": address}])
            yield address


def fill(database: Database) -> None:
    with database.writing() as records:
        for trainee in ("tr0001", "tr0002"):
            records.admissions.append(admit(trainee, "exemple"))
            records.schedule.decide(place("S2", trainee))
        records.attendance.append(signed("S1", "tr0001"))
        records.attendance.append(signed("S2", "tr0001"))


def keep_signed_in(database: Database) -> None:
    with database.writing() as records:
        records.accounts.add_account(account("region", AccountRole.REGION))
        password = Password(hash="", temporary=False, issued_at=NOW, issued_by="test")
        records.accounts.set_password("region", password)


def test_what_differs_is_shown_and_nothing_is_wrong_with_the_page(
    page: Page,
    origin: str,
    flaws: Callable[..., list[str]],
    vnu: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    page.goto(f"{origin}/conflits")
    assert page.locator("h2").all_text_contents() == [
        "Émargements qui ne peuvent pas être vrais tous les deux (1)",
        "Décisions prises chacun de son côté (1)",
        "Plans qui diffèrent (1)",
        "Plus de personnes que de places (1)",
    ]
    assert flaws(page) == []
    file = tmp_path / "page.html"
    file.write_text(page.content(), encoding="utf-8")
    assert vnu(file) == []


def test_nothing_is_wider_than_a_small_screen(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{origin}/conflits")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_choice_is_made_by_keyboard(page: Page, origin: str) -> None:
    page.goto(f"{origin}/conflits")
    page.get_by_role("button", name="Garder ce plan\u00a0: Stand 3").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{origin}/conflits?fait=plans")
    assert page.get_by_text("Le plan que vous avez gardé vaut ici.").is_visible()

"""The bundle opened by double click, in both browsers, as at a trainee's home: from file://, no network."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sample_catalogue as sample
from browsers import PATIENCE_SECONDS, ChromiumTab, FirefoxTab, Tab, fresh_context
from playwright.sync_api import Browser, Page
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

from course_engine.bundle.folder import write_folder
from course_engine.bundle.plan import BundlePlan, plan_bundle
from course_engine.rendering.theme import load_theme

pytestmark = pytest.mark.browser

SHOWN = "() => [...document.querySelectorAll('.screen')].filter((s) => !s.hidden).map((s) => s.id || s.querySelector('article').id)"
GO = """async (id) => {
  const arrived = new Promise((done) => addEventListener('hashchange', () => setTimeout(done), {once: true}));
  location.hash = id;
  await arrived;
}"""
BACK = """async () => {
  const arrived = new Promise((done) => addEventListener('hashchange', () => setTimeout(done), {once: true}));
  history.back();
  await arrived;
}"""
ANSWER = """(letter) => {
  const form = document.querySelector('form[data-question=champ-cci]');
  form.querySelector(`[value=${letter}]`).checked = true;
  form.requestSubmit();
  return form.querySelector('[data-feedback]').textContent;
}"""
ANSWERED = "() => document.querySelectorAll('form[data-fraction]').length"
KEPT = "() => Object.keys(localStorage).sort()"
CHOOSE_FILE = """
  const input = document.querySelector('[data-import]');
  const files = new DataTransfer();
  files.items.add(new File([text], 'progression.json'));
  input.files = files.files;
"""
IMPORT_REFUSED = f"""(text) => new Promise((done) => {{
  const status = document.querySelector('[data-import-status]');
  new MutationObserver(() => done(status.textContent)).observe(status, {{childList: true}});
  {CHOOSE_FILE}
  input.dispatchEvent(new Event('change'));
}})"""
# Answered before the page opens itself anew: afterwards there is no page left to answer.
START_IMPORT = f"""(text) => {{
  {CHOOSE_FILE}
  setTimeout(() => input.dispatchEvent(new Event('change')), 0);
}}"""
SCREENS = (
    "accueil",
    "parcours",
    "unite/messagerie",
    "page/messagerie/adresse",
    "page/messagerie/piege",
    "page/messagerie/courrier",
    "page/messagerie/quiz",
    "mots",
    "recherche",
)


def written(plan: BundlePlan, course: Path, folder: Path) -> str:
    write_folder(plan, course, folder)
    return (folder / "index.html").as_uri()


@pytest.fixture
def home(plan: BundlePlan, course: Path, tmp_path: Path, tab: Tab) -> Iterator[str]:
    """The address of the sample bundle in an empty browser."""
    address = written(plan, course, tmp_path / "tr4f2a")
    tab.open(address)
    if tab.evaluate("() => localStorage.length"):  # left by another module's test
        tab.evaluate("() => localStorage.clear()")
        again(tab, address)
    yield address
    tab.evaluate("() => localStorage.clear()")


def again(tab: Tab, address: str) -> None:
    """Open the bundle anew, as after closing it."""
    tab.open("about:blank")
    tab.open(address)


def bring_back(tab: Tab, saved: str) -> None:
    """Give the bundle a file of progress that it takes, and wait until it has opened itself anew."""
    if isinstance(tab, ChromiumTab):
        with tab.page.expect_event("load"):
            tab.evaluate(START_IMPORT, saved)
    else:
        assert isinstance(tab, FirefoxTab)
        before = tab.driver.find_element(By.TAG_NAME, "html")
        tab.evaluate(START_IMPORT, saved)
        WebDriverWait(tab.driver, PATIENCE_SECONDS).until(staleness_of(before))


def test_it_opens_on_its_first_screen(tab: Tab, home: str) -> None:
    assert tab.evaluate(SHOWN) == ["accueil"]
    assert tab.evaluate("() => document.title") == "Le parcours de Camille Exemple"
    assert tab.evaluate("() => document.querySelector('[data-resume]').textContent") == "Commencer"


def test_styles_and_fonts_load_under_the_policy(tab: Tab, home: str) -> None:
    loaded = """async () => {
      await document.fonts.ready;
      return [...document.fonts].filter((face) => face.status === 'loaded').length
    }"""
    assert tab.evaluate(loaded) >= 2
    assert (
        tab.evaluate("() => getComputedStyle(document.body).getPropertyValue('--measure').trim()") == "40rem"
    )


def test_one_screen_shows_at_a_time_and_back_goes_back(tab: Tab, home: str) -> None:
    tab.evaluate(GO, "page/messagerie/adresse")
    assert tab.evaluate(SHOWN) == ["page/messagerie/adresse"]
    assert tab.evaluate("() => document.activeElement.textContent") == "À quoi sert une adresse ?"
    assert (
        tab.evaluate("() => document.title") == "À quoi sert une adresse ? – Le parcours de Camille Exemple"
    )
    tab.evaluate(GO, "mot/courriel")
    assert tab.evaluate(SHOWN) == ["mots"]
    assert tab.evaluate("() => document.activeElement.id") == "mot/courriel"
    tab.evaluate(BACK)
    assert tab.evaluate(SHOWN) == ["page/messagerie/adresse"]


def test_an_address_that_leads_nowhere_leads_home(tab: Tab, home: str) -> None:
    again(tab, f"{home}#page/secret/debut")
    assert tab.evaluate(SHOWN) == ["accueil"]
    again(tab, f"{home}#%E0%A4%A")
    assert tab.evaluate(SHOWN) == ["accueil"]


def test_skipping_to_the_content_stays_on_the_screen(tab: Tab, home: str) -> None:
    tab.evaluate(GO, "page/messagerie/adresse")
    tab.evaluate("() => document.querySelector('.skip-link').click()")
    assert tab.evaluate(SHOWN) == ["page/messagerie/adresse"]
    assert tab.evaluate("() => document.activeElement.textContent") == "À quoi sert une adresse ?"
    again(tab, f"{home}#contenu")
    assert tab.evaluate(SHOWN) == ["accueil"]


def test_the_place_is_kept_and_offered_again(tab: Tab, home: str) -> None:
    tab.evaluate(GO, "page/messagerie/piege")
    again(tab, home)
    resume = "() => { const a = document.querySelector('[data-resume]'); return [a.textContent, a.getAttribute('href')] }"
    assert tab.evaluate(resume) == ["Reprendre où j’en étais", "#page/messagerie/piege"]
    assert (
        tab.evaluate("() => document.querySelector('[data-resume-place]').textContent")
        == "Reconnaître un message piégé"
    )
    assert (
        tab.evaluate("() => document.querySelector('[data-reading=messagerie]').textContent")
        == "pages lues\u00a0: 1 sur 5"
    )
    assert tab.evaluate("() => [...document.querySelectorAll('.contents a.read')].map((a) => a.hash)") == [
        "#page/messagerie/piege"
    ]


def test_a_quiz_answers_and_a_reload_keeps_the_answer(tab: Tab, home: str) -> None:
    tab.evaluate(GO, "page/messagerie/quiz")
    feedback = tab.evaluate(ANSWER, "a")
    assert "Pas tout à fait." in feedback
    assert "Ce champ, tous le voient." in feedback
    link = "() => document.querySelector('.quiz-read-again a').getAttribute('href')"
    assert tab.evaluate(link) == "#page/messagerie/adresse"
    again(tab, home)
    assert tab.evaluate(ANSWERED) == 1


def test_two_bundles_in_one_browser_never_mix(
    tab: Tab, home: str, plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    catalogue = sample.sample_catalogue()
    other_trainee = sample.sample_trainee().model_copy(update={"id": "tr9z9z", "first_name": "Claude"})
    other = plan_bundle(catalogue, other_trainee, sample.sample_path(catalogue), (), (), {}, load_theme())
    tab.evaluate(GO, "page/messagerie/quiz")
    tab.evaluate(ANSWER, "a")
    again(tab, written(other, course, tmp_path / "tr9z9z"))
    assert tab.evaluate(ANSWERED) == 0
    assert tab.evaluate("() => document.querySelector('[data-resume]').textContent") == "Commencer"
    tab.evaluate(GO, "page/messagerie/quiz")
    assert {key.split("/")[0] for key in tab.evaluate(KEPT)} <= {
        "demonstrateurs.tr4f2a",
        "demonstrateurs.tr9z9z",
    }
    again(tab, home)
    assert tab.evaluate(ANSWERED) == 1


def test_a_moved_bundle_works_and_takes_its_answers_back_from_a_file(
    tab: Tab, home: str, tmp_path: Path
) -> None:
    tab.evaluate(GO, "page/messagerie/quiz")
    tab.evaluate(ANSWER, "b")
    saved = tab.evaluate(
        """async () => {
          let blob;
          const make = URL.createObjectURL;
          URL.createObjectURL = (made) => { blob = made; return make(made); };
          HTMLAnchorElement.prototype.click = () => {};
          document.querySelector('[data-export]').click();
          return blob.text();
        }"""
    )
    assert '"format": "course-progress"' in saved
    tab.evaluate("() => localStorage.clear()")
    moved = tmp_path / "Dossier déplacé 1"
    (tmp_path / "tr4f2a").rename(moved)
    again(tab, (moved / "index.html").as_uri())
    assert tab.evaluate(ANSWERED) == 0
    bring_back(tab, saved)
    again(tab, (moved / "index.html").as_uri())
    assert tab.evaluate(ANSWERED) == 1
    tab.evaluate("() => localStorage.clear()")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"format": "course-progress", "version": 1, "bundle": "demonstrateurs.autre", "kept": {}}',
            "Ce fichier vient d’un autre parcours",
        ),
        ("%PDF", "Ce fichier n’a pas pu être lu"),
        (
            '{"format": "course-progress", "version": 1, "bundle": "demonstrateurs.tr4f2a", "kept": null}',
            "Ce fichier n’a pas pu",
        ),
    ],
)
def test_a_file_that_is_not_this_bundle_s_changes_nothing(tab: Tab, home: str, text: str, said: str) -> None:
    assert said in tab.evaluate(IMPORT_REFUSED, text)
    assert tab.evaluate(KEPT) == []


def test_a_file_whose_progress_makes_no_sense_breaks_nothing(tab: Tab, home: str) -> None:
    odd = '{"format": "course-progress", "version": 1, "bundle": "demonstrateurs.tr4f2a", "kept": {"seen": "5", "place": "[]"}}'
    bring_back(tab, odd)
    again(tab, home)
    assert tab.evaluate(SHOWN) == ["accueil"]


def test_saving_gives_a_file_named_after_the_bundle(
    page: Page, plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    page.goto(written(plan, course, tmp_path / "b"))
    page.evaluate(GO, "page/messagerie/adresse")
    page.evaluate(GO, "accueil")
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer mes réponses").click()
    assert download.value.suggested_filename == "progression-demonstrateurs.tr4f2a.json"
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert saved == {
        "format": "course-progress",
        "version": 1,
        "bundle": "demonstrateurs.tr4f2a",
        "kept": {"place": '"page/messagerie/adresse"', "seen": '["page/messagerie/adresse"]'},
    }


def test_search_finds_words_without_accents_or_case(tab: Tab, home: str) -> None:
    search = """(words) => {
      const input = document.querySelector('[data-search] input');
      input.value = words;
      input.dispatchEvent(new Event('input'));
      return [document.querySelector('[data-search-status]').textContent,
              ...[...document.querySelectorAll('[data-search-results] a')].map((a) => a.hash)];
    }"""
    assert tab.evaluate(search, "HAMECONNAGE") == ["Une page.", "#page/messagerie/piege"]
    assert tab.evaluate(search, "message collegue") == ["Une page.", "#page/messagerie/piege"]
    assert tab.evaluate(search, "zzz")[0].startswith("Aucune page")
    assert tab.evaluate(search, "  ") == [""]


def test_printing_shows_the_half_day_that_is_open(tab: Tab, home: str) -> None:
    tab.evaluate(GO, "page/messagerie/piege")
    printed = """(what) => {
      window.print = () => {};
      if (what === 'browser') dispatchEvent(new Event('beforeprint'));
      else document.querySelector(`[data-print=${what}]`).click();
      return [...document.querySelectorAll('.screen.printed')].map((s) => s.id || s.querySelector('article').id);
    }"""
    half_day = [
        "unite/messagerie",
        *(f"page/messagerie/{page}" for page in ("adresse", "piege", "courrier", "quiz", "echanges")),
    ]
    assert tab.evaluate(printed, "unit") == half_day
    assert tab.evaluate("() => document.querySelector('details.solution').open") is True
    tab.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert tab.evaluate("() => document.querySelector('details.solution').open") is False
    assert tab.evaluate(printed, "browser") == half_day
    assert len(tab.evaluate(printed, "all")) == tab.evaluate(
        "() => document.querySelectorAll('.screen').length"
    )


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A tab that tolerates no word from the console and no request but for files."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:", "blob:")) else said.append(request.url)
        ),
    )
    yield page
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(
    page: Page,
    plan: BundlePlan,
    course: Path,
    tmp_path: Path,
    axe: Callable[[Page], list[str]],
    scheme: str,
) -> None:
    # Without motion, so that colours are judged at rest.
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(written(plan, course, tmp_path / "b"))
    assert axe(page) == []
    for screen in SCREENS[1:]:
        page.evaluate(GO, screen)
        if screen.endswith("quiz"):
            page.evaluate(ANSWER, "a")
        assert axe(page) == [], screen


def test_no_screen_is_wider_than_a_phone(
    watched: Page, plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    watched.set_viewport_size({"width": 320, "height": 640})
    watched.goto(written(plan, course, tmp_path / "b"))
    for screen in SCREENS[1:]:
        watched.evaluate(GO, screen)
        assert watched.evaluate("document.documentElement.scrollWidth") == 320, screen


def test_what_can_be_touched_is_large_enough(
    watched: Page, plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    watched.set_viewport_size({"width": 320, "height": 640})
    watched.goto(written(plan, course, tmp_path / "b"))
    small = """() => [...document.querySelectorAll('button, .button, summary, .site-nav a, .contents a, input')]
      .filter((e) => e.checkVisibility() && !e.matches('.visually-hidden') && e.getBoundingClientRect().height < 44)
      .map((e) => e.outerHTML)"""
    for screen in SCREENS[1:]:
        watched.evaluate(GO, screen)
        assert watched.evaluate(small) == [], screen


def test_the_field_of_a_file_has_the_focus_on_its_label_and_never_shows(
    watched: Page, plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    watched.goto(written(plan, course, tmp_path / "b"))
    watched.locator("[data-export]").focus()
    watched.keyboard.press("Tab")
    look = """() => { const field = document.activeElement;
      return [field.id, field.offsetWidth, getComputedStyle(field.labels[0]).outlineStyle]; }"""
    assert watched.evaluate(look) == ["import", 1, "solid"]


def test_without_javascript_it_is_one_long_readable_page(
    chromium: Browser, plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    with fresh_context(chromium, java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(written(plan, course, tmp_path / "b"))
        for text in ("Bonjour Camille.", "À quoi sert une adresse ?", "Quel champ cache les destinataires"):
            assert tab.get_by_text(text, exact=False).first.is_visible()
        assert not tab.get_by_text("Enregistrer mes réponses").is_visible()


def test_the_nu_checker_finds_nothing(
    plan: BundlePlan, course: Path, tmp_path: Path, vnu: Callable[..., list[str]]
) -> None:
    write_folder(plan, course, tmp_path / "b")
    # The checker takes a file for a stranger to its own folder; browsers do not, as the tests above show.
    policy = "Resource violates Content Security Policy"
    assert [message for message in vnu(tmp_path / "b" / "index.html") if policy not in message] == []

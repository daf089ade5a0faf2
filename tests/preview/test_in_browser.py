"""A designer's screen in a real browser, while they save: nothing is lost of where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browsers import Tab, fresh_context
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
PROGRAMME = "modules/programme.yml"
WIDE = "/unites/courriel/pratique"
SCREENS = [
    "/",
    "/problemes",
    "/dessins",
    WIDE,
    "/unites/courriel/animateur",
    f"{WIDE}/papier",
    f"{WIDE}/ecrans/1",
    f"{WIDE}/ecrans/3",
    "/quiz/courriel/decouverte",
    "/rien",
]
LONG = "\n\n".join(f"Un paragraphe parmi d’autres, le numéro {number}." for number in range(60))


def write(folder: Path, path: str, old: str, new: str) -> None:
    """Save a file as an editor does that writes beside it and renames."""
    text = (folder / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    beside = (folder / path).with_suffix(".md~")
    beside.write_text(text.replace(old, new), encoding="utf-8")
    beside.replace(folder / path)


@pytest.fixture
def hurried(folder: Path) -> Path:
    """The course with a mistake of each kind, to be judged with what is said of them."""
    write(folder, UNIT, "Un courriel arrive.", "Un <b>courriel</b> arrive.")
    write(folder, UNIT, "Laissez-les chercher.", "Laissez-les <i>chercher</i>.")
    write(folder, UNIT, 'Échanges {duree="30 min"}', 'Échanges {duree="15 min"}')
    write(folder, QUIZ, "- [x] Cci", "- [ ] Cci")
    return folder


def test_a_save_shows_and_keeps_the_scroll_place_and_the_focus(page: Page, origin: str, folder: Path) -> None:
    write(
        folder,
        UNIT,
        "Que ferez-vous demain ?",
        f"Que ferez-vous demain ?\n\n{LONG}\n\n[Un lien](https://exemple.fr)",
    )
    page.goto(origin + WIDE)
    page.get_by_role("link", name="Un lien").focus()
    place = page.get_by_text("le numéro 40.")
    place.evaluate("(element) => element.scrollIntoView({block: 'start'})")
    before = place.bounding_box()
    page.evaluate("window.stays = true")
    write(folder, UNIT, "Un courriel arrive.", "Une lettre arrive.\n\nElle est longue.\n\n- Très\n- longue\n")
    expect(page.get_by_text("Elle est longue.")).to_be_attached()
    after = place.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2
    assert page.evaluate("window.stays")
    assert page.evaluate("document.activeElement.textContent") == "Un lien"


def test_an_error_shows_at_its_place_then_goes_when_it_is_mended(
    page: Page, origin: str, folder: Path
) -> None:
    page.goto(origin + WIDE)
    write(folder, UNIT, "Un courriel arrive.", "Un <b>courriel</b> arrive.")
    card = page.locator(".problems", has_text="MD101")
    expect(card).to_be_visible()
    assert card.evaluate("(element) => element.nextElementSibling.textContent") == "Un courriel arrive."
    expect(page.get_by_role("link", name="1 erreur")).to_be_visible()
    write(folder, UNIT, "Un <b>courriel</b> arrive.", "Un courriel arrive.")
    expect(card).to_have_count(0)
    expect(page.get_by_text("Aucun problème")).to_be_visible()


def test_an_answer_stays_while_the_text_changes_and_the_question_while_the_quiz_does(
    page: Page, origin: str, folder: Path
) -> None:
    page.goto(origin + WIDE)
    question = page.locator("form[data-question=champ-cci]")
    question.get_by_role("radio", name="Cci").check()
    question.get_by_role("button", name="Valider ma réponse").click()
    expect(question.get_by_text("C’est juste.")).to_be_visible()
    write(folder, UNIT, "Ouvrez la lettre.", "Ouvrez vite la lettre.")
    expect(page.get_by_text("Ouvrez vite la lettre.")).to_be_attached()
    expect(question.get_by_text("C’est juste.")).to_be_visible()
    page.get_by_role("button", name="Question suivante").click()
    write(folder, QUIZ, "Un courriel peut contenir", "Un message peut contenir")
    expect(page.get_by_role("group", name="Un message peut contenir")).to_be_visible()
    expect(question).to_be_hidden()


def test_a_fold_stays_open_and_a_removed_folder_is_said(page: Page, origin: str, folder: Path) -> None:
    page.goto(origin + WIDE)
    page.get_by_text("Voir la clé").click()
    write(folder, UNIT, "Ouvrez la lettre.", "Ouvrez vite la lettre.")
    expect(page.get_by_text("Ouvrez vite la lettre.")).to_be_attached()
    expect(page.get_by_text("Cci protège les adresses.")).to_be_visible()
    folder.rename(folder.with_name("ailleurs"))
    expect(page.get_by_text("n’est plus là")).to_be_visible()
    expect(page.get_by_text("Ouvrez vite la lettre.")).to_be_attached()
    folder.with_name("ailleurs").rename(folder)
    expect(page.get_by_text("n’est plus là")).to_have_count(0)


def test_two_browsers_follow_a_save(tab: Tab, origin: str, folder: Path) -> None:
    tab.open(origin + WIDE)
    write(folder, UNIT, "Un courriel arrive.", "Une lettre arrive.")
    assert tab.evaluate(
        """() => new Promise((done) => {
          const look = () => (document.body.textContent.includes("Une lettre arrive.") ? done(true) : setTimeout(look, 50));
          look();
        })"""
    )


def test_everything_is_reached_by_keyboard_and_says_where_it_is(page: Page, origin: str) -> None:
    page.goto(origin + WIDE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    names = []
    for _stop in range(14):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert names[4:8] == ["Découverte", "Pratique", "Animateur", "Papier"]
    current = page.get_by_role("navigation", name="Voir comme").locator("[aria-current=page]")
    assert current.all_inner_texts() == ["Pratique"]


def test_axe_finds_nothing_and_nothing_overflows(
    hurried: Path, page: Page, origin: str, flaws: Callable[[Page], list[str]]
) -> None:
    for address in SCREENS:
        page.goto(origin + address)
        assert flaws(page) == [], address


def test_the_nu_checker_finds_nothing(
    hurried: Path, page: Page, origin: str, vnu: Callable[..., list[str]], tmp_path: Path
) -> None:
    files = []
    for number, address in enumerate(SCREENS):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(page.context.request.get(origin + address).body())
    assert vnu(*files) == []


def test_no_page_breaks_its_own_policy(hurried: Path, page: Page, origin: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for address in SCREENS[:-1]:
        page.goto(origin + address)
    assert said == []


def test_a_page_is_read_again_by_hand_without_javascript(
    chromium: Browser, origin: str, folder: Path
) -> None:
    with fresh_context(chromium, java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{origin}/quiz/courriel/decouverte")
        tab.locator("form[data-question=champ-cci]").get_by_role("radio", name="Cci").check()
        tab.locator("form[data-question=champ-cci]").get_by_role("button", name="Valider ma réponse").click()
        expect(tab.get_by_text("C’est juste.")).to_be_visible()

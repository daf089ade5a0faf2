"""Every type of question is answered by the keyboard alone, in each browser; what moves is said, and focus stays."""

import pytest
from browsers import ChromiumTab
from selenium.webdriver import ActionChains, Keys

pytestmark = pytest.mark.browser

KEYS = {"Tab": Keys.TAB, "Enter": Keys.ENTER, "Space": Keys.SPACE, "ArrowDown": Keys.ARROW_DOWN}
# As if the reader had come to this question: it alone shows, and has the focus.
GO_TO = """(question) => {
    for (const form of document.querySelectorAll(".quiz form")) form.hidden = form.dataset.question !== question;
    const group = document.querySelector(`form[data-question=${question}] fieldset`);
    group.tabIndex = -1;
    group.focus();
}"""
FOCUSED = "() => document.activeElement.id || document.activeElement.tagName.toLowerCase()"
SAID = "(question) => document.querySelector(`form[data-question=${question}] [data-said]`).textContent"
ORDER = "() => [...document.querySelectorAll('.quiz-item')].map((item) => item.dataset.letter).join('')"
OUTCOMES = """(question) => [...document.querySelectorAll(`form[data-question=${question}] [data-outcome-of]`)]
    .map((slot) => slot.dataset.outcomeOf + " " + slot.textContent.trim())"""
VERDICT = "(question) => document.querySelector(`form[data-question=${question}] .quiz-verdict`)?.textContent.trim()"


def press(tab, *keys):
    """Press keys; one that is not named is typed."""
    for key in keys:
        if isinstance(tab, ChromiumTab):
            tab.page.keyboard.press(key) if key in KEYS else tab.page.keyboard.type(key)
        else:
            ActionChains(tab.driver).send_keys(KEYS.get(key, key)).perform()


@pytest.fixture
def asked(tab, bundle_page):
    """Open a bundle at one question; return the tab."""

    def at(question):
        tab.open(bundle_page(f"b-keys-{question}"))
        tab.evaluate("() => localStorage.clear()")
        tab.open(bundle_page(f"b-keys-{question}"))
        tab.evaluate(GO_TO, question)
        return tab

    return at


@pytest.mark.parametrize(
    ("question", "keys", "verdict"),
    [
        ("champ-cci", ["Tab", "ArrowDown", "Enter"], "C’est juste."),
        ("suspects", ["Tab", "Space", "Tab", "Space", "Enter"], "C’est juste."),
        ("piece-jointe", ["Tab", "Space", "Enter"], "C’est juste."),
        ("poids", ["Tab", "10,5 Mo", "Enter"], "C’est juste."),
        ("arobase", ["Tab", "ARROBASE", "Enter"], "C’est juste."),
    ],
)
def test_choices_are_made_and_words_typed(asked, question, keys, verdict):
    tab = asked(question)
    press(tab, *keys)
    assert tab.evaluate(VERDICT, question) == verdict


def test_rows_are_matched_by_typing_the_beginning_of_a_choice(asked):
    tab = asked("roles")
    press(tab, "Tab", "destinataire", "Tab", "brouillon", "Tab", "Tab", "Enter")
    assert tab.evaluate(VERDICT, "roles") == "C’est juste en partie."
    assert tab.evaluate(OUTCOMES, "roles") == ["a Juste", "b À revoir", "c Sans réponse"]


def test_items_are_moved_by_buttons_that_keep_the_focus_and_say_the_place(asked):
    tab = asked("etapes")
    assert tab.evaluate(ORDER) == "badc"
    press(tab, "Tab", "Tab", "Space")
    assert tab.evaluate(ORDER) == "abdc"
    assert tab.evaluate(FOCUSED) == "u1/etapes-b-down"
    assert tab.evaluate(SAID, "etapes") == "Ouvrir la messagerie\u00a0: place 2 sur 4."
    press(tab, "Enter", "Enter")
    assert tab.evaluate(ORDER) == "adcb"
    assert tab.evaluate(FOCUSED) == "u1/etapes-b-down"
    assert tab.evaluate("() => document.activeElement.getAttribute('aria-disabled')") == "true"
    press(tab, "Enter")
    assert tab.evaluate(ORDER) == "adcb"


def test_a_list_left_as_it_was_is_asked_again_where_one_may_begin(asked):
    tab = asked("etapes")
    tab.evaluate("() => document.querySelector('form[data-question=etapes]').requestSubmit()")
    said = "() => document.querySelector('form[data-question=etapes] [data-problem]').textContent"
    assert (
        tab.evaluate(said) == "Mettez la liste en ordre, puis validez-la\u00a0: elle n’a pas encore changé."
    )
    assert tab.evaluate(FOCUSED) == "u1/etapes-b-down"


def test_gaps_are_filled_in_the_order_of_the_text(asked):
    tab = asked("repondre")
    press(tab, "Tab", "ArrowDown", "ArrowDown", "Tab", "OBJET", "Tab", "5", "Enter")
    assert tab.evaluate(VERDICT, "repondre") == "C’est juste."
    assert tab.evaluate(OUTCOMES, "repondre") == ["a Juste", "b Juste", "c Juste"]


def test_a_place_of_a_picture_is_chosen_in_its_list(asked):
    tab = asked("corbeille")
    press(tab, "Tab")
    assert tab.evaluate(FOCUSED) == "summary"
    press(tab, "Enter", "Tab", "Space")
    assert tab.evaluate("() => document.querySelector('[data-chosen]').dataset.zone") == "a"
    press(tab, "ArrowDown", "Enter")
    assert tab.evaluate(VERDICT, "corbeille") == "Pas tout à fait."
    came_out = "() => [...document.querySelectorAll('[data-zone]')].map((zone) => zone.dataset.cameOut)"
    assert tab.evaluate(came_out) == ["wrong", "right"]


def test_sentences_and_an_opinion_are_thanked_for_and_not_judged(asked):
    tab = asked("demain")
    press(tab, "Tab", "Relire.", "Tab", "Enter")
    assert tab.evaluate(VERDICT, "demain") == "Merci de votre réponse."
    tab = asked("utile")
    press(tab, "Tab", "Space", "ArrowDown", "Enter")
    assert tab.evaluate(VERDICT, "utile") == "Merci de votre réponse."
    assert tab.evaluate("() => document.querySelector('[data-summary]').textContent") == ""


def test_an_item_may_also_be_dragged(page, bundle_page):
    page.goto(bundle_page("b-drag"))
    page.evaluate(GO_TO, "etapes")
    grip = page.locator("[data-letter=c] [data-grip]").bounding_box()
    first = page.locator(".quiz-item").first.bounding_box()
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, first["y"] + 4, steps=8)
    page.mouse.up()
    assert page.evaluate(ORDER) == "cbad"
    assert page.evaluate(SAID, "etapes") == "Relire\u00a0: place 1 sur 4."
    assert page.locator("[data-dragged]").count() == 0


@pytest.mark.parametrize(
    ("x", "y", "zone"), [(50, 140, "a"), (200, 60, "b"), (290, 170, "outside"), (228, 60, "b")]
)
def test_pointing_at_a_picture_chooses_its_zone_whatever_its_size(page, bundle_page, x, y, zone):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(bundle_page("b-point"))
    page.evaluate(GO_TO, "corbeille")
    zones = page.locator("[data-zones]")
    scale = zones.bounding_box()["width"] / 300
    zones.click(position={"x": x * scale, "y": y * scale})
    assert (
        page.evaluate("document.querySelector('form[data-question=corbeille]').elements.answer.value") == zone
    )
    assert page.locator("[data-pointer] circle").count() == 2

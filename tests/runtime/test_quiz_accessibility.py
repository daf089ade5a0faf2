"""The quiz is for everyone: axe finds nothing, fingers and keys reach everything, nothing overflows."""

import re

import pytest
from playwright.sync_api import expect
from quiz_samples import QUESTIONS

pytestmark = pytest.mark.browser

SIZES = {"phone": {"width": 320, "height": 640}, "desk": {"width": 1280, "height": 800}}


def answer(form, question_type):
    match question_type:
        case "short-text" | "numeric" | "free-text" | "cloze":
            form.locator("input[name=answer], textarea").first.fill("12")
        case "matching":
            form.locator("[name=answer]").first.select_option(index=1)
        case "ordering":
            form.get_by_role("button", name="Descendre").first.click()
        case "hotspot":
            form.locator("[data-zones]").click(position={"x": 30, "y": 30})
        case _:
            form.locator("[name=answer]").first.check()


def forms(page):
    """Show every question at once, as after a turn of them all; return them with their types."""
    page.evaluate("document.querySelectorAll('.quiz form').forEach((form) => { form.hidden = false; })")
    return [(page.locator(f"form[data-question={question.id}]"), question.type) for question in QUESTIONS]


@pytest.mark.parametrize(("scheme", "size"), [("light", "desk"), ("dark", "phone")])
def test_axe_finds_nothing_before_during_and_after(page, axe, bundle_page, scheme, size):
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    page.goto(bundle_page(f"b-{scheme}-{size}"))
    found = axe(page)
    for form, _type in forms(page):
        form.evaluate("form => form.requestSubmit()")
        expect(form.locator("[data-problem]")).to_be_visible()
    found += axe(page)
    for index, (_form, question_type) in enumerate(forms(page)):
        form, _type = forms(page)[index]  # the answer before hid the others
        answer(form, question_type)
        form.get_by_role("button", name="Valider ma réponse").click()
        expect(form).to_have_attribute("data-fraction", re.compile("."))
    forms(page)
    assert found + axe(page) == []


@pytest.mark.parametrize("forced", ["none", "active"])
def test_nothing_overflows_at_320_pixels_and_targets_are_44_pixels_high(page, bundle_page, forced):
    page.set_viewport_size(SIZES["phone"])
    page.emulate_media(forced_colors=forced)
    page.goto(bundle_page("b-small"))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    small = """[...document.querySelectorAll('.quiz :is(input:not([type=hidden]), select, textarea, button, summary)')]
        .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)"""
    assert page.evaluate(small) == []
    page.evaluate("document.querySelectorAll('.quiz form').forEach((form) => { form.hidden = false; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(small) == []


def test_a_whole_question_is_answered_by_keys_alone_with_a_ring_that_shows(page, bundle_page):
    page.goto(bundle_page("b-keys"))
    ring = "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; })()"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "b"
    assert page.evaluate(ring) == ["solid", "3px"]
    page.keyboard.press("Enter")
    expect(page.locator("form[data-question=champ-cci] [data-outcome]")).to_be_focused()
    assert page.evaluate(ring) == ["solid", "3px"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Question suivante"
    assert page.evaluate(ring) == ["solid", "3px"]
    page.keyboard.press("Enter")
    expect(page.locator("fieldset:focus")).to_be_visible()


def test_a_card_is_chosen_by_a_click_anywhere_on_it_and_named_by_its_text(page, bundle_page):
    page.goto(bundle_page("b-cards"))
    card = page.locator("form:not([hidden]) .quiz-option").nth(1)
    box = card.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 8, box["y"] + box["height"] - 8)
    expect(page.get_by_role("radio", name="Cci copie carbone invisible")).to_be_checked()


def test_hints_come_one_by_one(page, bundle_page):
    page.goto(bundle_page("b-hints"))
    second = page.get_by_text("Voir un autre indice")
    expect(second).to_be_hidden()
    page.get_by_text("Voir un indice").click()
    expect(page.get_by_text("Le « i » veut dire")).to_be_visible()
    expect(page.get_by_text("Il est sous « Cc ».")).to_be_hidden()
    second.click()
    expect(page.get_by_text("Il est sous « Cc ».")).to_be_visible()


def test_on_paper_every_question_shows_and_no_button(page, bundle_page):
    page.goto(bundle_page("b-paper"))
    page.emulate_media(media="print")
    expect(page.locator("form:visible")).to_have_count(len(QUESTIONS))
    expect(page.locator("button:visible")).to_have_count(0)


def test_nothing_moves_for_who_asked_for_no_motion(page, bundle_page):
    page.emulate_media(reduced_motion="reduce")
    page.goto(bundle_page("b-still"))
    moving = """[...document.querySelectorAll('.quiz *')]
        .filter((e) => getComputedStyle(e).transitionDuration !== '0s').length"""
    assert page.evaluate(moving) == 0

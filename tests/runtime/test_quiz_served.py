"""Served, each answer reaches the server once: script or none, link up or down."""

from http import HTTPStatus

import pytest
from browsers import fresh_context
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

KEPT = "Réponse gardée, sera envoyée dès que la liaison revient."


def answer_first(page, value="a"):
    page.check(f"form:not([hidden]) [value={value}]")
    page.get_by_role("button", name="Valider ma réponse").click()


def outcome(page, question="champ-cci"):
    return page.locator(f"form[data-question={question}] [data-outcome]")


def test_an_answer_is_recorded_under_the_id_made_in_the_browser_and_explained_in_place(page, quiz_server):
    page.goto(quiz_server.address)
    answer_first(page)
    expect(outcome(page)).to_contain_text("Pas tout à fait.")
    expect(outcome(page)).to_contain_text("Canari : tous le voient.")
    expect(outcome(page)).to_be_focused()
    assert list(quiz_server.recorded.values()) == [("champ-cci", ("a",))]
    assert quiz_server.posts[0][14] == "7"
    expect(page.locator(".quiz-progress")).to_have_text("1 question sur 11")


def test_each_browser_sends_an_answer_and_shows_what_the_server_says(tab, quiz_server):
    tab.open(quiz_server.address)
    answered = tab.evaluate("""() => new Promise((resolve) => {
        addEventListener("quiz:answered", ({ detail }) => resolve(detail));
        const form = document.querySelector("form[data-question=poids]");
        form.elements.answer.value = "1 0 mo";
        form.requestSubmit();
    })""")
    assert answered == {"question": "poids", "score": {"fraction": 1, "points": 1}}
    assert list(quiz_server.recorded.values()) == [("poids", ("1 0 mo",))]


def test_without_a_script_the_form_leaves_the_same_fact_and_shows_the_same_feedback(chromium, quiz_server):
    with fresh_context(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(quiz_server.address)
        page.check("form[data-question=suspects] [value=a]")
        page.check("form[data-question=suspects] [value=c]")
        page.locator("form[data-question=suspects] button").click()
        expect(outcome(page, "suspects")).to_contain_text("C’est juste en partie.")
        assert page.url.endswith("/answer/suspects#u1/suspects-feedback")
    assert list(quiz_server.recorded.values()) == [("suspects", ("a", "c"))]


def test_an_answer_given_while_the_link_is_down_is_kept_through_a_reload_and_sent_once(page, quiz_server):
    page.goto(quiz_server.address)
    quiz_server.status = HTTPStatus.SERVICE_UNAVAILABLE
    answer_first(page)
    expect(outcome(page)).to_have_text(KEPT)
    expect(outcome(page)).to_be_focused()
    page.reload()
    expect(outcome(page)).to_have_text(KEPT)
    assert page.is_checked("form[data-question=champ-cci] [value=a]")
    quiz_server.status = None
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(outcome(page)).to_contain_text("Pas tout à fait.")
    assert list(quiz_server.recorded.values()) == [("champ-cci", ("a",))]
    page.evaluate("dispatchEvent(new Event('online'))")
    answer_second_then_wait(page)
    assert len(quiz_server.posts) == 2


def answer_second_then_wait(page):
    page.get_by_role("button", name="Question suivante").click()
    answer_first(page, "b")
    expect(outcome(page, "suspects")).to_contain_text("C’est juste en partie.")


def test_an_answer_of_which_nothing_is_heard_is_said_to_be_kept_after_two_seconds(chromium, quiz_server):
    with fresh_context(chromium) as context:  # whose clock is set
        page = context.new_page()
        page.clock.install()
        page.goto(quiz_server.address)
        # As when a cable is pulled: neither a reply nor an error.
        page.route("**/answer/*", lambda _route: None)
        answer_first(page)
        page.clock.run_for(2000)
        assert outcome(page).inner_text() == KEPT  # at once: the request itself is given up after ten seconds
        expect(outcome(page)).to_be_focused()


def test_several_choices_need_one_at_least(page, quiz_server):
    page.goto(quiz_server.address)
    page.get_by_role("button", name="Question suivante").click()
    page.get_by_role("button", name="Valider ma réponse").click()
    expect(outcome(page, "suspects")).to_have_text("Choisissez au moins une réponse, puis validez.")
    assert quiz_server.posts == []


def test_an_answer_whose_reply_was_lost_is_sent_again_under_the_same_id(page, quiz_server):
    page.goto(quiz_server.address)
    quiz_server.cut = 1
    answer_first(page)
    expect(outcome(page)).to_have_text(KEPT)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(outcome(page)).to_contain_text("Pas tout à fait.")
    assert len(quiz_server.posts) == 2
    assert len(quiz_server.recorded) == 1


def test_answers_leave_in_the_order_they_were_given(page, quiz_server):
    page.goto(quiz_server.address)
    quiz_server.status = HTTPStatus.UNAUTHORIZED
    answer_first(page)
    expect(outcome(page)).to_have_text(KEPT)
    page.get_by_role("button", name="Question suivante").click()
    answer_first(page, "b")
    expect(outcome(page, "suspects")).to_have_text(KEPT)
    quiz_server.status = None
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(outcome(page, "suspects")).to_contain_text("C’est juste en partie.")
    assert [question for question, _values in quiz_server.recorded.values()] == ["champ-cci", "suspects"]


def test_what_is_no_answer_never_leaves_the_page(page, quiz_server):
    page.goto(quiz_server.address)
    page.get_by_role("button", name="Valider ma réponse").click()
    expect(outcome(page)).to_have_text("Choisissez une réponse, puis validez-la.")
    expect(page.locator("form:not([hidden]) [value=a]")).to_be_focused()
    assert quiz_server.posts == []


def test_what_the_server_refuses_is_asked_again_with_its_sentence(page, quiz_server):
    page.goto(quiz_server.address)
    quiz_server.status = HTTPStatus.UNPROCESSABLE_ENTITY
    answer_first(page)
    expect(outcome(page)).to_have_text("Le serveur a dit non.")
    quiz_server.status = None
    answer_first(page, "b")
    expect(outcome(page)).to_contain_text("C’est juste.")
    assert [values for _question, values in quiz_server.recorded.values()] == [("b",)]


def test_a_closed_session_is_said_to_be_for_the_trainer(page, quiz_server):
    page.goto(quiz_server.address)
    quiz_server.status = HTTPStatus.NOT_FOUND
    answer_first(page)
    expect(outcome(page)).to_have_text(
        "Cette réponse n’a pas pu être enregistrée\u00a0: demandez à l’animateur."
    )


def test_the_unsent_answers_of_someone_else_stay_where_they_are(page, quiz_server):
    page.goto(quiz_server.address)
    page.evaluate("localStorage.setItem('course-unsent/someone-else/1', '{}')")
    answer_first(page)
    expect(outcome(page)).to_contain_text("Pas tout à fait.")
    assert len(quiz_server.posts) == 1
    assert page.evaluate("localStorage.getItem('course-unsent/someone-else/1')") == "{}"
    assert page.evaluate("Object.keys(localStorage)") == ["course-unsent/someone-else/1"]


def test_where_storage_is_refused_the_answer_still_goes(page, quiz_server):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
    )
    page.goto(quiz_server.address)
    answer_first(page)
    expect(outcome(page)).to_contain_text("Pas tout à fait.")


def test_no_page_and_no_script_hold_the_key_before_the_answer(page, quiz_server):
    responses = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - no method of a list
    page.goto(quiz_server.address)
    page.wait_for_load_state("networkidle")
    assert len(responses) >= 4
    assert not [response.url for response in responses if "Canari" in response.body().decode()]


def test_where_no_learner_is_named_nothing_is_left_on_the_machine(page, quiz_server):
    page.goto(quiz_server.address)
    page.evaluate("delete document.body.dataset.learner")
    quiz_server.status = HTTPStatus.SERVICE_UNAVAILABLE
    answer_first(page)
    expect(outcome(page)).to_have_text(KEPT)
    assert page.evaluate("Object.keys(localStorage)") == []
    quiz_server.status = None
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(outcome(page)).to_contain_text("Pas tout à fait.")


def test_an_unsent_answer_leaves_by_itself_once_the_server_is_back(page, quiz_server):
    page.goto(quiz_server.address)
    quiz_server.status = HTTPStatus.SERVICE_UNAVAILABLE
    answer_first(page)
    expect(outcome(page)).to_have_text(KEPT)
    quiz_server.status = None
    expect(outcome(page)).to_contain_text("Pas tout à fait.")
    assert len(quiz_server.recorded) == 1


def test_it_leaves_at_once_when_the_room_is_heard_again(page, quiz_server):
    page.add_init_script("Math.random = () => 1")
    page.goto(quiz_server.address)
    quiz_server.status = HTTPStatus.SERVICE_UNAVAILABLE
    answer_first(page)
    expect(outcome(page)).to_have_text(KEPT)
    with page.expect_request("**/answer/*"):
        page.evaluate("dispatchEvent(new Event('live:open'))")
    quiz_server.status = None
    page.evaluate("dispatchEvent(new Event('live:open'))")
    expect(outcome(page)).to_contain_text("Pas tout à fait.")
    assert len(quiz_server.recorded) == 1


def test_two_tabs_of_the_same_person_leave_one_fact_and_show_the_same(page, quiz_server):
    page.goto(quiz_server.address)
    other = page.context.new_page()
    other.goto(quiz_server.address)
    quiz_server.status = HTTPStatus.SERVICE_UNAVAILABLE
    answer_first(page)
    expect(outcome(page)).to_have_text(KEPT)
    expect(outcome(other)).to_have_text(KEPT)
    quiz_server.status = None
    page.evaluate("dispatchEvent(new Event('online'))")
    for tab in (page, other):
        expect(outcome(tab)).to_contain_text("Pas tout à fait.")
        assert tab.is_checked("form[data-question=champ-cci] [value=a]")
    assert list(quiz_server.recorded.values()) == [("champ-cci", ("a",))]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_an_answer_that_comes_after_the_quiz_was_closed_is_said_to_count(page, quiz_server):
    page.goto(quiz_server.address)
    quiz_server.late = True
    answer_first(page, "b")
    expect(outcome(page)).to_contain_text("C’est juste.")
    expect(outcome(page)).to_contain_text("Réponse reçue après la fermeture du quiz\u00a0: elle compte.")


def test_without_a_script_items_are_placed_by_lists_and_a_picture_has_its_words(chromium, quiz_server):
    with fresh_context(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(quiz_server.address)
        items = page.locator("form[data-question=etapes]")
        expect(items.get_by_role("button", name="Monter")).to_have_count(0)
        for name, place in (("Ouvrir", 2), ("Écrire", 1), ("Envoyer", 4), ("Relire", 3)):
            items.get_by_role("combobox", name=f"Place {name}").select_option(str(place))
        items.get_by_role("button").click()
        expect(outcome(page, "etapes")).to_contain_text("C’est juste en partie.")
        marks = page.locator("form[data-question=etapes] [data-outcome-of]")
        expect(marks).to_have_text(["À revoir", "À revoir", "Juste", "Juste"])
        page.goto(quiz_server.address)
        picture = page.locator("form[data-question=corbeille]")
        picture.get_by_role("radio", name="en bas de la barre").check()
        picture.get_by_role("button").click()
        expect(outcome(page, "corbeille")).to_contain_text("C’est juste.")
        assert next(iter(quiz_server.recorded.values())) == ("etapes", ("b.2", "a.1", "d.4", "c.3"))

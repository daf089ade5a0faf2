"""In a bundle, opened from a file, the quiz grades, explains, remembers and starts again by itself."""

import pytest
from quiz_samples import KEYS, QUESTIONS, RIGHT_VALUES, WRONG_VALUES, read_again, renderer, sample_quiz_html

from course_engine.grading.judging import grade, read_response
from course_engine.rendering.feedback import feedback_html
from course_engine.rendering.review import review

pytestmark = pytest.mark.browser

# Answers as a person does: fills the fields, puts the items in order by their buttons, then sends the form.
ANSWER = """({ question, values }) => {
    const form = document.querySelector(`form[data-question="${question}"]`);
    const list = form.querySelector("[data-shown]");
    const places = list ? values.map((value) => value.split(".")).sort((a, b) => a[1] - b[1]) : [];
    places.forEach(([letter], index) => {
        const item = list.querySelector(`[data-letter=${letter}]`);
        const place = () => [...list.children].indexOf(item);
        for (let above = place() - index; above > 0; above -= 1) item.querySelector("[data-move='-1']").click();
        if (place() !== index) throw new Error(`${letter} stays at place ${place() + 1}`);
    });
    form.querySelectorAll("[name=answer]").forEach((input, index) => {
        if (["radio", "checkbox"].includes(input.type)) input.checked = values.includes(input.value);
        else if (!list) input.value = values[index];
    });
    form.requestSubmit();
    return form.querySelector("[data-feedback]").innerHTML;
}"""
STATE = """() => ({
    progress: document.querySelector(".quiz-progress").textContent,
    summary: [...document.querySelectorAll("[data-summary] p")].map((p) => p.textContent),
    shown: [...document.querySelectorAll("form:not([hidden])")].map((form) => form.dataset.question),
    answered: [...document.querySelectorAll("form[data-fraction]")].map((form) => form.dataset.question),
})"""
PRESS = """(words) => [...document.querySelectorAll("button")].find((b) => b.textContent === words).click()"""


@pytest.fixture(autouse=True)
def nothing_kept(request, bundle_page):
    """Forget what other tests answered: Chromium has one storage for all files."""
    if "tab" in request.fixturenames:
        tab = request.getfixturevalue("tab")
        tab.open(bundle_page("b-nothing"))
        tab.evaluate("() => localStorage.clear()")


def answer_all(tab, values):
    return {
        question.id: tab.evaluate(ANSWER, {"question": question.id, "values": values[question.id]})
        for question in QUESTIONS
    }


def served_feedback(question, values):
    key = KEYS[question.id]
    response = read_response(question, values)
    reviewed = review(question, key, response, grade(question, key, response))
    return reviewed, str(feedback_html(reviewed, renderer(), read_again(question)))


@pytest.mark.parametrize("values", [RIGHT_VALUES, WRONG_VALUES], ids=["right", "wrong"])
def test_a_bundle_says_what_the_server_would_to_the_byte(tab, bundle_page, values):
    tab.open(bundle_page("b-same"))
    said = answer_all(tab, values)
    served = {question.id: served_feedback(question, values[question.id]) for question in QUESTIONS}
    normal = (
        "(html) => { const box = document.createElement('div'); box.innerHTML = html; return box.innerHTML; }"
    )
    assert said == {question: tab.evaluate(normal, html) for question, (_reviewed, html) in served.items()}
    end = tab.evaluate(STATE)["summary"]
    html = sample_quiz_html(answered={question: reviewed for question, (reviewed, _html) in served.items()})
    assert "".join(f"<p>{sentence}</p>" for sentence in end) + "</div>" in html


def test_one_question_at_a_time_and_no_score_before_the_end(tab, bundle_page):
    tab.open(bundle_page("b-steps"))
    assert tab.evaluate(STATE) == {
        "progress": "0 question sur 11",
        "summary": [],
        "shown": ["champ-cci"],
        "answered": [],
    }
    tab.evaluate(ANSWER, {"question": "champ-cci", "values": ["b"]})
    tab.evaluate(PRESS, "Question suivante")
    tab.evaluate(ANSWER, {"question": "suspects", "values": ["a", "b"]})
    assert tab.evaluate(STATE) == {
        "progress": "2 questions sur 11",
        "summary": [],
        "shown": ["suspects"],
        "answered": ["champ-cci", "suspects"],
    }


def test_after_the_last_question_one_that_was_passed_over_is_a_button_away(tab, bundle_page):
    tab.open(bundle_page("b-left"))
    shown = "() => [...document.querySelectorAll('[data-next]:not([hidden])')].map((b) => b.textContent)"
    passed_over, last = QUESTIONS[1].id, QUESTIONS[-1].id
    for question in QUESTIONS:
        if question.id != passed_over:
            tab.evaluate(ANSWER, {"question": question.id, "values": RIGHT_VALUES[question.id]})
    for _step in QUESTIONS[1:]:
        tab.evaluate(PRESS, "Question suivante")
    assert tab.evaluate(STATE)["shown"] == [last]
    assert tab.evaluate(shown) == ["Aller à la question sans réponse"]
    tab.evaluate(PRESS, "Aller à la question sans réponse")
    assert tab.evaluate(STATE)["shown"] == [passed_over]
    assert tab.evaluate(shown) == ["Question suivante"]
    tab.evaluate(ANSWER, {"question": passed_over, "values": RIGHT_VALUES[passed_over]})
    for _step in QUESTIONS[2:]:
        tab.evaluate(PRESS, "Question suivante")
    assert (tab.evaluate(STATE)["shown"], tab.evaluate(shown)) == ([last], [])


def test_answers_are_there_again_after_a_reload_and_only_in_their_own_bundle(tab, bundle_page):
    first, second = bundle_page("b-first"), bundle_page("b-second")
    tab.open(first)
    answer_all(tab, WRONG_VALUES)
    before = tab.evaluate("() => document.querySelector('.quiz').textContent")
    tab.open(first)
    assert tab.evaluate("() => document.querySelector('.quiz').textContent") == before
    assert tab.evaluate("() => document.querySelector('[name=answer][value=c]').checked") is False
    assert tab.evaluate("() => document.querySelector('form:nth-of-type(2) [value=c]').checked") is True
    assert len(tab.evaluate(STATE)["summary"]) == 2
    tab.open(second)
    assert tab.evaluate(STATE)["answered"] == []


def test_starting_again_forgets_this_quiz(tab, bundle_page):
    address = bundle_page("b-again")
    tab.open(address)
    answer_all(tab, RIGHT_VALUES)
    tab.evaluate(PRESS, "Recommencer ce quiz")
    fresh = {"progress": "0 question sur 11", "summary": [], "shown": ["champ-cci"], "answered": []}
    assert tab.evaluate(STATE) == fresh
    tab.open(address)
    assert tab.evaluate(STATE) == fresh
    assert tab.evaluate("() => document.querySelectorAll('fieldset:disabled, input:checked').length") == 0


def test_what_is_no_answer_is_asked_again_and_not_kept(tab, bundle_page):
    address = bundle_page("b-invalid")
    tab.open(address)
    tab.evaluate(ANSWER, {"question": "champ-cci", "values": []})
    tab.evaluate(ANSWER, {"question": "poids", "values": ["dix"]})
    said = "() => [...document.querySelectorAll('[data-problem]:not([hidden])')].map((p) => p.textContent)"
    assert tab.evaluate(said) == [
        "Choisissez une réponse, puis validez-la.",
        "«\u00a0dix\u00a0» n’est pas lu comme un nombre\u00a0: écrivez-le en chiffres, par exemple 12 ou 3,5.",
    ]
    tab.open(address)
    assert tab.evaluate(STATE)["answered"] == []


@pytest.mark.parametrize(
    "kept",
    [
        "not JSON",
        "{}",
        '{"response": {"type": "numeric", "text": "1"}}',
        '{"response": {"type": "single-choice", "option": "z"}}',
        "null",
    ],
)
def test_an_answer_that_fits_no_more_is_asked_again(tab, bundle_page, kept):
    address = bundle_page("b-stale")
    tab.open(address)
    tab.evaluate("(kept) => localStorage.setItem('b-stale/answer/champ-cci', kept)", kept)
    tab.open(address)
    assert tab.evaluate(STATE)["answered"] == []
    assert tab.evaluate("() => localStorage.getItem('b-stale/answer/champ-cci')") is None


def test_each_kept_answer_has_an_id_of_its_own_version_7(tab, bundle_page):
    tab.open(bundle_page("b-ids"))
    answer_all(tab, RIGHT_VALUES)
    kept = tab.evaluate(
        "() => Object.keys(localStorage).filter((k) => k.startsWith('b-ids/answer/'))"
        ".map((k) => JSON.parse(localStorage[k]).id)"
    )
    version_7 = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
    assert len(set(kept)) == len(QUESTIONS)
    assert tab.evaluate(f"(ids) => ids.every((id) => /{version_7}/.test(id))", kept)


def test_a_bundle_asks_the_network_for_nothing(page, bundle_page):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    address = bundle_page("b-quiet")
    page.goto(address)
    page.evaluate(f"(argument) => ({ANSWER})(argument)", {"question": "champ-cci", "values": ["a"]})
    assert {url.split(":")[0] for url in requests} == {"file"}


def test_the_shell_is_told_of_each_answer(tab, bundle_page):
    tab.open(bundle_page("b-told"))
    tab.evaluate("() => { window.told = []; addEventListener('quiz:answered', (e) => told.push(e.detail)); }")
    tab.evaluate(ANSWER, {"question": "suspects", "values": ["a"]})
    assert tab.evaluate("() => told") == [{"question": "suspects", "score": {"fraction": 0.5, "points": 3}}]


def test_what_was_offered_is_still_read_once_it_is_answered(tab, bundle_page):
    """Its box lies over the text of an option: whatever a browser makes of what is disabled, it stays clear."""
    tab.open(bundle_page("b-clear"))
    answer_all(tab, WRONG_VALUES)
    boxes = tab.evaluate(
        """() => [...document.querySelectorAll(".quiz-option input:disabled")]
            .map((input) => getComputedStyle(input))
            .map(({ backgroundColor, opacity }) => `${backgroundColor} ${opacity}`)"""
    )
    assert set(boxes) == {"rgba(0, 0, 0, 0) 1"}

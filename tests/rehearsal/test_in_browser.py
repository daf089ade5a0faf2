"""Real browsers with quiz.js in the room, while the server is killed: what they keep is recorded once."""

from collections.abc import Callable
from uuid import UUID

import pytest
from browsers import Tab
from scene import Scene

from course_engine.rehearsal.outbox import SentAnswer
from course_engine.rehearsal.records import audit
from course_engine.rehearsal.screens import QuestionForm
from course_engine.rehearsal.trainee import Trainee

pytestmark = pytest.mark.browser

COME_IN = "async (code) => (await fetch('/entrer', {method: 'POST', body: new URLSearchParams({code})})).url"
ANSWER = """async (question) => {
  const form = document.querySelector(`form[data-question="${question}"]`);
  form.elements.answer[0].checked = true;
  form.requestSubmit();
  while (!form.querySelector(".quiz-kept")) await new Promise((done) => setTimeout(done, 20));
  return {id: form.elements.id.value, value: form.elements.answer[0].value,
          said: form.querySelector("[data-feedback]").textContent};
}"""
SETTLED = """async (question) => {
  const form = document.querySelector(`form[data-question="${question}"]`);
  while (!form.dataset.fraction) await new Promise((done) => setTimeout(done, 20));
  return form.querySelector(".quiz-kept") === null;
}"""


def where_it_is_asked(trainee: Trainee, unit: str) -> tuple[str, QuestionForm]:
    """Return the page of a unit on which something is chosen, and the question."""
    for link in trainee.open(f"/unites/{unit}").links:
        if link.startswith(f"/unites/{unit}/"):
            for form in trainee.open(link).forms:
                if form.options:
                    return link, form
    raise AssertionError(unit)


def test_an_answer_given_while_the_server_is_dead_is_recorded_once_when_the_page_is_refreshed(
    tab: Tab, scene: Callable[[int], Scene]
) -> None:
    here = scene(12)
    with here.server() as server:
        trainee = here.trainees(server.address)[0]
        trainee.come_in()
        page, asked = where_it_is_asked(trainee, here.stand.rooms[0].unit)
        origin = "http://{}:{}".format(*server.address)
        tab.open(origin)
        assert tab.evaluate(COME_IN, here.stand.codes[trainee.id]) == f"{origin}/parcours"
        tab.open(origin + page)
        server.kill()
        kept = tab.evaluate(ANSWER, asked.question)
        assert kept["said"] == "Réponse gardée, sera envoyée dès que la liaison revient."
        # Or the page that is left sends the answer by itself, while the new one is read without it.
        tab.open("about:blank")
        server.start()
        tab.open(origin + page)
        assert tab.evaluate(SETTLED, asked.question) is True
        tab.open("about:blank")  # or the page asks a dead server for news until the last test
    sent = {UUID(kept["id"]): SentAnswer(UUID(kept["id"]), trainee.id, asked, (kept["value"],))}
    found = audit(here.records, sent, sent)
    assert (found.nothing_lost, found.recorded) == (True, 1), found

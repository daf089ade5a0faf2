"""A quiz to try with its key; what is wrong with each question at its place."""

import pytest

QUIZ = "quizzes/courriel.md"
UNIT = "modules/decouvrir/courriel.md"
SCREEN = "/quiz/courriel/decouverte"
TRIAL = "/essais/courriel/decouverte"


def test_a_quiz_is_tried_in_its_page_and_alone(visitor):
    for address in ("/unites/courriel/decouverte", SCREEN):
        html = visitor.get(address).text
        assert f'action="{TRIAL}/champ-cci#' in html, address
        assert "Voir la clé" in html


def test_the_key_shows_what_is_right_and_what_is_said(visitor):
    html = visitor.get(SCREEN).text
    key = html[html.index("Voir la clé") :]
    assert "Cci protège les adresses." in key
    assert "Tous le voient." in key
    assert "champ-cci" in key
    assert "courriel.md:8" in key
    assert "choix-unique" in key
    assert "objectif\u00a0: Envoyer et recevoir du courrier" in key


def test_the_animateur_is_shown_the_key_and_nothing_to_try(visitor):
    html = visitor.get("/unites/courriel/animateur").text
    assert "/essais/" not in html
    assert '<details class="quiz-key no-print" open' in html


def test_an_answer_is_graded_as_the_server_grades_trainees(visitor):
    reply = visitor.post(f"{TRIAL}/champ-cci", {"answer": "a"}, accept="application/json").json()
    assert reply["score"] == {"fraction": 0.0, "points": 1}
    assert "Tous le voient." in reply["html"]
    assert 'href="/unites/courriel/decouverte#page-lire"' in reply["html"]
    right = visitor.post(f"{TRIAL}/champ-cci", {"answer": "b"}, accept="application/json").json()
    assert right["score"]["fraction"] == 1.0


def test_an_answer_without_a_script_shows_the_quiz_with_what_is_said(visitor):
    html = visitor.post(f"{TRIAL}/champ-cci", {"answer": "b"}).text
    assert "C’est juste." in html
    assert "data-live-from" not in html


def test_what_is_no_answer_is_asked_again(visitor):
    reply = visitor.post(f"{TRIAL}/champ-cci", {}, accept="application/json")
    assert (reply.status_code, reply.json()["error"]) == (422, "invalid")
    assert reply.json()["message"] in visitor.post(f"{TRIAL}/champ-cci", {}).text


@pytest.mark.parametrize("question", ["rien", "champ-cc"])
def test_a_question_that_is_gone_is_said_so(visitor, question):
    reply = visitor.post(f"{TRIAL}/{question}", {"answer": "a"}, accept="application/json")
    assert (reply.status_code, reply.json()["message"]) == (
        404,
        "Cette question n’est plus là\u00a0: relisez la page.",
    )


def test_a_bad_question_is_set_aside_at_its_place_and_the_others_are_asked(author, visitor):
    author.change(QUIZ, "- [x] Cci", "- [ ] Cci")
    html = visitor.get(SCREEN).text
    assert html.count("data-question=") == 1
    key = html[html.index("Voir la clé") :]
    places = [key.index(word) for word in ('id="question-8"', "Mise de côté", "QZ104", 'id="question-17"')]
    assert places == sorted(places)
    assert "une question à ce niveau" in html
    page = visitor.get("/unites/courriel/decouverte").text
    assert f'href="{SCREEN}#question-8"' in page


def test_a_warning_stands_with_its_question_which_is_asked(author, visitor):
    author.change(QUIZ, "- [x] Cci", "- [ ] Toutes les réponses ci-dessus\n- [x] Cci")
    html = visitor.get(SCREEN).text
    assert html.count("data-question=") == 2
    assert html.index('id="question-8"') < html.index("QZ134") < html.index('id="question-18"')


def test_a_question_without_id_is_tried_under_the_one_that_is_proposed(author, visitor):
    author.change(QUIZ, " {#piece-jointe}", "")
    html = visitor.get(SCREEN).text
    assert html.count("data-question=") == 2
    assert "QZ110" in html


def test_every_accepted_spelling_is_in_the_key(author, visitor):
    author.change(QUIZ, "= vrai", "= arobase\n= a commercial")
    html = visitor.get(SCREEN).text
    assert "<li>arobase</li><li>a commercial</li>" in html


def test_a_draw_is_said_and_everything_is_asked(author, visitor):
    author.change(QUIZ, "seuil: 60 %", "seuil: 60 %\ntirage: 1")
    html = visitor.get(SCREEN).text
    assert "chaque stagiaire en reçoit 1, tirées au sort" in html
    assert html.count("data-question=") == 2


def test_a_quiz_of_nothing_but_mistakes_still_has_its_screen(author, visitor):
    author.save(QUIZ, "## Quoi ?\n\n- [ ] a\n")
    html = visitor.get(SCREEN).text
    assert "FM101" in html
    assert "Mise de côté" in html


def test_a_quiz_whose_file_is_gone_is_shown_as_it_was(author, visitor):
    (author.folder / QUIZ).unlink()
    author.is_read(QUIZ)
    html = visitor.get(SCREEN).text
    assert f"«\u00a0{QUIZ}\u00a0» n’est plus là" in html
    assert "Cci protège les adresses." in html

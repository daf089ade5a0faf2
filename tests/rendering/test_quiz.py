"""A quiz is a plain form that shows nothing of its keys before the answer."""

import ast
from importlib.resources import files

import pytest
from quiz_samples import (
    CANARY,
    KEYS,
    QUESTIONS,
    QUIZ,
    RIGHT_VALUES,
    WRONG_VALUES,
    read_again,
    renderer,
    sample_quiz_html,
    write_page,
)

from course_engine.errors import InvalidResponse
from course_engine.grading.judging import grade, read_response
from course_engine.model.quiz import Quiz, ShortText
from course_engine.model.response import NumericResponse, ShortTextResponse
from course_engine.rendering.feedback import Refusal, feedback_html
from course_engine.rendering.quiz import Sending, quiz_html
from course_engine.rendering.review import offline_key, review

BY_ID = {question.id: question for question in QUESTIONS}


def to_server(question_id):
    return f"/answer/{question_id}"


def reviewed(question_id, values):
    question, key = BY_ID[question_id], KEYS[question_id]
    response = read_response(question, values)
    return review(question, key, response, grade(question, key, response))


def feedback(question_id, values):
    question = BY_ID[question_id]
    return str(feedback_html(reviewed(question_id, values), renderer(), read_again(question)))


def one_question(question, answered=None):
    quiz = Quiz(id="un-quiz", path="quizzes/un-quiz.md", title="Un quiz", questions=(question,))
    return quiz_html(
        quiz, [question], renderer(), lambda question_id: Sending(f"/r/{question_id}", "0-7"), answered
    )


def test_before_any_answer_no_byte_of_a_key_is_in_the_page():
    html = sample_quiz_html(to_server)
    assert CANARY not in html
    assert "9.5" not in html
    assert "data-fraction" not in html


def test_an_answer_reveals_its_own_question_only():
    html = sample_quiz_html(to_server, {"champ-cci": reviewed("champ-cci", ("a",))})
    before, after = html.split('data-question="suspects"')
    assert "Canari : tous le voient." in before
    assert CANARY not in after


def test_what_is_drawn_of_a_question_never_imports_an_answer_key():
    for module in ("quiz", "feedback"):
        tree = ast.parse(
            files("course_engine.rendering").joinpath(f"{module}.py").read_text(encoding="utf-8")
        )
        names = {
            name.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names
        }
        assert not {name for name in names if name.endswith("Key")}


def test_a_wrong_choice_is_told_why_then_the_right_one_then_the_page_to_read_again():
    html = feedback("champ-cci", ("a",))
    parts = [
        "Pas tout à fait.",
        "Canari : tous le voient.",
        "La bonne réponse\u00a0:",
        "copie carbone invisible",
        "Canari : Cci protège",
        '<a href="#destinataires">Relire la page «\u00a0Les destinataires\u00a0»</a>',
    ]
    places = [html.index(part) for part in parts]
    assert places == sorted(places)
    assert "oui, Cci" not in html


def test_a_right_choice_is_told_why_and_sent_nowhere():
    html = feedback("champ-cci", ("b",))
    assert "C’est juste." in html
    assert "Canari : oui, Cci." in html
    assert "La bonne réponse" not in html
    assert "Relire" not in html


def test_a_partly_right_set_is_told_so_in_written_order_with_every_right_option():
    html = feedback("suspects", ("c", "a", "a"))
    assert "C’est juste en partie." in html
    assert html.index("elle ne le fait jamais") < html.index("vous connaissez l’expéditeur")
    assert "Les bonnes réponses\u00a0:" in html


@pytest.mark.parametrize(
    ("question_id", "values", "shown"),
    [
        ("piece-jointe", ("false",), "Vrai"),
        ("poids", ("12",), "entre 9,5 et 10,5\u00a0Mo"),
        ("arobase", ("at",), "Canari &amp; arobase"),
    ],
)
def test_the_right_answer_is_said_in_words(question_id, values, shown):
    assert f'<p class="quiz-label">La bonne réponse\u00a0:</p><div>{shown}</div>' in feedback(
        question_id, values
    )


def test_an_answered_question_keeps_its_answer_and_can_no_longer_be_sent():
    question = BY_ID["poids"]
    html = one_question(question, {"poids": reviewed("poids", ("10 Mo",))})
    assert "<fieldset disabled>" in html
    assert 'value="10 Mo"' in html
    assert '<button class="button main" type="submit" hidden>' in html
    assert 'data-fraction="1.0"' in html


def test_a_refused_answer_is_kept_with_the_sentence_that_says_what_to_do():
    question = BY_ID["poids"]
    with pytest.raises(InvalidResponse) as refusal:
        grade(question, KEYS["poids"], read_response(question, ["dix <b>"]))
    html = one_question(question, {"poids": Refusal(("dix <b>",), str(refusal.value))})
    assert 'value="dix &lt;b&gt;"' in html
    assert "«\u00a0dix &lt;b&gt;\u00a0» n’est pas lu comme un nombre" in html
    assert "<fieldset>" in html


def test_what_authors_and_learners_write_is_escaped():
    html = sample_quiz_html(lambda _question_id: "/answer?a=1&b=2")
    assert "La messagerie &amp; vous" in html
    assert 'action="/answer?a=1&amp;b=2#u1/champ-cci-feedback"' in html


def test_each_question_posts_to_its_own_address_and_comes_back_to_its_outcome():
    html = one_question(BY_ID["poids"])
    assert 'method="post" action="/r/poids#u1/poids-feedback"' in html
    assert 'id="u1/poids-feedback" data-outcome tabindex="-1"' in html


def test_a_second_hint_is_inside_the_first():
    html = one_question(BY_ID["champ-cci"])
    first, second = html.index("Voir un indice"), html.index("Voir un autre indice")
    assert html[first:second].count("</details>") == 0


@pytest.mark.parametrize(
    ("question_type", "response"), [("numeric", NumericResponse), ("short-text", ShortTextResponse)]
)
def test_a_field_takes_no_more_than_the_response_may_hold(question_type, response):
    question = next(question for question in QUESTIONS if question.type == question_type)
    longest = response.model_json_schema()["properties"]["text"]["maxLength"]
    assert f'maxlength="{longest}"' in one_question(question)


def test_no_score_is_said_before_the_end():
    answers = {
        question_id: reviewed(question_id, RIGHT_VALUES[question_id]) for question_id in list(KEYS)[:4]
    }
    assert "Vous avez" not in sample_quiz_html(to_server, answers)


@pytest.mark.parametrize(
    ("values", "sentences"),
    [
        (
            RIGHT_VALUES,
            ["Vous avez 12 points sur 12, soit 100\u00a0%.", "Le seuil de 60\u00a0% est atteint."],
        ),
        (
            WRONG_VALUES | {"suspects": ("a", "c"), "poids": ("10",)},
            [
                "Vous avez 3,08 points sur 12, soit 25\u00a0%.",
                "Le seuil est de 60\u00a0%\u00a0: relisez les pages conseillées.",
            ],
        ),
    ],
)
def test_the_end_says_the_points_and_the_threshold_calmly(values, sentences):
    html = sample_quiz_html(to_server, {q.id: reviewed(q.id, values[q.id]) for q in QUESTIONS})
    summary = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    assert f'data-summary role="status">{summary}</div>' in html


def test_a_quiz_without_threshold_says_the_points_only():
    question = ShortText(id="arobase", title=("?",))
    html = one_question(question, {"arobase": reviewed("arobase", ("arobase",))})
    assert "<p>Vous avez 1 point sur 1, soit 100\u00a0%.</p></div>" in html
    assert "data-threshold" not in html


def test_the_key_that_travels_holds_what_judges_and_what_is_said_as_html():
    key = offline_key(BY_ID["suspects"], KEYS["suspects"], renderer(), read_again)
    assert key["right"] == ["a", "b"]
    assert key["offered"] == ["a", "b", "c", "d"]
    assert key["rule"] == "coverage"
    assert list(key["feedback"]) == ["a", "c"]
    assert "Relire la page" in key["read_again"]
    assert key["explanation"] == ""


@pytest.mark.pdf
def test_the_nu_checker_finds_nothing(tmp_path, vnu):
    answered = {q.id: reviewed(q.id, WRONG_VALUES[q.id]) for q in QUESTIONS}
    refused = {"poids": Refusal(("dix",), "Écrivez un nombre.")}
    # Without the policy: the checker, which reads files, says that it blocks the styles.
    pages = [
        write_page(tmp_path / "before", sample_quiz_html(to_server), policy=""),
        write_page(tmp_path / "after", sample_quiz_html(to_server, answered), policy=""),
        write_page(tmp_path / "refused", sample_quiz_html(to_server, refused), policy=""),
        write_page(tmp_path / "bundle", sample_quiz_html(), bundle="b-1", policy=""),
    ]
    assert vnu(*pages) == []


def test_the_same_quiz_gives_the_same_bytes():
    assert QUIZ.threshold == 60
    assert sample_quiz_html(to_server) == sample_quiz_html(to_server)

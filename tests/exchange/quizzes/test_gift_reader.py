"""GIFT read as Moodle reads it: its own reading of the corpus, and each behaviour in a case of ours."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from course_engine.exchange.quizzes.files import bank_of
from course_engine.exchange.quizzes.gift_reader import read_gift
from course_engine.exchange.quizzes.moodle import TextFormat

CORPORA = Path(os.environ.get("COURSE_ENGINE_CORPORA", "/nonexistent"))
GIFT = CORPORA / "gift"


def only(text):
    (question,) = read_gift(text).questions
    return question


def answers(question):
    return [(answer.text.text, answer.fraction, answer.feedback.text) for answer in question.answers]


def reason(text):
    bank = read_gift(text)
    assert bank.questions == ()
    return bank.unread[0].reason


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lisez ceci.", "description"),
        ("Décrivez {}", "essay"),
        ("Combien ? {#5}", "numerical"),
        ("Lequel ? {~a =b}", "multichoice"),
        ("Reliez. {=a -> 1 =b -> 2}", "match"),
        ("Vrai ? {T}", "truefalse"),
        ("Vrai ? {FALSE#Non}", "truefalse"),
        ("Vrai ? {VRAI}", "shortanswer"),
        ("Quel mot ? {objet}", "shortanswer"),
        ("Quel mot ? {=objet =sujet}", "shortanswer"),
    ],
)
def test_the_type_is_told_by_the_answers_in_moodle_s_order(text, kind):
    assert only(text).type == kind


@pytest.mark.parametrize(
    "prose",
    [
        "Le maire doit : signer",
        "À 10:30, que faire",
        "Voir https://exemple.fr/a:b",
        "Si a = b, que vaut a",
        "100 % ~ environ",
    ],
)
def test_prose_may_hold_colons_equal_signs_and_tildes(prose):
    assert only(f"{prose} ? {{=oui ~non}}").text.text == f"{prose} ?"


def test_a_backslash_protects_the_signs_of_the_format_and_is_itself_before_any_other():
    question = only(r"::a\:b:: \{1 \: 2\} \= \~A \# \\n \(x\) ligne\nsuite {=\=2 ~\~3 \#4}")
    assert question.name == "a:b"
    assert question.text.text == "{1 : 2} = ~A # \\n \\(x\\) ligne\nsuite"
    assert [text for text, *_rest in answers(question)] == ["=2", "~3 #4"]


def test_comments_are_left_out_wherever_they_stand_and_their_marks_are_told():
    question = only("// [id:q1] [tag:réseau]\n::A:: Texte {\n  // rien\n=x\n~y\n}")
    assert [text for text, *_rest in answers(question)] == ["x", "y"]
    assert question.unsaid == (("id", "q1"), ("tag", "réseau"))
    assert read_gift("// seul\n\n//encore").questions == ()


def test_a_category_stands_alone_and_names_no_folder():
    assert only("$CATEGORY: ../../etc/$course$").name == "../../etc/$course$"


def test_a_text_says_its_format_and_the_others_inherit_that_of_the_stem():
    question = only("[markdown]*Qui* ? {=[html]<b>a</b>#oui ~b ~[inconnu]c####[plain]fin}")
    assert question.text.format is TextFormat.MARKDOWN
    assert [answer.text.format for answer in question.answers] == [
        TextFormat.HTML,
        TextFormat.MARKDOWN,
        TextFormat.MARKDOWN,
    ]
    assert question.answers[2].text.text == "[inconnu]c"
    assert question.answers[0].feedback.format is TextFormat.MARKDOWN
    assert (question.general_feedback.text, question.general_feedback.format) == ("fin", TextFormat.PLAIN)


def test_what_follows_the_answers_makes_a_missing_word():
    assert only("Une adresse {=IP ~MAC} identifie.").text.text == "Une adresse _____ identifie."
    assert only("{=Asie} est grande.").text.text == "_____ est grande."
    assert only("Laquelle ? {=Asie}").text.text == "Laquelle ?"


def test_several_choices_are_asked_where_none_is_marked_right():
    question = only("{~%50%a ~%50%b#bien ~%-33.33333%c ~d}")
    assert not question.single
    assert answers(question) == [
        ("a", Decimal("0.5"), ""),
        ("b", Decimal("0.5"), "bien"),
        ("c", Decimal("-0.3333333"), ""),
        ("d", 0, ""),
    ]


def test_one_choice_is_asked_as_soon_as_one_is_marked_right():
    question = only("{=a ~%50%b ~c#d#e}")
    assert question.single
    assert answers(question) == [("a", 1, ""), ("b", Decimal("0.5"), ""), ("c", 0, "d#e")]


def test_the_first_feedback_of_a_true_false_is_for_whoever_is_wrong():
    assert answers(only("{T#non#oui####fin}")) == [("true", 1, "oui"), ("false", 0, "non")]
    assert answers(only("{F#non#oui}")) == [("true", 0, "non"), ("false", 1, "oui")]


def test_a_spelling_may_have_a_weight_and_its_marks_are_letters():
    question = only("[html]Q {=a <b> =%75%c#presque =%0%*#non}")
    assert answers(question) == [("a <b>", 1, ""), ("c", Decimal("0.75"), "presque"), ("*", 0, "non")]
    assert {answer.text.format for answer in question.answers} == {TextFormat.PLAIN}


@pytest.mark.parametrize(
    ("written", "number", "tolerance"),
    [
        ("#5", "5", "0"),
        ("#5:0.1", "5", "0.1"),
        ("#1..5", "3", "2"),
        ("#-1.5..-0.5", "-1.0", "0.5"),
        ("#1e2:0", "100", "0"),
    ],
)
def test_a_number_has_a_tolerance_or_two_bounds(written, number, tolerance):
    (answer,) = only(f"Q {{{written}}}").answers
    assert (answer.text.text, answer.tolerance) == (number, Decimal(tolerance))


def test_several_numbers_are_weighed_and_a_tilde_speaks_to_the_others():
    question = only("Q {#=3:0#juste =%50%3.2:1#presque ~#loin}")
    assert answers(question) == [("3", 1, "juste"), ("3.2", Decimal("0.5"), "presque"), ("*", 0, "loin")]


def test_a_row_without_a_left_is_a_lure():
    assert [(pair.left.text, pair.right) for pair in only("{=CNIL -> vie privée = -> météo}").pairs] == [
        ("CNIL", "vie privée"),
        ("", "météo"),
    ]


def test_a_question_without_a_name_bears_its_text():
    assert only("Court {T}").name == "Court"
    assert only(f"{'mot ' * 40} {{T}}").name == f"{('mot ' * 40)[:77]}..."


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("::A:: Texte {=x ~y", "une accolade est seule"),
        ("::A:: Texte =x ~y}", "une accolade est seule"),
        ("::A:: T }x{ ", "une accolade est seule"),
        ("::A:: T {=a{b} ~c}", "il reste des accolades après les réponses"),
        ("::A:: T {~x}", "une liste de choix en a au moins deux"),
        ("::A:: T {=a -> b =c}", "un appariement a au moins deux lignes"),
        ("::A:: T {=a -> b}", "un appariement a au moins deux lignes"),
        ("::A:: T {#abc}", "« abc » n’est pas un nombre"),
        ("::A:: T {#3,14}", "« 3,14 » n’est pas un nombre"),
        ("::A:: T {#}", "aucun nombre n’est attendu"),
        ("::A:: T {~%--5%a ~b}", "« %--5% » n’est pas un poids"),
    ],
)
def test_what_is_no_question_is_told_and_the_others_are_read(text, start):
    bank = read_gift(f"{text}\n\n::B:: Q {{T}}")
    assert [question.name for question in bank.questions] == ["B"]
    (unread,) = bank.unread
    assert unread.line == 1
    assert unread.reason.replace("\N{NO-BREAK SPACE}", " ").startswith(start)


def test_a_blank_line_ends_a_question_and_lines_are_counted_from_the_head_of_the_file():
    bank = read_gift("\n::A:: Texte\n\nsuite {=x ~y}\n")
    assert [(question.type, question.line) for question in bank.questions] == [
        ("description", 2),
        ("multichoice", 4),
    ]


# --- Moodle's own reading of the corpus.


def as_moodle_tells(question):
    """Return a question in the shape of the corpus' expected results."""
    if question.type == "category":
        return {"type": "category", "category": question.name}
    told = {
        "type": question.type,
        "name": question.name,
        "text": question.text.text,
        "format": question.text.format,
    }
    if question.general_feedback.text:
        told["general_feedback"] = question.general_feedback.text
    if question.type == "multichoice":
        told["single"] = question.single
    if question.type == "match":
        told["pairs"] = [[pair.left.text, pair.right] for pair in question.pairs]
    elif question.type == "truefalse":
        true, false = question.answers
        told |= {
            "correct": true.fraction == 1,
            "feedback_true": true.feedback.text,
            "feedback_false": false.feedback.text,
        }
    elif question.answers:
        told["answers"] = [answer_as_moodle_tells(answer, question.type) for answer in question.answers]
    return told


def answer_as_moodle_tells(answer, kind):
    told = {"text": answer.text.text, "fraction": float(answer.fraction), "feedback": answer.feedback.text}
    return {**told, "tolerance": answer.tolerance} if kind == "numerical" else told


def normal(expected):
    for answer in expected.get("answers", ()):
        answer["text"] = str(answer["text"])
        if "tolerance" in answer:
            answer["tolerance"] = Decimal(str(answer["tolerance"] or 0))
    return expected


@pytest.mark.skipif(not CORPORA.is_dir(), reason="COURSE_ENGINE_CORPORA is not set")
def test_every_file_of_the_corpus_is_read_as_moodle_reads_it():
    files = json.loads((GIFT / "expected-moodle.json").read_text(encoding="utf-8"))
    assert len(files) == 23
    for file in files:
        bank = bank_of((GIFT / file["file"]).read_bytes(), file["file"])
        assert bank.unread == ()
        assert [as_moodle_tells(question) for question in bank.questions] == [
            normal(one) for one in file["questions"]
        ]

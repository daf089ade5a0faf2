"""What goes to a format of Moodle and comes back is what both can say."""

import string
from decimal import Decimal

import pytest
from any_question import PICTURE, QUESTIONS, SVG
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from course_engine.content.writing import meaning
from course_engine.exchange.quizzes.exporting import Target, export_quiz
from course_engine.exchange.quizzes.files import bank_of
from course_engine.exchange.quizzes.gift_reader import read_gift
from course_engine.exchange.quizzes.gift_writer import write_gift
from course_engine.exchange.quizzes.moodle import Answer, MoodleQuestion, Pair, Prose, TextFormat
from course_engine.exchange.quizzes.moodle_xml_reader import read_moodle_xml
from course_engine.exchange.quizzes.moodle_xml_writer import write_moodle_xml
from course_engine.exchange.quizzes.reading import carry
from course_engine.model.quiz import CreditRule, MultipleChoiceKey, Quiz

SIGNS = string.ascii_letters + string.digits + string.punctuation + " éœ«»’…\u00a0\n"
TEXTS = st.text(SIGNS, min_size=1, max_size=30).map(str.strip).filter(bool)
SHARES = st.sampled_from([Decimal(percent) / 100 for percent in ("100", "50", "33.33333", "-50", "0")])


def proses(least=0, *, formats=tuple(TextFormat)):
    texts = TEXTS if least else st.one_of(st.just(""), TEXTS)
    return st.builds(Prose, texts, st.sampled_from(formats))


def plain_answers(texts):
    return st.builds(Answer, st.builds(Prose, texts, st.just(TextFormat.PLAIN)), SHARES, proses())


@st.composite
def moodle_questions(draw):
    kind = draw(st.sampled_from(["multichoice", "truefalse", "shortanswer", "numerical", "match", "essay"]))
    question = MoodleQuestion(
        kind,
        draw(TEXTS.map(lambda text: " ".join(text.split()))),
        text=draw(proses(1)),
        general_feedback=draw(proses()),
    )
    if kind == "multichoice":
        answers = draw(st.lists(st.builds(Answer, proses(1), SHARES, proses()), min_size=2, max_size=4))
        return replace(
            question, answers=tuple(answers), single=any(answer.fraction == 1 for answer in answers)
        )
    if kind == "truefalse":
        right = draw(st.booleans())
        words = [("true", right), ("false", not right)]
        answers = [
            Answer(Prose(word, TextFormat.PLAIN), Decimal(value), draw(proses())) for word, value in words
        ]
        return replace(question, answers=tuple(answers))
    if kind == "shortanswer":
        return replace(question, answers=tuple(draw(st.lists(plain_answers(TEXTS), min_size=1, max_size=3))))
    if kind == "numerical":
        texts = st.decimals(-999, 999, places=2).map(lambda number: format(number, "f"))
        answers = draw(st.lists(plain_answers(texts), min_size=1, max_size=2))
        tolerances = st.decimals(0, 9, places=1)
        return replace(
            question, answers=tuple(replace(answer, tolerance=draw(tolerances)) for answer in answers)
        )
    if kind == "match":
        pairs = draw(
            st.lists(st.builds(Pair, proses(formats=(TextFormat.HTML,)), TEXTS), min_size=2, max_size=4)
        )
        return replace(question, pairs=tuple(pairs))
    return question


def comparable(question):
    """Return a question whose empty texts have no format, and whose line does not count."""
    answers = tuple(
        replace(one, text=formatted(one.text), feedback=formatted(one.feedback)) for one in question.answers
    )
    pairs = tuple(replace(pair, left=formatted(pair.left)) for pair in question.pairs)
    general = formatted(question.general_feedback)
    return replace(question, line=1, answers=answers, pairs=pairs, general_feedback=general)


def formatted(prose):
    return prose if prose.text else Prose()


@given(question=moodle_questions())
def test_every_question_that_gift_says_is_read_back_the_same(question):
    assume(not any("->" in answer.text.text for answer in question.answers) or question.type != "shortanswer")
    assume(not any("->" in pair.left.text for pair in question.pairs))
    bank = read_gift(write_gift(question))
    assert bank.unread == ()
    assert [comparable(one) for one in bank.questions] == [comparable(question)]


@given(question=moodle_questions(), hints=st.lists(proses(1), max_size=2))
def test_every_question_is_read_back_from_moodle_xml_the_same(question, hints):
    question = replace(
        question,
        grade=Decimal(3),
        hints=tuple(hints),
        text=replace(question.text, files={"plan à lire.png": b"octets"}),
        unsaid=(("graderinfo", "a ]]> b"), ("id", "<q>"), ("tag", "x & y"))
        if question.type == "essay"
        else (),
    )
    bank = read_moodle_xml(write_moodle_xml([question]).encode())
    assert bank.unread == ()
    assert [comparable(one) for one in bank.questions] == [comparable(question)]


# --- Ours, there and back.

SAYABLE = {
    Target.GIFT: {
        "single-choice",
        "multiple-choice",
        "true-false",
        "short-text",
        "numeric",
        "matching",
        "free-text",
    },
    Target.MOODLE_XML: {
        *("single-choice", "multiple-choice", "true-false", "short-text", "numeric", "matching", "free-text"),
        *("ordering", "cloze"),
    },
}


@pytest.mark.parametrize("target", list(Target))
@given(asked=QUESTIONS)
def test_what_both_formats_say_of_our_question_comes_back(target, asked):
    question, key = asked
    assume(question.type in SAYABLE[target])
    quiz = Quiz(id="essai", path="quizzes/essai.md", title="Essai", questions=(question,))
    assume("->" not in str(getattr(key, "accepted", "")))
    text, account = export_quiz(quiz, {question.id: key}, lambda _path: SVG.encode(), target, "essai")
    assert account.entries[0].refusal == ""
    reading = carry(bank_of(text.encode(), f"essai.{'gift' if target is Target.GIFT else 'xml'}"), "essai")
    ((back, back_key),) = reading.pairs
    assert reading.items[-1].refusal == ""
    assert told(back, back_key, target) == told(as_moodle_says(question), rule_of_moodle(key), target)


def as_moodle_says(question):
    """Return a question without what a bank of Moodle has no place for."""
    update = {"objective": None, "page": None, "levels": ()}
    if question.type == "matching":
        update["headings"] = (("À relier",), ("Réponse",))
    if question.type == "cloze":
        gaps = len(question.gaps)
        update["points"] = question.points if question.points % gaps == 0 else gaps
    return replace(question, **update)


def rule_of_moodle(key):
    if not hasattr(key, "rule"):
        return key
    if key.type == "ordering":
        return key
    rule = CreditRule.NET_CORRECT if isinstance(key, MultipleChoiceKey) else CreditRule.EACH_ANSWER
    return replace(key, rule=rule)


def of_those_it_has(noun, update):
    """Return a question or a key with other values in those fields that its type has."""
    return replace(noun, **{name: value for name, value in update.items() if hasattr(noun, name)})


def told(question, key, target):
    """Return what a question says, but for its id, and for what GIFT leaves out."""
    update = {"id": "x", "title": (), "stem": (*question.title, "<p></p>", *question.stem)}
    if question.type == "cloze":
        update["stem"] = question.stem  # its name in the bank is its title
    if target is Target.GIFT:
        update |= {"hints": (), "points": min(question.points, 1), "unit_label": ""}
        key = of_those_it_has(key, {"strict": False, "unit_label": "", "model_answer": ()})
    if question.type == "free-text":
        key = replace(key, model_answer=())
    said = str(meaning(of_those_it_has(question, update), key)).replace("essai-plan.svg", "plan.svg")
    loses_pictures = target is Target.GIFT or question.type == "matching"
    return said.replace(f" asset:{PICTURE}]", "]") if loses_pictures else said

"""Moodle XML: every usual type, files, units, and what has no place."""

import json
import os
from base64 import b64encode
from decimal import Decimal
from pathlib import Path

import pytest

from course_engine.exchange.quizzes.moodle import TextFormat
from course_engine.exchange.quizzes.moodle_xml_reader import read_moodle_xml
from course_engine.exchange.quizzes.safe_xml import XmlRefused

CORPORA = Path(os.environ.get("COURSE_ENGINE_CORPORA", "/nonexistent"))

HOURS = "<unit><multiplier>1</multiplier><unit_name>h</unit_name></unit>"


def bank(*questions):
    return read_moodle_xml(f"<quiz>{''.join(questions)}</quiz>".encode())


def question(kind, inside, name="Nom", text="Texte"):
    head = f'<name><text>{name}</text></name><questiontext format="html"><text>{text}</text></questiontext>'
    return f'<question type="{kind}">{head}{inside}</question>'


def only(kind, inside, **common):
    (read,) = bank(question(kind, inside, **common)).questions
    return read


def test_an_answer_has_its_weight_its_format_and_its_feedback():
    read = only(
        "multichoice",
        "<single>false</single>"
        '<answer fraction="33.33333" format="markdown"><text>*a*</text>'
        '<feedback format="plain_text"><text>dit</text></feedback></answer>',
    )
    (answer,) = read.answers
    assert not read.single
    assert (answer.text.text, answer.text.format, answer.fraction) == (
        "*a*",
        TextFormat.MARKDOWN,
        Decimal("0.3333333"),
    )
    assert (answer.feedback.text, answer.feedback.format) == ("dit", TextFormat.PLAIN)


def test_pictures_travel_inside_the_text_that_shows_them():
    inside = f'<file name="p.png" path="/" encoding="base64">{b64encode(b"octets").decode()}</file>'
    document = (
        f'<question type="essay"><questiontext format="html"><text>t</text>{inside}</questiontext></question>'
    )
    (read,) = bank(document).questions
    assert read.text.files == {"p.png": b"octets"}


def test_spellings_and_numbers_are_compared_letter_for_letter_whatever_their_format():
    read = only(
        "shortanswer",
        '<usecase>1</usecase><answer fraction="100" format="html"><text>a &lt;b&gt;</text></answer>',
    )
    assert read.case_sensitive
    assert (read.answers[0].text.text, read.answers[0].text.format) == ("a <b>", TextFormat.PLAIN)


@pytest.mark.parametrize(
    ("units", "unit", "unsaid"),
    [
        (HOURS, "h", ()),
        ("<unit><multiplier>60</multiplier><unit_name>min</unit_name></unit>", "", (("units", "min"),)),
        (
            f"{HOURS}<unit><multiplier>60</multiplier><unit_name>min</unit_name></unit>",
            "",
            (("units", "h, min"),),
        ),
    ],
)
def test_one_unit_without_a_multiplier_has_a_place(units, unit, unsaid):
    read = only(
        "numerical",
        f'<answer fraction="100"><text>72</text><tolerance>0.5</tolerance></answer><units>{units}</units>',
    )
    assert (read.unit, read.unsaid, read.answers[0].tolerance) == (unit, unsaid, Decimal("0.5"))


def test_what_is_said_of_a_question_and_has_no_place_is_kept_to_be_told():
    read = only(
        "essay",
        "<idnumber>Q-1</idnumber><tags><tag><text>net</text></tag></tags>"
        "<graderinfo><text>Barème</text></graderinfo><responsetemplate><text></text></responsetemplate>",
    )
    assert read.unsaid == (("graderinfo", "Barème"), ("id", "Q-1"), ("tag", "net"))


def test_settings_that_nothing_reads_are_named_once_for_the_file():
    assert bank(
        question("essay", "<hidden>0</hidden><penalty>0.3</penalty>"), question("essay", "<hidden>0</hidden>")
    ).settings == (
        "hidden",
        "penalty",
    )


def test_a_question_whose_weight_is_no_number_is_told_and_the_others_are_read():
    read = bank(
        question("multichoice", '<answer fraction="beaucoup"><text>a</text></answer>'), question("essay", "")
    )
    assert [one.type for one in read.questions] == ["essay"]
    assert [one.reason for one in read.unread] == [
        "«\N{NO-BREAK SPACE}beaucoup\N{NO-BREAK SPACE}» n’est pas un nombre"
    ]


def test_a_document_that_is_not_moodle_s_is_refused():
    with pytest.raises(XmlRefused, match="il commence par <assessmentItem>"):
        read_moodle_xml(b"<assessmentItem/>")


@pytest.mark.skipif(not CORPORA.is_dir(), reason="COURSE_ENGINE_CORPORA is not set")
def test_every_file_of_the_corpus_holds_what_its_summary_says():
    summaries = json.loads((CORPORA / "moodle_xml" / "expected-summary.json").read_text(encoding="utf-8"))
    names = {"match": "matching", "multianswer": "cloze"}
    for name, summary in summaries.items():
        read = read_moodle_xml((CORPORA / "moodle_xml" / name).read_bytes())
        assert read.unread == ()
        for got, expected in zip(read.questions, summary["questions"], strict=True):
            assert names.get(got.type, got.type) == expected["type"]
            assert got.name == expected.get("name", expected.get("category"))
            scale = 1 if got.type == "ordering" else 100
            if "answers" in expected and got.type != "truefalse":
                found = [
                    {"fraction": float(one.fraction * scale), "text": one.text.text} for one in got.answers
                ]
                assert found == expected["answers"]
            assert [[pair.left.text, pair.right] for pair in got.pairs] == expected.get("pairs", [])
            assert list(got.text.files) == expected.get("files", [])
            assert [text for word, text in got.unsaid if word == "tag"] == expected.get("tags", [])

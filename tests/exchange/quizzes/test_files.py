"""Files from strangers: what is refused, in one sentence, in bounded time and memory."""

import json
import os
from pathlib import Path

import pytest

from course_engine.errors import InvalidForm
from course_engine.exchange.quizzes.files import MOST_BYTES, bank_of, read_bank
from course_engine.exchange.quizzes.importing import new_quiz

CORPORA = Path(os.environ.get("COURSE_ENGINE_CORPORA", "/nonexistent"))
BAD = CORPORA / "bad"
ITEM = '<question type="essay"><name><text>Été</text></name><questiontext><text>Où ?</text></questiontext></question>'


def sentence(content, name="questions.xml"):
    with pytest.raises(InvalidForm) as refused:
        bank_of(content, name)
    return str(refused.value).replace("\N{NO-BREAK SPACE}", " ")


def doctype(declared):
    return f'<?xml version="1.0"?><!DOCTYPE q {declared}><quiz>{ITEM}</quiz>'.encode()


@pytest.mark.parametrize(
    "declared",
    [
        '[<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]',
        '[<!ENTITY x SYSTEM "file:///etc/passwd">]',
        'SYSTEM "http://127.0.0.1:9/x.dtd"',
        '[<!ENTITY ecole "École">]',
    ],
    ids=["entities within entities", "a file", "an address", "a harmless one"],
)
def test_a_document_type_is_refused_before_anything_is_expanded_or_fetched(declared):
    assert sentence(doctype(declared)) == (
        "« questions.xml » n’est pas repris : il déclare un type de document (DOCTYPE), dont aucun quiz n’a besoin ;"
        " retirez cette ligne."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<quiz>" + b"<b>" * 50_000, "ses éléments sont imbriqués trop profondément ; ce n’est pas un quiz"),
        (
            b"<quiz " + b" ".join(b'a%d="1"' % number for number in range(20_000)) + b"/>",
            "il contient trop d’éléments ou d’attributs ; ce n’est pas un quiz",
        ),
        (
            b"<quiz>" + b"<q/>" * 250_000 + b"</quiz>",
            "il contient trop d’éléments ou d’attributs ; ce n’est pas un quiz",
        ),
        (b"<quiz>", "le XML est incorrect à partir de la ligne 1 ; exportez-le à nouveau de Moodle"),
        (
            b"<quiz>\n<a>&nbsp;</a></quiz>",
            "le XML est incorrect à partir de la ligne 2 ; exportez-le à nouveau de Moodle",
        ),
        (
            b"\n<?xml version='1.0'?><quiz/>",
            "le XML est incorrect à partir de la ligne 2 ; exportez-le à nouveau de Moodle",
        ),
        (b"<quiz>\0</quiz>", "le XML est incorrect à partir de la ligne 1 ; exportez-le à nouveau de Moodle"),
        (
            "<quiz>é</quiz>".encode("cp1252"),
            "le XML est incorrect à partir de la ligne 1 ; exportez-le à nouveau de Moodle",
        ),
        (
            b"<?xml version='1.0' encoding='x-nope'?><quiz/>",
            "le codage qu’il déclare est inconnu ; enregistrez-le en UTF-8",
        ),
        (
            b"<?xml version='1.0' encoding='utf-7'?><quiz/>",
            "le codage qu’il déclare est inconnu ; enregistrez-le en UTF-8",
        ),
        (b'{"quiz":[]}', "le XML est incorrect à partir de la ligne 1 ; exportez-le à nouveau de Moodle"),
        (
            b"PK\x03\x04rest",
            "c’est une archive ; ouvrez-la, puis donnez le fichier .xml ou .gift qu’elle contient",
        ),
        (
            b"\x1f\x8brest",
            "c’est une archive ; ouvrez-la, puis donnez le fichier .xml ou .gift qu’elle contient",
        ),
        (b" " * (MOST_BYTES + 1), "il dépasse 20 Mio ; exportez une catégorie à la fois"),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else "",
)
def test_what_is_no_sound_xml_is_refused(content, reason):
    assert sentence(content) == f"« questions.xml » n’est pas repris : {reason}."


def test_a_text_that_is_not_utf_8_or_holds_control_characters_is_refused_with_its_line():
    assert "il n’est pas en UTF-8 (ligne 2)" in sentence("a\né".encode("latin-1"), "q.gift")
    assert "un caractère de commande (ligne 3)" in sentence(b"a\n\n\x01 {T}", "q.gift")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_encoding_that_xml_declares_is_obeyed(encoding):
    declared = encoding.removesuffix("-sig")
    document = f'<?xml version="1.0" encoding="{declared}"?><quiz>{ITEM}</quiz>'
    assert [question.name for question in bank_of(document.encode(encoding), "q.xml").questions] == ["Été"]


def test_a_text_is_known_by_its_content_where_its_name_says_nothing():
    assert bank_of(f"\n <quiz>{ITEM}</quiz>".encode(), "q.txt").questions[0].type == "essay"
    assert bank_of(b"\xef\xbb\xbf::A:: Q {T}\r\n\r\n::B:: Q {F}", "q.txt").questions[1].name == "B"


@pytest.mark.skipif(not CORPORA.is_dir(), reason="COURSE_ENGINE_CORPORA is not set")
def test_every_hostile_file_of_the_corpus_has_its_expected_fate():
    expectations = json.loads((BAD / "expectations.json").read_text(encoding="utf-8"))
    files = {
        name: fate["expect"] for name, fate in expectations.items() if not name.startswith("frontmatter/")
    }
    assert len(files) > 30
    for name, expected in files.items():
        refused = fate_of(BAD / name)
        assert not (expected == "reject" and not refused), name
        assert not (expected == "accept" and refused), name
        assert "root:" not in refused


def fate_of(file):
    """Return the sentence that refuses a file; empty if it makes a quiz."""
    try:
        new_quiz(read_bank(file), file.name, "essai", "Essai", (), {})
    except InvalidForm as refused:
        return str(refused)
    return ""

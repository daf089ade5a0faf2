"""How reading ease is counted, and who is warned."""

import pytest

from course_engine.content import compile_course
from course_engine.content.readability import Measure, measure
from course_engine.model.fragment import Block, BlockKind, FootnoteRef, TermRef

UNIT = "modules/decouvrir/courriel.md"
EASY = "Le chat dort sur le lit. " * 30
HARD = (
    "La dématérialisation progressive des procédures administratives territoriales nécessite une réorganisation "
    "méthodologique considérable des collectivités. "
) * 10


def counted(*parts: object) -> tuple[int, int, int]:
    found = measure(parts)
    return found.words, found.sentences, found.syllables


def test_the_score_is_that_of_kandel_and_moles():
    assert Measure(words=100, sentences=10, syllables=150).score == pytest.approx(207 - 10.15 - 110.4)


@pytest.mark.parametrize(
    ("html", "words", "sentences"),
    [
        ("<p>Le chat dort sur le lit.</p>", 6, 1),
        ("<p>Le chat dort sur le lit</p><p>Le chien court dans le pré</p>", 12, 2),
        ("<p>Le chat dort. Le chien court ! Et vous ?</p>", 8, 3),
        ("<p>L’agent de M. Exemple est peut-être là.</p>", 7, 1),
        ("<p>Il pèse 10 Mo. Il va à a@exemple.fr sans délai.</p>", 8, 2),
        ("<p>« Le chat dort sur <strong>le</strong> lit. » Oui.</p>", 7, 2),
        ("<ul><li>Trop court</li><li>Le chat dort sur le lit.</li></ul>", 6, 1),
        ("<h2>Le chat dort sur le lit tout seul</h2>", 0, 0),
        ("<table><tr><td>Le chat dort sur le lit.</td></tr></table>", 0, 0),
        ("<pre><code>Le chat dort sur le lit.</code></pre>", 0, 0),
    ],
)
def test_words_and_sentences_of_running_text(html, words, sentences):
    assert counted(html)[:2] == (words, sentences)


def test_terms_are_read_footnotes_and_transcripts_are_not():
    term = TermRef(term="courriel", text="courriel")
    assert counted("<p>Un ", term, " part", FootnoteRef(label="a"), " vers le maire.</p>") == (6, 1, 7)
    for kind in (BlockKind.TRANSCRIPT, BlockKind.ANIMATOR):
        assert counted(Block(kind=kind, content=(f"<p>{EASY}</p>",), line=1)) == (0, 0, 0)
    assert counted(Block(kind=BlockKind.KEY_POINT, content=(f"<p>{EASY}</p>",), line=1))[:2] == (180, 30)


def warned(course, text: str, *least: int) -> list[tuple[int, str]]:
    course.change(UNIT, "Que ferez-vous demain ?", text)
    return [(found.line, found.code) for found in compile_course(course.folder, least).diagnostics]


def test_a_hard_page_is_warned_of_where_it_starts(course):
    line = (course.folder / UNIT).read_text(encoding="utf-8").split("\n").index("Que ferez-vous demain ?") + 1
    assert warned(course, HARD, 70) == [(line, "UN117")]


@pytest.mark.parametrize("text", [EASY, HARD[: len(HARD) // 2]])
def test_an_easy_page_and_a_short_one_are_not(course, text):
    assert warned(course, text, 70) == []


def test_whoever_only_builds_is_not_warned(course):
    assert warned(course, HARD) == []


def test_the_first_level_that_finds_it_hard_is_named_and_the_last_band_goes_on(course):
    course.change(UNIT, "Que ferez-vous demain ?", HARD)
    (found,) = compile_course(course.folder, (0, 50)).diagnostics
    assert "niveau «\u00a0pratique\u00a0»" in found.message
    assert compile_course(course.folder, (0,)).diagnostics == ()

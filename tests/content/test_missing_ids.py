"""The ids that `check --fix` would write: where they go, and that nothing else of a file changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.content.assets import Shelf
from course_engine.content.missing_ids import missing_ids, with_ids
from course_engine.content.questions import QuestionDraft
from course_engine.content.quiz import QuizReading, read_quiz
from course_engine.content.source import MAX_BYTES, Source

QUIZ = "quizzes/courriel.md"
HEAD = "---\ntitre: Essai\n---\n"
QUESTION = "\n\n- [x] a\n- [ ] b\n\n"


@pytest.mark.parametrize(
    ("title", "with_its_id"),
    [
        ("## Quoi ?", "## Quoi ? {#un}"),
        ("## Quoi ?  \t", "## Quoi ? {#un}  \t"),
        ("  ##   Quoi ?", "  ##   Quoi ? {#un}"),
        ("##\u00a0Quoi ?\u00a0", "##\u00a0Quoi ? {#un}\u00a0"),
        ("## Quoi ? ##", "## Quoi ? {#un} ##"),
        ("## Quoi en C#", "## Quoi en C# {#un}"),
        ("## Quoi ? ## \u00a0", "## Quoi ? ## {#un} \u00a0"),
        ("## Quoi ? {points=2}", "## Quoi ? {#un points=2}"),
        ("## Quoi ? {}", "## Quoi ? {#un}"),
        ("## Quoi ? { }  ##", "## Quoi ? {#un }  ##"),
        ("## {a} et {a} {points=2}", "## {a} et {a} {#un points=2}"),
        ("## \\{a\\}", "## \\{a\\} {#un}"),
        ("## a \\", "## a \\ {#un}"),
        ("##", "## {#un}"),
        ("## ##", "## {#un} ##"),
    ],
)
def test_an_id_stands_at_the_end_of_the_title_first_in_its_braces(title, with_its_id):
    assert with_ids(title.encode(), {1: "un"}) == (with_its_id.encode(), ("un",))


@pytest.mark.parametrize("line", ["Quoi ?", "### Quoi ?", "    ## Quoi ?", "##Quoi ?", "> ## Quoi ?"])
def test_a_line_that_is_no_title_of_a_question_is_left_alone(line):
    assert with_ids(line.encode(), {1: "un"}) == (line.encode(), ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "end"])
def test_line_ends_byte_order_mark_and_last_line_are_kept(end, mark, last):
    text = mark + f"## é{end}\u2028\x0b{end}{end}## ü{last and end}"
    after = mark + f"## é {{#un}}{end}\u2028\x0b{end}{end}## ü {{#deux}}{last and end}"
    assert with_ids(text.encode(), {1: "un", 4: "deux"}) == (after.encode(), ("un", "deux"))


def test_an_id_is_three_words_of_the_title_and_four_characters(course):
    course.question("## Que faut-il faire ?\n\n= vrai")
    [found] = missing_ids(course.folder)
    [identity] = found.ids
    assert identity[:-4] == "que-faut-il-"
    assert found.path == QUIZ
    assert found.diff.splitlines()[:2] == [f"--- a/{QUIZ}", f"+++ b/{QUIZ}"]
    assert found.diff.splitlines()[-2:] == [f"+## Que faut-il faire ? {{#{identity}}}", " "]


def test_it_is_the_id_that_the_compiler_proposes(course):
    course.question("## Que faut-il faire ?\n\n= vrai")
    [problem] = course.compile().diagnostics
    [found] = missing_ids(course.folder)
    assert problem.hint.endswith(f"{{#{found.ids[0]}}}")


def test_twins_of_one_quiz_get_different_ids_and_none_that_is_taken(course):
    course.question("## Encore ?\n\n= vrai\n\n## Encore ?\n\n= faux")
    [found] = missing_ids(course.folder)
    assert len(set(found.ids)) == 2
    course.write("quizzes/autre.md", f"{HEAD}\n## Ailleurs {{#{found.ids[0]}}}\n\n= vrai\n")
    [again] = missing_ids(course.folder)
    assert found.ids[0] not in again.ids
    assert len(set(again.ids)) == 2


def test_a_refused_id_is_the_authors_to_correct(course):
    course.question("## Encore ? {#Pas bon}\n\n= vrai\n\n## Rien ? {#}\n\n= vrai")
    assert missing_ids(course.folder) == ()


def test_files_without_a_missing_id_or_that_cannot_be_read_are_left_out(course):
    course.write("quizzes/latin.md", f"{HEAD}\n## Été ?\n\n= vrai\n".encode("latin-1"))
    course.write("quizzes/.brouillon.md", f"{HEAD}\n## Quoi ?\n\n= vrai\n")
    assert missing_ids(course.folder) == ()


def test_a_file_that_ids_would_make_too_long_to_be_read_is_left_out(course):
    start = f"{HEAD}\n## Quoi ?\n\n= vrai\n"
    course.write(QUIZ, start + "a" * (MAX_BYTES - len(start)))
    assert missing_ids(course.folder) == ()


TITLES = st.text(st.sampled_from("ab é\u00a0\t#{}\\`*[]=.!"), max_size=12)
BRACES = st.sampled_from(["", "{}", "{points=2}", "{#donne}", "{a", "a}", "{ type=texte }", "{#}"])
ENDS = st.sampled_from(["", " ", "##", " ##", " ## ", "\u00a0"])
SPACES = st.sampled_from([" ", "  ", "\t", "\u00a0", ""])
ANSWERS = st.sampled_from(
    [QUESTION, "\n\n= vrai\n", "\n", "\n---\n", "\n```\n## a\n", "\n\n> ## b\n\n", "\n# c\n"]
)


@given(
    questions=st.lists(st.tuples(SPACES, TITLES, BRACES, ENDS, ANSWERS), min_size=1, max_size=4),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_what_is_compiled_afterwards_is_the_same_but_for_the_ids(tmp_path_factory, questions, line_end, mark):
    folder = tmp_path_factory.mktemp("course", numbered=True)
    (folder / "quizzes").mkdir()
    text = HEAD + "".join(
        f"##{space}{title}{braces}{end}{answer}" for space, title, braces, end, answer in questions
    )
    before = (mark + text.replace("\n", line_end)).encode()
    (folder / QUIZ).write_bytes(before)
    found = missing_ids(folder)
    after = found[0].after if found else before
    (folder / QUIZ).write_bytes(after)
    assert missing_ids(folder) == ()
    one, other = read(before), read(after)
    assert but_for_ids(one) == but_for_ids(other)
    added = {draft.id for draft in other.drafts} - {draft.id for draft in one.drafts}
    assert added == set(found[0].ids if found else ())


def read(content: bytes) -> QuizReading:
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return read_quiz(Source(QUIZ, text, ""), None, Shelf(Path("/nonexistent")))


def but_for_ids(reading: QuizReading) -> object:
    """Return all that was compiled of a quiz, problems too, without ids."""
    codes = sorted((each.line, each.code) for each in reading.report.diagnostics if each.code != "QZ110")
    return codes, [
        (
            each.line,
            each.kind,
            each.title.content,
            each.attributes.values,
            each.attributes.flags,
            _tokens(each),
        )
        for each in reading.drafts
    ]


def _tokens(draft: QuestionDraft) -> list[object]:
    return [(token.type, token.map, token.content) for token in draft.tokens]

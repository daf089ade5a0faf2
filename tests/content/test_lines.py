"""What a preview compiles beside what can be shown: where blocks start, what stands in no series, questions unnamed."""

from course_engine.content import Compiler
from course_engine.model.course import Catalogue
from course_engine.model.fragment import SourceLine, walk
from course_engine.model.variant import quizzes_in, variant

UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"


def shown(course) -> Catalogue:
    compiled = Compiler(course.folder, lines=True).compile()
    assert compiled.shown is not None
    return compiled.shown


def lines(fragment) -> list[int]:
    return [part.line for part in walk(fragment) if isinstance(part, SourceLine)]


def test_only_a_preview_knows_where_blocks_start(course):
    assert lines(course.unit().phases[0].pages[0].content) == []
    assert lines(shown(course).units["courriel"].phases[0].pages[0].content) == [14, 16, 18, 19, 22, 23]


def test_each_block_tells_its_line_inside_a_list_or_a_quotation_too(course):
    course.change(
        UNIT, "Un courriel arrive.", "- un\n\n  deux\n- trois\n\n> Un mot.\n\n| a | b |\n|---|---|\n| c | d |"
    )
    page = shown(course).units["courriel"].phases[0].pages[0]
    assert lines(page.content)[:5] == [14, 16, 17, 19, 21]


def test_a_place_is_told_once_however_many_lists_begin_there(course):
    course.change(UNIT, "Un courriel arrive.", "> - - un\n>   - deux\n>\n> 1. trois")
    page = shown(course).units["courriel"].phases[0].pages[0]
    assert lines(page.content)[:3] == [14, 15, 17]


def test_a_tight_item_tells_its_line_inside_it(course):
    course.change(UNIT, "Un courriel arrive.", "- un\n- deux")
    page = shown(course).units["courriel"].phases[0].pages[0]
    assert page.content[:4] == (
        "<ul>\n<li>",
        SourceLine(line=14),
        "un</li>\n<li>",
        SourceLine(line=15),
    )


def test_a_line_is_nothing_to_be_seen(course):
    course.change(UNIT, "Un courriel arrive.\n\n![Un écran vide](images/ecran.svg)\n\n", "")
    pages = variant(shown(course).units["courriel"], "decouverte").pages
    assert [page.id for page in pages] == ["experimentation", "evaluation", "echanges"]


def test_a_unit_without_levels_is_shown_at_each(course):
    course.change(UNIT, "niveaux: [decouverte, pratique]\n", "")
    unit = shown(course).units["courriel"]
    assert unit.levels == ("decouverte", "pratique")
    assert next(page.id for page in variant(unit, "pratique").pages) == "lire"


def test_a_question_without_id_is_shown_under_the_one_that_is_proposed(course):
    course.question("## Quel est le signe arobase ?\n\n= @")
    seen = shown(course)
    assert [question.id for question in seen.quizzes["courriel"].questions][2] == "quel-est-le-69d0"


def test_a_unit_that_the_programme_does_not_name_comes_last(course):
    text = (course.folder / UNIT).read_text(encoding="utf-8")
    course.write("modules/decouvrir/a-part.md", text)
    assert list(shown(course).units) == ["courriel", "a-part"]


def test_a_quiz_that_is_missing_keeps_its_place(course):
    (course.folder / QUIZ).unlink()
    pages = shown(course).units["courriel"].pages
    assert [quiz for page in pages for quiz in quizzes_in(page.content)] == ["courriel"]

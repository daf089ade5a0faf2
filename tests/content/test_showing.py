"""What a preview shows of a course that has mistakes."""

from course_engine.content import Compiler
from course_engine.model.course import Catalogue
from course_engine.model.fragment import SourceLine, walk
from course_engine.model.variant import quizzes_in, variant

UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
PROGRAMME = "modules/programme.yml"


def shown(course) -> Catalogue:
    compiled = Compiler(course.folder, lines=True).compile()
    assert compiled.shown is not None
    return compiled.shown


def lines(fragment) -> list[int]:
    return [part.line for part in walk(fragment) if isinstance(part, SourceLine)]


def test_only_a_preview_knows_where_blocks_start(course):
    assert lines(course.unit().phases[0].pages[0].content) == []
    assert lines(shown(course).units["courriel"].phases[0].pages[0].content) == [14, 16, 19, 23]


def test_no_line_is_told_inside_a_list_or_a_quotation(course):
    course.change(
        UNIT, "Un courriel arrive.", "- un\n\n  deux\n- trois\n\n> Un mot.\n\n| a | b |\n|---|---|\n| c | d |"
    )
    page = shown(course).units["courriel"].phases[0].pages[0]
    assert lines(page.content)[:3] == [14, 19, 21]


def test_a_line_is_nothing_to_be_seen(course):
    course.change(UNIT, "Un courriel arrive.\n\n![Un écran vide](images/ecran.svg)\n\n", "")
    pages = variant(shown(course).units["courriel"], "decouverte").pages
    assert [page.id for page in pages] == ["experimentation", "evaluation", "echanges"]


def test_a_unit_with_a_mistake_is_shown_all_the_same(course):
    course.change(UNIT, "domaine: communication", "domaine: cuisine").change(
        UNIT, "titre: Écrire un courriel\n", ""
    )
    unit = shown(course).units["courriel"]
    assert (unit.domain, unit.title, len(unit.phases)) == ("cuisine", "", 4)


def test_a_unit_without_levels_is_shown_at_each(course):
    course.change(UNIT, "niveaux: [decouverte, pratique]\n", "")
    unit = shown(course).units["courriel"]
    assert unit.levels == ("decouverte", "pratique")
    assert next(page.id for page in variant(unit, "pratique").pages) == "lire"


def test_a_unit_whose_notes_cannot_be_told_apart_is_not_shown(course):
    course.change(UNIT, "Laissez-les chercher.\n:::", "Laissez-les chercher.")
    assert shown(course).units == {}


def test_a_note_that_is_called_and_missing_says_nothing(course):
    course.change(UNIT, "Un courriel arrive.", "Un courriel arrive[^absente].")
    page = variant(shown(course).units["courriel"], "decouverte").pages[0]
    assert page.footnotes == (("absente", ()),)


def test_a_question_with_a_mistake_is_set_aside_and_the_others_stay(course):
    course.question("## Combien ? {#combien}\n\n= dix\n\n= 10").question(
        "## Quoi ? {#quoi}\n\n- [ ] a\n- [ ] b"
    )
    seen = shown(course)
    assert [question.id for question in seen.quizzes["courriel"].questions][:2] == [
        "champ-cci",
        "piece-jointe",
    ]
    assert len(seen.quizzes["courriel"].questions) == 2
    assert "quoi" not in seen.keys


def test_a_question_without_id_is_shown_under_the_one_that_is_proposed(course):
    course.question("## Quel est le signe arobase ?\n\n= @")
    seen = shown(course)
    assert [question.id for question in seen.quizzes["courriel"].questions][2] == "quel-est-le-69d0"


def test_of_two_questions_of_one_id_the_first_is_shown(course):
    course.question("## Encore ? {#champ-cci}\n\n= vrai")
    seen = shown(course)
    assert [question.line for question in seen.quizzes["courriel"].questions] == [8, 17]
    assert seen.keys["champ-cci"].type == "single-choice"


def test_a_unit_that_the_programme_does_not_name_comes_last(course):
    text = (course.folder / UNIT).read_text(encoding="utf-8")
    course.write("modules/decouvrir/a-part.md", text)
    assert list(shown(course).units) == ["courriel", "a-part"]


def test_a_quiz_that_is_missing_keeps_its_place(course):
    (course.folder / QUIZ).unlink()
    pages = shown(course).units["courriel"].pages
    assert [quiz for page in pages for quiz in quizzes_in(page.content)] == ["courriel"]


def test_without_a_programme_there_is_no_shown(course):
    course.write(PROGRAMME, "id: [")
    assert Compiler(course.folder).compile().shown is None


def test_a_course_without_errors_is_shown_as_it_is(course):
    compilation = course.compile()
    assert compilation.shown is compilation.catalogue is not None


def test_a_quiz_with_a_container_is_set_aside(course):
    course.question("## Encore ? {#encore}\n\n::: animateur\nSecret.\n:::\n\n= vrai")
    assert shown(course).quizzes == {}


def test_pages_are_shown_while_the_questionnaire_cannot_be_read(course):
    seen = shown(course.write("modules/questionnaire.yml", "titre: ["))
    assert (list(seen.units), seen.questionnaire.sections) == (["courriel"], ())

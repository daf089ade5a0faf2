"""The file of what was published: one version a line, in one order, and never changed."""

import json

import pytest
from msgspec.structs import replace

from course_engine.content.publication import (
    MAX_BYTES,
    PATH,
    publication_text,
    read_publication,
    versions_of,
    with_new_versions,
)
from course_engine.content.report import Report
from course_engine.model.course import Catalogue
from course_engine.model.publication import Publication


@pytest.fixture
def published(course) -> Publication:
    catalogue = course.catalogue()
    return with_new_versions(Publication(), catalogue.quizzes.values(), catalogue.keys)


def lines_of(publication: Publication) -> list[dict[str, object]]:
    return list(json.loads(publication_text(publication))["questions"])


def test_one_version_stands_on_each_line_by_id(published: Publication) -> None:
    text = publication_text(published)
    assert [line["id"] for line in lines_of(published)] == ["champ-cci", "piece-jointe"]
    assert text.count("\n") == len(lines_of(published)) + 2


def test_a_version_says_all_that_old_answers_need(published: Publication) -> None:
    choice, statement = lines_of(published)
    assert choice | {"stem": ""} == {
        "id": "champ-cci",
        "version": 1,
        "quiz": "courriel",
        "points": 1,
        "key": {"type": "single-choice", "right": "b"},
        "letters": {"options": {"a": "À", "b": "Cci"}},
        "stem": "",
    }
    assert statement["key"] == {"type": "true-false", "right": True}


def test_no_word_to_the_learner_is_in_it(published: Publication) -> None:
    assert "Tous le voient" not in publication_text(published)


def test_what_was_written_is_read_back(published: Publication) -> None:
    report = Report(PATH)
    assert read_publication(publication_text(published).encode(), report) == published
    assert report.diagnostics == []


def test_publishing_twice_changes_nothing(course, published: Publication) -> None:
    catalogue = course.catalogue()
    assert with_new_versions(published, catalogue.quizzes.values(), catalogue.keys) == published


def test_the_order_of_quizzes_and_sets_changes_no_byte(course, published: Publication) -> None:
    course.question("## Lesquels ? {#lesquels}\n\n- [x] un\n- [x] deux\n- [ ] trois\n")
    catalogue = course.catalogue()
    quizzes = [replace(quiz, questions=quiz.questions[::-1]) for quiz in catalogue.quizzes.values()]
    texts = {
        publication_text(with_new_versions(published, some, catalogue.keys))
        for some in (catalogue.quizzes.values(), quizzes)
    }
    assert len(texts) == 1


def test_a_published_version_is_never_edited(course, published: Publication) -> None:
    course.change("quizzes/courriel.md", "= vrai", "= faux")
    catalogue = course.compile().catalogue
    assert isinstance(catalogue, Catalogue)
    after = with_new_versions(published, catalogue.quizzes.values(), catalogue.keys)
    assert after.questions["piece-jointe"][0] == published.questions["piece-jointe"][0]
    assert [version.key.right for version in after.questions["piece-jointe"]] == [True, False]  # type: ignore[union-attr]


def test_a_question_that_differs_from_its_latest_version_is_of_none(course, published: Publication) -> None:
    course.change("quizzes/courriel.md", "= vrai", "= faux")
    catalogue = course.compile().catalogue
    assert versions_of(catalogue.quizzes.values(), catalogue.keys, published) == {"champ-cci": 1}


def test_a_question_that_went_is_said_to_be_withdrawn_once(published: Publication) -> None:
    gone = with_new_versions(published, (), {})
    assert [version.withdrawn for version in gone.questions["champ-cci"]] == [False, True]
    assert with_new_versions(gone, (), {}) == gone


def test_a_file_larger_than_any_publication_is_refused(course) -> None:
    course.write(PATH, b" " * (MAX_BYTES + 1))
    assert course.problems() == [(PATH, 1, "FI103")]


def test_the_digest_of_a_course_is_that_of_its_publication_too(course, published: Publication) -> None:
    before = course.catalogue().digest
    course.write(PATH, publication_text(published))
    assert course.catalogue().digest != before
    assert PATH in course.catalogue().sources

"""`modules/publication.json`: what was published, one version of a question a line, by id then by version."""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import ValidationError, convert
from msgspec.structs import asdict, replace

from course_engine.content.lettering import groups_of, words_of
from course_engine.content.report import Report
from course_engine.model.folding import fold
from course_engine.model.identity import Slug
from course_engine.model.publication import Publication, PublishedQuestion, bare
from course_engine.model.quiz import AnswerKey, Question, Quiz

PATH = "modules/publication.json"
MAX_BYTES = 64 * 1024 * 1024
"""The largest file: a version takes about one KiB, and none is ever taken away."""

NOTHING = Publication()
"""What was published of a course that never was."""

_FIRST, _LAST = '{"questions": [', "]}"
_LINE_OF_FIRST = 2


def read_publication(content: bytes, report: Report) -> Publication:
    """Return what was published of a course; nothing where the file cannot be read.

    Args:
        content: of the file.
        report: of the file; what is wrong with it is noted.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        report.add("PB101", getattr(error, "lineno", 1))
        return NOTHING
    return _checked(document, report)


def read_published(course: Path) -> Publication:
    """Return what was published of a course whose file is known to be sound; nothing where there is none."""
    file = course / PATH
    return read_publication(file.read_bytes(), Report(PATH)) if file.exists() else NOTHING


def publication_text(publication: Publication) -> str:
    """Return the file of a publication; the same publication always gives the same text."""
    lines = [
        _line(version) for _id, versions in sorted(publication.questions.items()) for version in versions
    ]
    return "\n".join((_FIRST, ",\n".join(lines), _LAST, ""))


def as_published(question: Question, key: AnswerKey, quiz: Slug, version: int) -> PublishedQuestion:
    """Return a question as a version of it: under its letters, without its words to the learner."""
    stem = fold(f"{words_of(question.title)}\n{words_of(question.stem)}")
    return PublishedQuestion(
        id=question.id,
        version=version,
        quiz=quiz,
        points=question.points,
        key=bare(key),
        letters=groups_of(question, key),
        stem=sha256(stem.encode()).hexdigest(),
    )


def versions_of(
    quizzes: Iterable[Quiz], keys: Mapping[Slug, AnswerKey], publication: Publication
) -> Mapping[Slug, int]:
    """Return the published version that each question is; one that differs from its latest is left out."""
    found = {}
    for quiz in quizzes:
        for question in quiz.questions:
            latest = publication.latest(question.id)
            if latest is not None and latest.says_the_same_as(
                as_published(question, keys[question.id], quiz.id, latest.version)
            ):
                found[question.id] = latest.version
    return found


def with_new_versions(
    publication: Publication, quizzes: Iterable[Quiz], keys: Mapping[Slug, AnswerKey]
) -> Publication:
    """Return a publication with a version for whatever differs from the latest one; none is edited.

    A question that the course no longer has gets a last version that says so.

    Args:
        publication: what was published.
        quizzes: of the course, lettered from that publication.
        keys: of their questions.
    """
    questions = dict(publication.questions)
    there = set()
    for quiz in quizzes:
        for question in quiz.questions:
            there.add(question.id)
            versions = questions.get(question.id, ())
            new = as_published(question, keys[question.id], quiz.id, len(versions) + 1)
            if not versions or not versions[-1].says_the_same_as(new):
                questions[question.id] = (*versions, new)
    for gone in publication.questions.keys() - there:
        versions = questions[gone]
        if not versions[-1].withdrawn:
            last = replace(versions[-1], version=len(versions) + 1, withdrawn=True)
            questions[gone] = (*versions, last)
    return Publication(questions=dict(sorted(questions.items())))


def _line(version: PublishedQuestion) -> str:
    values = asdict(version) | {"key": version.key.facts()}
    if not version.withdrawn:
        del values["withdrawn"]
    return json.dumps(values, ensure_ascii=False)


def _checked(document: Any, report: Report) -> Publication:
    if not isinstance(document, dict) or not isinstance(document.get("questions"), list):
        report.add("PB101", 1)
        return NOTHING
    questions: dict[Slug, tuple[PublishedQuestion, ...]] = {}
    for place, version in _versions(document["questions"], report):
        before = questions.get(version.id, ())
        if version.version != len(before) + 1:
            report.add("PB102", place, version.id, id=version.id, version=version.version)
        questions[version.id] = (*before, version)
    return Publication(questions=questions)


def _versions(written: list[Any], report: Report) -> Iterator[tuple[int, PublishedQuestion]]:
    for place, values in enumerate(written, _LINE_OF_FIRST):
        try:
            named = {**values, "key": {**values["key"], "question": values["id"]}}
            yield place, convert(named, PublishedQuestion)
        except (ValidationError, TypeError, KeyError):
            report.add("PB103", place)

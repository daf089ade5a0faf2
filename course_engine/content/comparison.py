"""A course compared with what was published of it: what answers already given become."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from course_engine.content.lettering import ALIKE, alike, letters_again
from course_engine.content.publication import PATH, as_published
from course_engine.content.quiz import QuizReading
from course_engine.content.relettering import key_under, question_under
from course_engine.content.report import Reports
from course_engine.content.summary import QuizBody, QuizSummary
from course_engine.i18n import mark, translator
from course_engine.model.publication import Publication, PublishedQuestion, judging
from course_engine.model.quiz import AnswerKey, NumericKey, Question, ShortTextKey

_ = translator("content")

_SHOWN = 60


def lettered(reading: QuizReading, publication: Publication) -> QuizReading:
    """Return a quiz under the letters that it was published with; likenesses and what changed are noted.

    Args:
        reading: as compiled; one that has errors is returned as it is.
        publication: what was published of the course.
    """
    if reading.quiz is None or reading.report.refused:
        return reading
    # By their order, and not by their ids: one that stands twice is an error that is not noted yet.
    written = zip(reading.quiz.questions, reading.keys, strict=True)
    pairs = [_lettered(question, key, reading, publication) for question, key in written]
    quiz = replace(reading.quiz, questions=tuple(question for question, _key in pairs))
    return replace(reading, quiz=quiz, keys=tuple(key for _question, key in pairs))


def _lettered(
    question: Question, key: AnswerKey, reading: QuizReading, publication: Publication
) -> tuple[Question, AnswerKey]:
    lettering = letters_again(question, key, publication)
    if lettering.renaming:
        question, key = question_under(question, lettering.renaming), key_under(key, lettering.renaming)
    for found in lettering.resemblances:
        reading.report.add(
            "PB110",
            question.line,
            f"#{question.id}",
            letter=found.letter,
            before=found.before[:_SHOWN],
            now=found.now[:_SHOWN],
        )
    latest = publication.latest(question.id)
    if latest is not None:
        _compare(as_published(question, key, reading.id, latest.version), latest, question.line, reading)
    return question, key


def _compare(now: PublishedQuestion, before: PublishedQuestion, line: int, reading: QuizReading) -> None:
    """Note what a question's answers become, if anything."""
    at = f"#{now.id}"
    if now.type != before.type:
        found = next(draft.kind for draft in reading.drafts if draft.id == now.id)
        reading.report.add("PB111", line, at, id=now.id, found=found)
    elif _has_nothing_in_common(now, before):
        reading.report.add("PB112", line, at, id=now.id)
    elif changed := ", ".join(_(words) for words in _changes(now, before)):
        reading.report.add("PB113", line, at, id=now.id, changed=changed)


def _has_nothing_in_common(now: PublishedQuestion, before: PublishedQuestion) -> bool:
    return any(
        not letters & before.shares_letters.get(group, letters)
        for group, letters in now.shares_letters.items()
    )


def _changes(now: PublishedQuestion, before: PublishedQuestion) -> Iterator[str]:
    """Yield, in words, what makes an answer worth something else."""
    if now.points != before.points:
        yield mark("points")
    key, known = judging(now.key), judging(before.key)
    if getattr(key, "rule", None) != getattr(known, "rule", None):
        yield mark("rule")
        known = replace(known, rule=getattr(key, "rule", None))
        key, known = judging(key), judging(known)
    if key != known:
        match key:
            case NumericKey():
                yield mark("accepted numbers")
            case ShortTextKey():
                yield mark("accepted spellings")
            case _:
                yield mark("right answer")


def check_gone(
    quizzes: Sequence[QuizSummary],
    text: Callable[[str], QuizBody],
    publication: Publication,
    reports: Reports,
) -> None:
    """Warn of each published question that the course no longer has, at the new one that it may have become.

    Args:
        quizzes: every one of the course.
        publication: what was published of the course.
        text: gives that of a quiz, by path.
        reports: where problems go; in the publication's file, those that nothing resembles.
    """
    written = {question.id for quiz in quizzes for question in quiz.questions}
    lasts = {identity: versions[-1] for identity, versions in publication.questions.items()}
    gone = {name: last for name, last in lasts.items() if name not in written and not last.withdrawn}
    new = list(_new_questions(quizzes, text, publication)) if gone else []
    for identity, last in gone.items():
        if (found := _nearest(last, new)) is None:
            reports[PATH].add("PB114", 1, id=identity, quiz=last.quiz)
        else:
            reports[found.path].add(
                "PB115", found.line, f"#{found.published.id}", id=identity, new=found.published.id
            )


class _New(Struct, frozen=True):
    """A question that was never published.

    Attributes:
        published: as its first version would be.
        path: the quiz's file.
        line: where it stands there.
    """

    published: PublishedQuestion
    path: str
    line: int


def _new_questions(
    quizzes: Iterable[QuizSummary], text: Callable[[str], QuizBody], publication: Publication
) -> Iterator[_New]:
    for quiz in quizzes:
        if not quiz.sound or all(publication.latest(question.id) for question in quiz.questions):
            continue
        body = text(quiz.path)
        keys = {key.question: key for key in body.keys}
        for question in body.quiz.questions if body.quiz else ():
            if publication.latest(question.id) is None:
                version = as_published(question, keys[question.id], quiz.id, 1)
                yield _New(version, quiz.path, question.line)


def _nearest(gone: PublishedQuestion, new: Iterable[_New]) -> _New | None:
    likeness = {one.published.id: _likeness(gone, one.published) for one in new}
    return max(
        (one for one in new if likeness[one.published.id] >= ALIKE),
        key=lambda one: likeness[one.published.id],
        default=None,
    )


def _likeness(gone: PublishedQuestion, new: PublishedQuestion) -> float:
    """Return how much one question looks like another, from 0 to 1: by its stem, by what it offers, by its id."""
    if gone.stem == new.stem:
        return 1
    if gone.type != new.type:
        return 0
    offered = (
        " ".join(text for texts in one.letters.values() for text in texts.values()) for one in (gone, new)
    )
    texts = alike(*offered) if gone.letters else 0
    return max(texts, alike(gone.id, new.id))

"""What corrected questions change, as its screen shows it."""

from collections.abc import Sequence

from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.quiz import Question
from course_engine.model.response import Score
from course_engine.rendering.pages import title_html
from course_engine.training.regrading import ChangedScore, Regrading
from course_engine.web.addresses import asset_url
from course_engine.web.contexts.regrading import (
    ChangedView,
    CorrectedQuestion,
    CorrectedQuiz,
    RegradingContext,
)

_ = translator("web")


def regrading_context(
    found: Regrading, catalogue: Catalogue, *, at: str, is_named: bool, done: int, problem: str
) -> RegradingContext:
    """Return the context of the screen.

    Args:
        found: what judging again would change.
        catalogue: the course.
        at: when it was read, in words.
        is_named: whether whoever reads may see who gave an answer.
        done: how many new scores were just recorded.
        problem: why none was.
    """
    return RegradingContext(
        at=at,
        quizzes=_quizzes(found.changes, catalogue, is_named=is_named),
        total=len(found.changes),
        people=len({change.trainee for change in found.changes}),
        kept=found.kept,
        later=found.later,
        seen=found.digest,
        done=done,
        problem=problem,
    )


def _quizzes(
    changes: Sequence[ChangedScore], catalogue: Catalogue, *, is_named: bool
) -> tuple[CorrectedQuiz, ...]:
    """Return the quizzes, in the course's order, where their questions stand now."""
    by_question: dict[str, list[ChangedScore]] = {}
    for change in changes:
        by_question.setdefault(change.question, []).append(change)
    listed = (
        CorrectedQuiz(
            quiz.title,
            tuple(
                _question(question, by_question[question.id], is_named=is_named)
                for question in quiz.questions
                if question.id in by_question
            ),
        )
        for quiz in catalogue.quizzes.values()
    )
    return tuple(quiz for quiz in listed if quiz.questions)


def _question(question: Question, changes: Sequence[ChangedScore], *, is_named: bool) -> CorrectedQuestion:
    rising = sum(change.after.earned > change.before.earned for change in changes)
    falling = sum(change.after.earned < change.before.earned for change in changes)
    return CorrectedQuestion(
        title=title_html(question.title, asset_url),
        changes=tuple(_view(change, is_named=is_named) for change in changes),
        sentence=_("Scores that would rise: {rising}; fall: {falling}.").format(
            rising=rising, falling=falling
        ),
    )


def _view(change: ChangedScore, *, is_named: bool) -> ChangedView:
    return ChangedView(
        name=change.name if is_named else change.trainee,
        href=f"/dossiers/{change.trainee}" if is_named else "",
        before=points_in_words(change.before),
        after=points_in_words(change.after),
        change=_direction(change.before.earned, change.after.earned),
    )


def _direction(before: float, after: float) -> str:
    if after == before:
        return _("as many points")
    return _("more points") if after > before else _("fewer points")


def points_in_words(score: Score) -> str:
    """Return the points earned and the most there were: « 0,67 sur 1 »."""
    earned = f"{score.earned:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return _("{earned} out of {points}").format(earned=earned, points=score.points)

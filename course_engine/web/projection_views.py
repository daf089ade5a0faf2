"""A room as the projector shows it: readable at eight metres, without a name, without a clock."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape
from msgspec.structs import replace

from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.quiz import Question, Quiz
from course_engine.rendering.bars import bar_svg
from course_engine.rendering.feedback import FeedbackParts
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.pages import title_html
from course_engine.training.room.advice import phase_title
from course_engine.training.room.board import Board
from course_engine.training.room.results import QuestionResults
from course_engine.training.room.watching import Seen
from course_engine.web.addresses import asset_url
from course_engine.web.contexts.room import BarView, ProjectedContext
from course_engine.web.room_views import page_title, quiz_title

_ = translator("web")

NOTHING = Markup()
AT_ONCE = 4
"""How many questions of an open quiz are shown together."""


def projected(seen: Seen, catalogue: Catalogue, address: str, question: int) -> ProjectedContext:
    """Return what the projector of a room shows.

    Args:
        seen: the room as it was read.
        catalogue: the course.
        address: that of the projector's screen.
        question: which question, from 1: whose results are shown, or the first that is shown of an open quiz.
    """
    state = seen.room.state
    unit = escape(catalogue.title_of(seen.room.session.unit))
    if state.ended_at is not None:
        return _screen(_("The session is over"), unit, sentence=_("Thank you, and see you soon."))
    if state.begun_at is None:
        return _screen(_("Welcome"), unit, sentence=_("Take a seat. Type your personal code."))
    if seen.results:
        return _results(seen.results, address, question)
    together = seen.room.together(state.open_quiz)
    if together:
        quizzes = [catalogue.quizzes[quiz] for quiz in together]
        title = escape(quiz_title(seen.room, together, catalogue))
        return _open_quiz(_screen(_("Quiz"), title), seen.board, quizzes, address, question)
    if state.page in seen.room.pages:
        return _screen(str(unit), page_title(seen.room.pages[state.page]))
    return _screen(str(unit), _time(seen), sentence=_("Everyone goes at their own pace."))


def _time(seen: Seen) -> Markup:
    rank = seen.room.state.phase
    is_known = 1 <= rank <= len(seen.room.phases)
    return escape(phase_title(seen.room.phases[rank - 1].kind) if is_known else _("The session begins"))


def _screen(kicker: str, title: Markup, *, sentence: str = "") -> ProjectedContext:
    return ProjectedContext(
        kicker=kicker,
        title=title,
        text=NOTHING,
        sentence=sentence,
        questions=(),
        bars=(),
        solution=NOTHING,
        caption="",
        previous="",
        next="",
    )


def _quiz_progress(board: Board) -> str:
    sentence = _("Answers received: {answers}. Finished: {finished} of {concerned}. Take your time.")
    return sentence.format(answers=board.answers, finished=board.finished, concerned=board.concerned)


def _open_quiz(
    screen: ProjectedContext, board: Board, quizzes: Sequence[Quiz], address: str, question: int
) -> ProjectedContext:
    """Return a screen with how far the room is, and some questions: as many as are read at eight metres."""
    questions = tuple(_questions(board, quizzes))
    first = max(0, min(question, len(questions)) - 1) // AT_ONCE * AT_ONCE
    return replace(
        screen,
        sentence=_quiz_progress(board),
        questions=questions[first : first + AT_ONCE],
        previous=f"{address}?question={first + 1 - AT_ONCE}" if first else "",
        next=f"{address}?question={first + 1 + AT_ONCE}" if first + AT_ONCE < len(questions) else "",
    )


def _questions(board: Board, quizzes: Sequence[Quiz]) -> Iterator[tuple[Markup, str]]:
    """Yield the questions that somebody of the room is asked, in written order, with how many answered."""
    for question in (question for quiz in quizzes for question in quiz.questions):
        if question.id in board.questions:
            answered, asked = board.questions[question.id]
            progress = _("{answered} of {asked}").format(answered=answered, asked=asked)
            yield title_html(question.title, asset_url), progress


def _results(found: Sequence[QuestionResults], address: str, question: int) -> ProjectedContext:
    rank = min(max(1, question), len(found))
    shown = found[rank - 1]
    renderer = _renderer(shown.question)
    return replace(
        _screen(
            _("Question {rank} of {count}").format(rank=rank, count=len(found)),
            title_html(shown.question.title, asset_url),
            sentence=_sentence(shown),
        ),
        text=renderer.render(shown.question.stem),
        bars=tuple(
            BarView(
                label=renderer.render(bar.label),
                count=bar.count,
                bar=bar_svg(bar.count, shown.answers),
                right=bar.is_right,
            )
            for bar in shown.bars
        ),
        solution=FeedbackParts(renderer).solution(shown.solution),
        caption=_caption(shown),
        previous=f"{address}?question={rank - 1}" if rank > 1 else "",
        next=f"{address}?question={rank + 1}" if rank < len(found) else "",
    )


def _sentence(shown: QuestionResults) -> str:
    if shown.question.type == "free-text":
        return _("What was written stays with its writers.")
    return "" if shown.bars else _("Too few answers to show them: nobody is to be recognised.")


def _caption(shown: QuestionResults) -> str:
    answers = _("Answers received: {answers}").format(answers=shown.answers)
    return (
        _("{answers}, of which late: {late}").format(answers=answers, late=shown.late)
        if shown.late
        else answers
    )


def _renderer(question: Question) -> FragmentRenderer:
    """Return what renders a question; of one with gaps, each is its number and dots."""
    numbers = {gap.letter: rank for rank, gap in enumerate(getattr(question, "gaps", ()), start=1)}
    return FragmentRenderer(
        asset_url=asset_url,
        term_url=lambda _term: "/glossaire",
        gap=lambda letter: f"({numbers[letter]})\u00a0……",
    )

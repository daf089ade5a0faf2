"""A room as the projector shows it: readable at eight metres, without a name, without a clock."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import Quiz
from course_engine.rendering.bars import bar_svg
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.pages import title_html
from course_engine.training.room.advice import phase_title
from course_engine.training.room.board import Board
from course_engine.training.room.results import QuestionResults
from course_engine.training.room.watching import Seen
from course_engine.web.addresses import asset_url
from course_engine.web.contexts.room import BarView, ProjectedContext
from course_engine.web.room_views import page_title

_ = translator("web")

NOTHING = Markup()


def projected(seen: Seen, catalogue: Catalogue, address: str, question: int) -> ProjectedContext:
    """Return what the projector of a room shows.

    Args:
        seen: the room as it was read.
        catalogue: the course.
        address: that of the projector's screen.
        question: which question, from 1, where results are shown.
    """
    state = seen.room.state
    unit = escape(seen.room.unit.title if seen.room.unit else seen.room.session.unit)
    if state.ended_at is not None:
        return _screen(_("The session is over"), unit, sentence=_("Thank you, and see you soon."))
    if state.begun_at is None:
        return _screen(_("Welcome"), unit, sentence=_("Take a seat. Type your personal code."))
    if seen.results:
        return _results(seen.results, address, question)
    quiz = catalogue.quizzes.get(state.open_quiz or "")
    if quiz is not None:
        sentence, questions = _quiz_progress(seen.board), _questions(seen.board, quiz)
        return replace(_screen(_("Quiz"), escape(quiz.title), sentence=sentence), questions=questions)
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
        caption="",
        previous="",
        next="",
    )


def _quiz_progress(board: Board) -> str:
    sentence = _("Answers received: {answers}. Finished: {finished} of {concerned}. Take your time.")
    return sentence.format(answers=board.answers, finished=board.finished, concerned=board.concerned)


def _questions(board: Board, quiz: Quiz) -> tuple[tuple[Markup, str], ...]:
    """Return the questions that somebody of the room is asked, in written order, with how many answered."""
    return tuple(
        (
            title_html(question.title, asset_url),
            _("{answered} of {asked}").format(answered=answered, asked=asked),
        )
        for question in quiz.questions
        if question.id in board.questions
        for answered, asked in [board.questions[question.id]]
    )


def _results(found: Sequence[QuestionResults], address: str, question: int) -> ProjectedContext:
    rank = min(max(1, question), len(found))
    shown = found[rank - 1]
    most = max((bar.count for bar in shown.bars), default=0)
    return replace(
        _screen(
            _("Question {rank} of {count}").format(rank=rank, count=len(found)),
            title_html(shown.question.title, asset_url),
            sentence="" if shown.bars else _("Too few answers to show them: nobody is to be recognised."),
        ),
        text=_html(shown.question.stem),
        bars=tuple(
            BarView(label=_html(bar.label), count=bar.count, bar=bar_svg(bar.count, most), right=bar.is_right)
            for bar in shown.bars
        ),
        caption=_caption(shown),
        previous=f"{address}?question={rank - 1}" if rank > 1 else "",
        next=f"{address}?question={rank + 1}" if rank < len(found) else "",
    )


def _caption(shown: QuestionResults) -> str:
    answers = _("Answers received: {answers}").format(answers=shown.answers)
    return (
        _("{answers}, of which late: {late}").format(answers=answers, late=shown.late)
        if shown.late
        else answers
    )


def _html(fragment: Fragment) -> Markup:
    return FragmentRenderer(asset_url=asset_url, term_url=lambda _term: "/glossaire").render(fragment)

"""The questions of a quiz as its animateur looks back on them: how many answered, how many were right."""

from collections.abc import Iterator

from markupsafe import Markup

from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.room import RoomActKind
from course_engine.rendering.bars import bar_svg
from course_engine.rendering.pages import title_html
from course_engine.training.room.results import QuestionResults, worth_discussing
from course_engine.training.room.watching import Seen
from course_engine.web.addresses import asset_url
from course_engine.web.contexts.room import ActView, QuestionLine, QuestionsContext
from course_engine.web.room_buttons import Buttons
from course_engine.web.room_views import quiz_acts, quiz_title

_ = translator("web")

WANTED = (RoomActKind.QUIZ_CLOSED, RoomActKind.RESULTS_SHOWN, RoomActKind.RESULTS_HIDDEN)
"""What can be done of a quiz from here."""


def questions_context(seen: Seen, catalogue: Catalogue, address: str) -> QuestionsContext:
    """Return the questions to look back on.

    Args:
        seen: the room, with the results of `Room.looked_back`.
        catalogue: the course.
        address: of the room.
    """
    worth = worth_discussing(seen.results)
    projection = f"{address}/projection" if _is_projected(seen) else ""
    lines = {
        one.question.id: _line(seen, one, rank, projection, is_worth=one in worth)
        for rank, one in enumerate(seen.results, start=1)
    }
    titles = [catalogue.quizzes[quiz].title for quiz in seen.room.looked_back]
    written = [catalogue.quizzes[quiz].questions for quiz in seen.room.looked_back]
    listed = [tuple(lines[one.id] for one in questions if one.id in lines) for questions in written]
    return QuestionsContext(
        address=address,
        sentence=_sentence(seen),
        acts=tuple(_acts(seen, catalogue)),
        worth=tuple(lines[one.question.id] for one in worth),
        quizzes=tuple((title, asked) for title, asked in zip(titles, listed, strict=True) if asked),
    )


def _is_projected(seen: Seen) -> bool:
    """Return whether the projector shows results: once the session is over, it thanks everybody."""
    return bool(seen.room.state.results) and seen.room.state.ended_at is None


def _sentence(seen: Seen) -> str:
    if not seen.room.looked_back:
        return ""
    if _is_projected(seen):
        return _("The projector shows the results: choose a question, and it goes to it.")
    if seen.room.state.open_quiz:
        return _("The quiz is open: close it to project the results.")
    return _("The projector does not show the results.")


def _acts(seen: Seen, catalogue: Catalogue) -> Iterator[ActView]:
    room, buttons = seen.room, Buttons.of(seen)
    together = room.looked_back
    if not together or not buttons.goes_on:
        return
    title = quiz_title(room, together, catalogue)
    acts = quiz_acts(together, title, room.state.time_of(together), buttons)
    yield from (act for act in acts if act.action in WANTED)


def _line(seen: Seen, one: QuestionResults, rank: int, projection: str, *, is_worth: bool) -> QuestionLine:
    return QuestionLine(
        rank=rank,
        title=title_html(one.question.title, asset_url),
        href=f"{projection}?question={rank}" if projection else "",
        answers=_answers(seen, one),
        right=_right(one),
        bar=Markup() if one.right is None else bar_svg(one.right, one.answers),
        worth=is_worth,
    )


def _answers(seen: Seen, one: QuestionResults) -> str:
    """Return how many answered, of those who are asked it where that is known."""
    _given, asked = seen.board.questions.get(one.question.id, (0, 0))
    if asked < one.answers:
        return str(one.answers)
    return _("{answered} of {asked}").format(answered=one.answers, asked=asked)


def _right(one: QuestionResults) -> str:
    if not one.answers or one.right is None:
        return ""
    share = round(100 * one.right / one.answers)
    return _("{right} ({share} %)").format(right=one.right, share=share)

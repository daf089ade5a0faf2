"""A quiz as HTML: one plain form a question, which the server grades; runtime/quiz.js takes it from there.

The HTML is a contract with the script; its data-… attributes are listed at the head of runtime/quiz.js.
A form posts `answer` (none, one or several values: what `grading.read_response` reads) and `id` (the
response's UUIDv7: that of the page, so that a form sent twice is one answer, until the script makes one for each
answer). The action
carries the fragment `#…-feedback`: after the POST, or the redirect that follows it, the browser puts the
focus where the feedback is.

No answer key reaches this module: what it knows of an answered question is its `Review`.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from course_engine.grading.credit import ROUNDING_MARGIN, passed, percentage
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import Numeric, Question, Quiz
from course_engine.rendering.controls import Control, Entered, control
from course_engine.rendering.feedback import ReadAgain, Refusal, Review, feedback_html, quiz_templates
from course_engine.rendering.fragment import FragmentRenderer

NOT_SCORED = "Cette question n’est pas notée."
THANKS = "Merci de vos réponses."


def no_page(_question: Question) -> None:
    """Know of no page to read again."""


class Sending(Struct, frozen=True):
    """How the answer to a question is sent.

    Attributes:
        action: the address where it is posted; empty in a bundle.
        response_id: UUIDv7 of what the form says, for whoever has no script; may be empty.
    """

    action: str
    response_id: str = ""


def quiz_html(
    quiz: Quiz,
    questions: Sequence[Question],
    renderer: FragmentRenderer,
    sending: Callable[[str], Sending],
    answered: Mapping[str, Review | Refusal] | None = None,
    read_again: Callable[[Question], ReadAgain | None] = no_page,
    heading: int = 2,
) -> str:
    """Return the HTML of a quiz, which holds nothing of a key but what the reviews show.

    Args:
        quiz: the quiz, for its title, introduction and threshold.
        questions: those this person is asked, in the order to show.
        renderer: the renderer of the page where the quiz stands; its scope keeps ids apart.
        sending: from a question's id to how its answer is sent.
        answered: by question id, what the answered ones show, or why an answer was refused.
        read_again: from a question to the page to read again, if it names one.
        heading: the level of the quiz's heading in its page.
    """
    reviews = answered or {}
    template = quiz_templates().get_template("quiz.html.jinja")
    return template.render(
        quiz=quiz,
        heading=heading,
        anchor=f"{renderer.scope}quiz-{quiz.id}",
        introduction=_html(renderer, quiz.introduction),
        questions=[
            _form(
                question,
                renderer,
                sending(question.id),
                reviews.get(question.id),
                read_again(question),
            )
            for question in questions
        ],
        summary=_summary(quiz, questions, reviews),
    )


class _Form(Struct, frozen=True):
    """What quiz.html.jinja shows of one question."""

    id: str
    anchor: str
    type: str
    control: Control
    instruction: str
    points: int
    unit: str
    action: str
    response_id: str
    title: Markup
    stem: Markup
    picture_url: str
    hints: Sequence[Markup]
    values: Sequence[str]
    problem: str
    fraction: float | None
    feedback: Markup


def _form(
    question: Question,
    renderer: FragmentRenderer,
    sending: Sending,
    known: Review | Refusal | None,
    page: ReadAgain | None,
) -> _Form:
    review = known if isinstance(known, Review) else None
    entered = Entered(known.values if known else (), review.outcomes if review else {})
    shown = control(question, renderer, entered)
    return _Form(
        id=question.id,
        anchor=f"{renderer.scope}{question.id}",
        type=question.type,
        control=shown,
        instruction=" ".join(_instructions(question, shown)),
        points=question.points,
        unit=question.unit_label if isinstance(question, Numeric) else "",
        action=sending.action,
        response_id=sending.response_id,
        title=_html(renderer, question.title),
        stem=_html(replace(renderer, gap=partial(_gap, shown)), question.stem),
        picture_url=renderer.asset_url(shown.picture.path) if shown.picture else "",
        hints=[_html(renderer, hint) for hint in question.hints],
        values=entered.values,
        problem=known.sentence if isinstance(known, Refusal) else "",
        fraction=review.score.fraction if review else None,
        feedback=feedback_html(review, renderer, page) if review else Markup(),
    )


def _instructions(question: Question, shown: Control) -> Iterator[str]:
    if shown.instruction:
        yield shown.instruction
    if not question.is_scored:
        yield NOT_SCORED
    elif question.points > 1:
        yield f"Cette question vaut {question.points}\u00a0points."


def _gap(shown: Control, letter: str) -> str:
    """Return what fills the gap `letter` of a text."""
    number = next(rank for rank, place in enumerate(shown.places, start=1) if place.letter == letter)
    module = quiz_templates().get_template("controls.html.jinja").module
    html: Markup = module.gap(shown.places[number - 1], number, len(shown.places), shown.longest)  # type: ignore[attr-defined] # a macro
    return html


def _html(renderer: FragmentRenderer, fragment: Fragment) -> Markup:
    return Markup(renderer.render(fragment))  # noqa: S704 - the renderer gives safe HTML


def _summary(
    quiz: Quiz, questions: Sequence[Question], known: Mapping[str, Review | Refusal]
) -> Sequence[str]:
    """Return what is said once all that is scored is answered, the same as runtime/quiz.js; nothing before."""
    counted = [question for question in questions if question.is_scored] or questions
    reviews = [review for question in counted if isinstance(review := known.get(question.id), Review)]
    if not reviews or len(reviews) < len(counted):
        return ()
    maximum = sum(review.score.points for review in reviews)
    if maximum == 0:
        return (THANKS,)
    earned = sum(review.score.earned for review in reviews)
    shown = math.floor((earned + ROUNDING_MARGIN) * 100) / 100
    points = f"{shown:g} point{'' if shown < 2 else 's'}".replace(".", ",")  # noqa: PLR2004 - French plural
    first = f"Vous avez {points} sur {maximum}, soit {percentage(earned, maximum)}\u00a0%."
    if quiz.threshold is None:
        return (first,)
    if passed(earned, maximum, quiz.threshold):
        return (first, f"Le seuil de {quiz.threshold}\u00a0% est atteint.")
    return (first, f"Le seuil est de {quiz.threshold}\u00a0%\u00a0: relisez les pages conseillées.")

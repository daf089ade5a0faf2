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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from course_engine.grading import ROUNDING_MARGIN, passed, percentage
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import (
    MultipleChoice,
    Numeric,
    Question,
    Quiz,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from course_engine.rendering.feedback import ReadAgain, Refusal, Review, feedback_html, quiz_templates
from course_engine.rendering.fragment import FragmentRenderer

TRUE_FALSE_WORDS: Mapping[str, str] = {"true": "Vrai", "false": "Faux"}


def no_page(_question: Question) -> None:
    """Know of no page to read again."""


@dataclass(frozen=True)
class Sending:
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


@dataclass(frozen=True)
class _Control:
    """How a type of question is answered: cards to choose from, or a text to type.

    Attributes:
        kind: radio, checkbox, text or number.
        options: from the question to what each card sends and shows.
        longest: how many characters may be typed, the same as the response's own limit.
    """

    kind: str
    options: Callable[[Any], Sequence[tuple[str, Fragment]]] = lambda _question: ()
    longest: int = 0


def _letters(question: SingleChoice | MultipleChoice) -> Sequence[tuple[str, Fragment]]:
    return [(option.letter, option.content) for option in question.options]


_CONTROLS: Mapping[type, _Control] = {
    SingleChoice: _Control("radio", _letters),
    MultipleChoice: _Control("checkbox", _letters),
    TrueFalse: _Control("radio", lambda _question: [(v, (w,)) for v, w in TRUE_FALSE_WORDS.items()]),
    ShortText: _Control("text", longest=1000),
    Numeric: _Control("number", longest=100),
}


@dataclass(frozen=True)
class _Form:
    """What quiz.html.jinja shows of one question."""

    id: str
    anchor: str
    type: str
    control: _Control
    options: Sequence[tuple[str, Markup]]
    points: int
    unit: str
    action: str
    response_id: str
    title: Markup
    stem: Markup
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
    control = _CONTROLS[type(question)]
    review = known if isinstance(known, Review) else None
    return _Form(
        id=question.id,
        anchor=f"{renderer.scope}{question.id}",
        type=question.type,
        control=control,
        options=[(value, _html(renderer, content)) for value, content in control.options(question)],
        points=question.points,
        unit=question.unit_label if isinstance(question, Numeric) else "",
        action=sending.action,
        response_id=sending.response_id,
        title=_html(renderer, question.title),
        stem=_html(renderer, question.stem),
        hints=[_html(renderer, hint) for hint in question.hints],
        values=known.values if known else (),
        problem=known.sentence if isinstance(known, Refusal) else "",
        fraction=review.score.fraction if review else None,
        feedback=feedback_html(review, renderer, page) if review else Markup(),
    )


def _html(renderer: FragmentRenderer, fragment: Fragment) -> Markup:
    return Markup(renderer.render(fragment))  # noqa: S704 - the renderer gives safe HTML


def _summary(
    quiz: Quiz, questions: Sequence[Question], known: Mapping[str, Review | Refusal]
) -> Sequence[str]:
    """Return what is said at the end, the same sentences as runtime/quiz.js; nothing before."""
    reviews = [review for question in questions if isinstance(review := known.get(question.id), Review)]
    if not reviews or len(reviews) < len(questions):
        return ()
    maximum = sum(review.score.points for review in reviews)
    earned = sum(review.score.earned for review in reviews)
    shown = math.floor((earned + ROUNDING_MARGIN) * 100) / 100
    points = f"{shown:g} point{'' if shown < 2 else 's'}".replace(".", ",")  # noqa: PLR2004 - French plural
    first = f"Vous avez {points} sur {maximum}, soit {percentage(earned, maximum)}\u00a0%."
    if quiz.threshold is None:
        return (first,)
    if passed(earned, maximum, quiz.threshold):
        return (first, f"Le seuil de {quiz.threshold}\u00a0% est atteint.")
    return (first, f"Le seuil est de {quiz.threshold}\u00a0%\u00a0: relisez les pages conseillées.")

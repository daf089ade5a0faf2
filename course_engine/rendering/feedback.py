"""What is said in the place of a question once it has been answered."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from jinja2.environment import TemplateModule
from markupsafe import Markup
from msgspec import Struct, field

from course_engine.model.fragment import Fragment
from course_engine.model.quiz import Outcome
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.templates import templates_in

if TYPE_CHECKING:  # what is read of one is enough here: to make it, pydantic has to be prepared
    from course_engine.model.response import Score


class ReadAgain(Struct, frozen=True):
    """The page that a question sends back to.

    Attributes:
        href: its address in this shell.
        title: its title.
    """

    href: str
    title: Fragment


class SolutionKind(StrEnum):
    """What is shown of a key once there is an answer; the names of macros of feedback.html.jinja."""

    RIGHT_ANSWERS = "right_answers"
    RIGHT_ORDER = "right_order"
    EXAMPLE = "example"


class Solution(Struct, frozen=True):
    """What is shown of a key once there is an answer that is not right.

    Attributes:
        answers: the right ones, or a possible one; may be empty.
    """

    answers: tuple[Fragment, ...]
    kind: SolutionKind = SolutionKind.RIGHT_ANSWERS


class Review(Struct, frozen=True):
    """What an answered question shows; made by `rendering.review.review`.

    Attributes:
        values: what was answered, as the form's fields named `answer` held it.
        score: what it earned.
        why: what is said to who chose each of the options chosen, in written order.
        solution: what would have been right.
        explanation: what is said to everyone.
        outcomes: how each row, gap, item or zone came out, by letter.
        late: whether it came after the quiz was closed; it counts all the same.
    """

    values: tuple[str, ...]
    score: "Score"
    why: tuple[Fragment, ...]
    solution: Solution
    explanation: Fragment
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    late: bool = False


class Refusal(Struct, frozen=True):
    """What was sent and is not an answer; the question is asked again with it.

    Attributes:
        values: what the form's fields named `answer` held.
        sentence: what InvalidResponse says.
    """

    values: tuple[str, ...]
    sentence: str


class FeedbackParts(Struct, frozen=True):
    """The parts of a feedback as HTML, empty where there is nothing to say."""

    renderer: FragmentRenderer

    def verdict(self, score: "Score") -> Markup:
        """Return the first words, never by colour alone: right, partly right, not quite; thanks where nothing is scored."""
        outcome = "right" if score.fraction == 1 else "partial" if score.fraction > 0 else "wrong"
        return self._part("verdict", outcome if score.is_scored else "thanks")

    def why(self, said: Fragment) -> Markup:
        """Return what is said to who chose an option."""
        return self._part("why", self._html(said)) if said else Markup()

    def solution(self, shown: Solution) -> Markup:
        """Return what would have been right."""
        answers = [self._html(answer) for answer in shown.answers]
        return self._part(shown.kind, answers) if answers else Markup()

    def explanation(self, said: Fragment) -> Markup:
        """Return what is said to everyone."""
        return self._part("explanation", self._html(said)) if said else Markup()

    def read_again(self, page: ReadAgain | None) -> Markup:
        """Return the link to the page to read again."""
        return self._part("read_again", page.href, self._html(page.title)) if page else Markup()

    def late(self) -> Markup:
        """Return that the answer came after the quiz was closed, and counts."""
        return self._part("late")

    def _html(self, fragment: Fragment) -> Markup:
        return Markup(self.renderer.render(fragment))  # noqa: S704 - the renderer gives safe HTML

    def _part(self, name: str, *arguments: object) -> Markup:
        part: Markup = getattr(_macros(), name)(*arguments)
        return part


def feedback_html(review: Review, renderer: FragmentRenderer, page: ReadAgain | None) -> Markup:
    """Return what stands in the feedback area of an answered question.

    The same as `html` in what the server answers to runtime/quiz.js.

    Args:
        review: what the question shows once answered.
        renderer: the renderer of the page where the quiz stands.
        page: the page to read again; shown unless the answer is right, or is not scored.
    """
    parts = FeedbackParts(renderer)
    said = [parts.verdict(review.score), *map(parts.why, review.why)]
    if review.score.fraction < 1:
        said.append(parts.solution(review.solution))
    said.append(parts.explanation(review.explanation))
    if review.score.is_scored and review.score.fraction < 1:
        said.append(parts.read_again(page))
    if review.late:
        said.append(parts.late())
    return Markup().join(said)


@cache
def quiz_templates() -> Environment:
    """Return the environment of the quiz's own templates, beside this file: they escape what they show."""
    environment = templates_in([Path(__file__).parent])
    environment.globals["nbsp"] = "\u00a0"
    return environment


@cache
def _macros() -> TemplateModule:
    return quiz_templates().get_template("feedback.html.jinja").module

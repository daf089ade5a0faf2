"""TEMP."""

from dataclasses import dataclass
from collections.abc import Callable
from markupsafe import Markup
from course_engine.model.frozen import Slug
from course_engine.model.training import Answer
from course_engine.training.journey import Journey
from course_engine.web.site import Site


@dataclass(frozen=True)
class Problem:
    question: Slug
    sentence: str


def quiz_shower(site: Site, journey: Journey, problem: Problem | None) -> Callable[[Slug], Markup]:
    return lambda quiz: Markup("<p>quiz</p>")


def feedback_html(site: Site, journey: Journey, answer: Answer) -> str:
    return "ok"


def question_anchor(question: Slug) -> str:
    return question

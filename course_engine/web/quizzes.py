"""A quiz in a served page: what is asked of this trainee, and the reviews of what they answered.

The only place of `web/` that reads answer keys, and only for questions that have a recorded answer.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Self, TypeAlias
from uuid import UUID

from markupsafe import Markup
from msgspec import Struct

from course_engine.model.identity import Slug
from course_engine.model.quiz import Question
from course_engine.model.response import Response, Score
from course_engine.model.training import Answer
from course_engine.rendering.feedback import ReadAgain, Refusal, Review, feedback_html
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.quiz import Sending, quiz_html
from course_engine.rendering.review import review
from course_engine.training.journey import Journey
from course_engine.training.library import Library
from course_engine.training.personal_course import PersonalCourse, QuizInPlace
from course_engine.web.addresses import asset_url, page_url, screen_id, term_url

MOST_FEEDBACKS = 2048
"""How many feedbacks are kept made; about 1 kB each."""


UnitRead: TypeAlias = tuple[Slug, Slug]
"""A unit, and the level at which it is read."""


class Given(Struct, frozen=True):
    """What an answer says, whoever gave it and when."""

    response: Response
    score: Score
    late: bool

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Return what an answer says."""
        return cls(answer.response, answer.score, answer.late)


class QuizDesk(Struct, frozen=True):
    """Shows the quizzes of one trainee.

    Attributes:
        journey: whose quizzes, and what they answered.
        refused: by question, what was just sent and is not an answer.
        new_id: makes the UUIDv7 of a form.
    """

    journey: Journey
    refused: Mapping[Slug, Refusal]
    new_id: Callable[[], UUID]

    def quiz(self, quiz: Slug, renderer: FragmentRenderer) -> Markup:
        """Return a quiz as this trainee meets it in a page that `renderer` renders."""
        place = self.journey.quiz(quiz)
        known: dict[str, Review | Refusal] = {
            question.id: _review(self.journey.library, question, Given.of(answer))
            for question in place.questions
            if (answer := self._answer(question)) is not None
        }
        html = quiz_html(
            place.quiz,
            place.questions,
            renderer,
            sending=lambda question: Sending(f"/reponses/{quiz}/{question}", str(self.new_id())),
            answered={**known, **self.refused},
            read_again=lambda question: _read_again(
                self.journey.library, question, _unit_read(self.journey, question, place)
            ),
        )
        return Markup(html)  # noqa: S704 - an escaping template made it

    def _answer(self, question: Question) -> Answer | None:
        """Return the trainee's answer, unless the question has become one of another type since."""
        answer = self.journey.answers.get(question.id)
        return answer if answer is not None and answer.response.type == question.type else None


class Feedbacks:
    """What a page is told of an answer that was just given; made once for all who answer the same there."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made = lru_cache(MOST_FEEDBACKS)(self._make)

    def of(self, answer: Answer, course: PersonalCourse, place: QuizInPlace) -> bytes:
        """Return what a page is told of an answer, in JSON.

        Args:
            answer: as it is recorded.
            course: as its trainee reads it.
            place: the quiz, where they read it.

        Returns:
            An object: `score` and `late` as in `Answer`; `html`, what stands under the question; `outcomes`, how
            each of its places came out, by letter.
        """
        again = _unit_read(course, self._library.catalogue.questions[answer.question], place)
        return self._made(answer.question, Given.of(answer), (place.unit, place.page), again)

    def _make(
        self, question_id: Slug, given: Given, page: tuple[Slug, Slug], again: UnitRead | None
    ) -> bytes:
        question = self._library.catalogue.questions[question_id]
        scope = f"{screen_id(*page)}/"
        renderer = FragmentRenderer(asset_url=asset_url, term_url=term_url, scope=scope)
        reviewed = _review(self._library, question, given)
        told = {
            "score": given.score.model_dump(),
            "late": given.late,
            "html": feedback_html(reviewed, renderer, _read_again(self._library, question, again)),
            "outcomes": reviewed.outcomes,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _review(library: Library, question: Question, given: Given) -> Review:
    key = library.catalogue.keys[question.id]
    return review(question, key, given.response, given.score, late=given.late)


def _unit_read(course: PersonalCourse, question: Question, place: QuizInPlace) -> UnitRead | None:
    """Return the unit whose page a question names, None where this trainee does not have it."""
    unit = question.unit or place.unit
    return next(((unit, step.level) for step in course.path.kept if step.unit == unit), None)


def _read_again(library: Library, question: Question, read: UnitRead | None) -> ReadAgain | None:
    """Return the page that a question names, in a unit as it is read."""
    if read is None:
        return None
    unit, level = read
    for page in library.variant(unit, level).pages:
        if page.id == question.page:
            return ReadAgain(href=page_url(unit, page.id), title=page.title)
    return None

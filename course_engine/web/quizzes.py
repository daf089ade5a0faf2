"""A quiz in a served page: what is asked of this trainee, and the reviews of what they answered.

The only place of `web/` that reads answer keys, and only for questions that have a recorded answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from course_engine.model.frozen import Slug
from course_engine.model.quiz import Question
from course_engine.model.training import Answer
from course_engine.rendering.feedback import ReadAgain, Refusal, Review, feedback_html
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.quiz import quiz_html
from course_engine.rendering.review import review
from course_engine.training.journey import Journey, QuizInPlace
from course_engine.web.addresses import asset_url, page_url, screen_id, term_url


@dataclass(frozen=True)
class QuizDesk:
    """Shows the quizzes of one trainee.

    Attributes:
        journey: whose quizzes, and what they answered.
        refused: by question, what was just sent and is not an answer.
    """

    journey: Journey
    refused: Mapping[Slug, Refusal]

    def quiz(self, quiz: Slug, renderer: FragmentRenderer) -> Markup:
        """Return a quiz as this trainee meets it in a page that `renderer` renders."""
        place = self.journey.quiz(quiz)
        known: dict[str, Review | Refusal] = {
            question.id: self._review(question, answer)
            for question in place.questions
            if (answer := self._answer(question)) is not None
        }
        html = quiz_html(
            place.quiz,
            place.questions,
            renderer,
            action=lambda question: f"/reponses/{quiz}/{question}",
            answered={**known, **self.refused},
            read_again=lambda question: self._read_again(question, place),
        )
        return Markup(html)  # noqa: S704 - an escaping template made it

    def feedback(self, answer: Answer) -> Markup:
        """Return what stands under a question that has just been answered."""
        place = self.journey.quiz(answer.quiz)
        question = self.journey.library.catalogue.questions[answer.question]
        scope = f"{screen_id(place.unit, place.page)}/"
        renderer = FragmentRenderer(asset_url=asset_url, term_url=term_url, scope=scope)
        return feedback_html(self._review(question, answer), renderer, self._read_again(question, place))

    def _answer(self, question: Question) -> Answer | None:
        """Return the trainee's answer, unless the question has become one of another type since."""
        answer = self.journey.answers.get(question.id)
        return answer if answer is not None and answer.response.type == question.type else None

    def _review(self, question: Question, answer: Answer) -> Review:
        key = self.journey.library.catalogue.keys[question.id]
        return review(question, key, answer.response, answer.score)

    def _read_again(self, question: Question, place: QuizInPlace) -> ReadAgain | None:
        """Return the page that a question names, if this trainee has it."""
        unit = question.unit or place.unit
        if unit not in {step.unit for step in self.journey.path.kept}:
            return None
        pages = {page.id: page.title for page in self.journey.variant(unit).pages}
        if question.page is None or question.page not in pages:
            return None
        return ReadAgain(href=page_url(unit, question.page), title=pages[question.page])

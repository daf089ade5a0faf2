"""A quiz as the preview shows it, in its page or alone: to try as a trainee does, then its key."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from course_engine.content import WrittenQuestion
from course_engine.model.identity import Slug
from course_engine.model.quiz import Question, Quiz
from course_engine.model.quiz.drawing import asked
from course_engine.model.variant import Variant
from course_engine.preview.addresses import quiz_url, sheet_url, unit_url
from course_engine.preview.contexts import KeyView, QuizPartContext
from course_engine.preview.desk import Look
from course_engine.preview.key_views import key_view, set_aside_view
from course_engine.preview.places import Places
from course_engine.preview.problem_views import ProblemViews
from course_engine.rendering.feedback import ReadAgain, Refusal, Review
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.pages import COMPILED_HEADING
from course_engine.rendering.quiz import Sending, quiz_html
from course_engine.web.addresses import screen_id

VISITOR = "apercu"
"""Who tries: what is shuffled is shuffled as for a trainee of that name."""


def trial_url(quiz: Slug, level: Slug, question: Slug) -> str:
    """Return the address where an answer is tried."""
    return f"/essais/{quiz}/{level}/{question}"


def questions_to_try(look: Look, quiz: Quiz, level: Slug) -> tuple[Question, ...]:
    """Return every question of a level as it is shown, whatever the quiz draws."""
    ids = [question.id for question in quiz.questions_for(level)]
    return asked(quiz, look.course.keys, VISITOR, ids)


class QuizParts(Struct):
    """Shows the quizzes of one screen.

    Attributes:
        problems: makes the views of the problems.
        level: who tries; empty for the animateur, who is shown the key alone.
        seen: the unit that the screen shows; None where a quiz is shown alone.
        answered: what was just answered, by question.
    """

    look: Look
    problems: ProblemViews
    level: Slug
    seen: Variant | None = None
    answered: Mapping[Slug, Review | Refusal] = field(default_factory=dict)

    def in_page(self, quiz: Slug, renderer: FragmentRenderer) -> str:
        """Return a quiz where it stands in a page; a word in its place where there is no such quiz."""
        known = self.look.course.quizzes.get(quiz)
        if known is None:
            return self._render(QuizPartContext(name=quiz, is_known=False))
        # Pages are compiled for a title of the first level: the quiz stands one below it, where it was shifted to.
        heading = COMPILED_HEADING + renderer.heading_shift + 1
        return self.part(known, renderer, heading=heading, is_alone=False)

    def part(self, quiz: Quiz, renderer: FragmentRenderer, *, heading: int, is_alone: bool) -> str:
        """Return a quiz to try with its key.

        Args:
            quiz: which.
            renderer: that of the page where it stands.
            heading: level of its heading.
            is_alone: whether it has a screen to itself: the key then shows at once.
        """
        written = self.look.edition.questions_of.get(quiz.path, ())
        found = self.look.edition.problems_of.get(quiz.path, ())
        places = Places((one.line for one in written), found)
        keys = tuple(self._keys(quiz, written, renderer, places))
        return self._render(
            QuizPartContext(
                name=quiz.id,
                is_known=True,
                href="" if is_alone else quiz_url(quiz.id, self.level or self._lowest),
                sheet=sheet_url(quiz.id, self.level) if self.level else "",
                head=self.problems.here(places.head),
                aside=() if is_alone else tuple(key for key in keys if key.is_set_aside),
                form=self._form(quiz, renderer, heading) if self.level else Markup(),
                again=self._here(quiz) if self.level else "",
                questions=keys,
                is_open=is_alone or not self.level,
            )
        )

    @property
    def _lowest(self) -> Slug:
        return self.look.course.programme.levels[0]

    def _here(self, quiz: Quiz) -> str:
        """Return the address of the screen where the quiz stands."""
        return unit_url(self.seen.unit, self.level) if self.seen else quiz_url(quiz.id, self.level)

    def _form(self, quiz: Quiz, renderer: FragmentRenderer, heading: int) -> Markup:
        html = quiz_html(
            quiz,
            questions_to_try(self.look, quiz, self.level),
            renderer,
            sending=lambda question: Sending(trial_url(quiz.id, self.level, question)),
            answered=self.answered,
            read_again=lambda question: page_to_read(self.look, question, self.level),
            heading=heading,
        )
        return Markup(html)  # noqa: S704 - an escaping template made it

    def _keys(
        self, quiz: Quiz, written: Sequence[WrittenQuestion], renderer: FragmentRenderer, places: Places
    ) -> Iterator[KeyView]:
        """Yield the questions of a file with their keys, in its order; ids of footnotes and such stay apart."""
        asked_here = {question.line: question for question in quiz.questions}
        apart = replace(renderer, scope=f"{renderer.scope}cle-", linked_terms=set(), footnotes=[])
        known = written or [WrittenQuestion(quiz.path, one.line, one.id, "") for one in quiz.questions]
        for number, one in enumerate(known, start=1):
            problems = self.problems.here(places.take(one.line))
            question = asked_here.get(one.line)
            if question is None:
                title = self.problems.line(quiz.path, one.line).lstrip("# ")
                yield set_aside_view(one, number, title, problems)
            else:
                key = self.look.course.keys[question.id]
                objectives = self.look.course.programme.objectives
                yield key_view(question, key, one, number, apart, problems, objectives)

    def _render(self, context: QuizPartContext) -> str:
        return self.look.theme.render("preview/quiz-part.html", context)


def page_to_read(look: Look, question: Question, level: Slug) -> ReadAgain | None:
    """Return the page that a question sends back to, at a level: in its unit, or in the first that has one of that id."""
    units = look.course.units
    named = [question.unit] if question.unit else list(units)
    for name in named:
        unit = units.get(name) if question.page else None
        if unit is None or level not in unit.levels:
            continue
        for page in unit.pages:
            if page.id == question.page and level in page.levels:
                return ReadAgain(
                    href=f"{unit_url(unit.id, level)}#{screen_id(unit.id, page.id)}", title=page.title
                )
    return None

"""A quiz alone: to try at a level, with its key and what is wrong with each question at its place."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup, escape

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.identity import Slug
from course_engine.model.quiz import Quiz
from course_engine.model.variant import quiz_places
from course_engine.planning.reasons import level_in_words
from course_engine.preview.addresses import quiz_url, unit_url
from course_engine.preview.contexts import QuizScreenContext, ViewLink
from course_engine.preview.desk import Look
from course_engine.preview.problem_views import ProblemViews
from course_engine.preview.quiz_part import QuizParts
from course_engine.preview.screen import Screen
from course_engine.rendering.contexts import Link
from course_engine.rendering.feedback import Refusal, Review
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.web.addresses import asset_url

_ = translator("preview")

NOBODY: Mapping[Slug, Review | Refusal] = MappingProxyType({})


def quiz_screen(look: Look, answered: Mapping[Slug, Review | Refusal] = NOBODY) -> Screen:
    """Return a quiz at a level.

    Args:
        look: what is looked at.
        answered: what was just answered, for whoever has no script.

    Raises:
        NotFound: there is no such quiz, or no such level.
    """
    quiz, level = quiz_of(look)
    # No term of the glossary is linked in a quiz.
    renderer = FragmentRenderer(asset_url=asset_url, term_url=lambda _term: "", scope="quiz/")
    parts = QuizParts(look, ProblemViews(look), level, answered=answered)
    context = QuizScreenContext(
        title=quiz.title or quiz.id,
        file=quiz.path,
        views=tuple(
            ViewLink(quiz_url(quiz.id, one), level_in_words(one).capitalize(), one == level)
            for one in look.course.programme.levels
        ),
        facts=tuple(_facts(quiz, level)),
        units=tuple(_units(look, quiz.id, level)),
        notice=_past_notice(look, quiz),
        part=Markup(parts.part(quiz, renderer, heading=2, is_alone=True)),  # noqa: S704 - a template made it
    )
    return Screen(context.title, "preview/quiz.html", context)


def quiz_of(look: Look) -> tuple[Quiz, Slug]:
    """Return the quiz and the level that an address names.

    Raises:
        NotFound: there is no such quiz, or no such level.
    """
    name, level = look.names["quiz"], look.names["level"]
    quiz = look.course.quizzes.get(name)
    if quiz is None:
        raise NotFound(_("There is no quiz “{name}”: its file may have another name now.").format(name=name))
    if level not in look.course.programme.levels:
        raise NotFound(_("The programme has no level “{name}”.").format(name=level))
    return quiz, level


def _facts(quiz: Quiz, level: Slug) -> Iterator[str]:
    """Yield how many questions, of what, a few words each."""
    count = len(quiz.questions_for(level))
    yield (
        _("one question at this level")
        if count == 1
        else _("{count} questions at this level").format(count=count)
    )
    if quiz.draw:
        yield _("each trainee is asked {count} of them, drawn; here, all").format(count=quiz.draw)
    if quiz.threshold is not None:
        yield _("threshold: {share} %").format(share=quiz.threshold)


def _units(look: Look, quiz: Slug, level: Slug) -> Iterator[Link]:
    for unit in look.course.units.values():
        if quiz in quiz_places(unit):
            view = level if level in unit.levels else unit.levels[0]
            yield Link(href=unit_url(unit.id, view), title=escape(unit.title))


def _past_notice(look: Look, quiz: Quiz) -> str:
    if quiz.id not in look.edition.past_quizzes:
        return ""
    if (look.desk.workshop.course / quiz.path).is_file():
        return _("This page shows the quiz as it last could be read: correct the errors of its file.")
    return _("“{file}” is no longer there: this page shows the quiz as it was.").format(file=quiz.path)

"""What is printed: a unit as it comes out of a printer, a quiz as a sheet to fill in by hand."""

from markupsafe import Markup, escape
from msgspec.structs import replace

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.course import Unit
from course_engine.model.identity import Slug
from course_engine.model.variant import Variant, quizzes_in, variant
from course_engine.planning.reasons import level_in_words
from course_engine.preview.addresses import alone_url, paper_url, sheet_url, unit_url
from course_engine.preview.contexts import AloneContext, PaperContext, ViewLink
from course_engine.preview.desk import Look
from course_engine.preview.problem_views import ProblemViews
from course_engine.preview.quiz_part import QuizParts
from course_engine.preview.quiz_screen import quiz_of
from course_engine.preview.screen import Screen
from course_engine.preview.unit_screen import HEADING, unit_of, unit_views
from course_engine.rendering.contexts import Link
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.pages import Addresses, page_context, page_contexts, unit_context
from course_engine.rendering.reading import quiz_to_read
from course_engine.training.printing import SheetFor, print_quiz_sheets
from course_engine.web.addresses import asset_url, screen_id, term_url

_ = translator("preview")


def paper_screen(look: Look) -> Screen:
    """Return a unit as it is printed, at a level.

    Raises:
        NotFound: there is no such unit, or it has no such level.
    """
    unit, level = _unit_at_level(look)
    seen = variant(unit, level)
    addresses = replace(_addresses(look, seen), heading=HEADING)
    contexts = tuple(page_contexts(seen, addresses))
    overview = unit_context(unit, seen, addresses, look.course.assets, place=level_in_words(level))
    quizzes = dict.fromkeys(name for page in seen.pages for name in quizzes_in(page.content))
    context = PaperContext(
        title=unit.title,
        views=tuple(
            ViewLink(view.href, view.title, view.href == paper_url(unit.id, level))
            for view in unit_views(unit, level)
        ),
        levels=tuple(
            ViewLink(paper_url(unit.id, one), level_in_words(one), one == level) for one in unit.levels
        ),
        sheets=tuple(
            Link(sheet_url(name, level), escape(look.course.quizzes[name].title or name))
            for name in quizzes
            if name in look.course.quizzes
        ),
        overview=look.theme.render("unit.html", overview),
        pages=tuple(look.theme.render("page.html", page) for page in contexts),
    )
    return Screen(unit.title, "preview/paper.html", context, is_paper=True)


def alone_screen(look: Look) -> Screen:
    """Return one page as a trainee's screen; a page fewer than there were leaves an empty one.

    Raises:
        NotFound: there is no such unit, or it has no such level.
    """
    unit, level = _unit_at_level(look)
    seen, number = variant(unit, level), look.names["number"]
    page = next((page for page in seen.pages if str(page.number) == number), None)
    shown = page_context(seen, page.id, _addresses(look, seen, is_tried=True)) if page else None
    screen = look.theme.render("page.html", shown) if shown else Markup()
    context = AloneContext(screen, Link(unit_url(unit.id, level), escape(unit.title)))
    return Screen(unit.title, "preview/alone.html", context)


def quiz_sheet(look: Look) -> bytes:
    """Return a quiz as a PDF to fill in by hand, with every question of a level.

    Raises:
        NotFound: there is no such quiz, or no such level.
        Unprintable, ContentRefused, EnvironmentRefused: see `print_quiz_sheets`.
    """
    quiz, level = quiz_of(look)
    return print_quiz_sheets(
        quiz.id,
        [SheetFor(name="", level=level, questions=quiz.questions_for(level))],
        look.course,
        look.theme,
        course=look.desk.workshop.course,
        organiser="",
    )


def _unit_at_level(look: Look) -> tuple[Unit, Slug]:
    unit, level = unit_of(look), look.names["level"]
    if level not in unit.levels:
        raise NotFound(_("This session has no such level: choose another on the screen of the course."))
    return unit, level


def _addresses(look: Look, seen: Variant, *, is_tried: bool = False) -> Addresses:
    numbers = {page.id: page.number for page in seen.pages}
    parts = QuizParts(look, ProblemViews(look), seen.level, seen)

    def quiz(name: Slug, renderer: FragmentRenderer) -> str:
        if is_tried or name not in look.course.quizzes:
            return parts.in_page(name, renderer)
        return quiz_to_read(look.course.quizzes[name], seen.level, renderer)

    return Addresses(
        asset=asset_url,
        unit=lambda unit: unit_url(unit, seen.level),
        page=lambda unit, page: alone_url(unit, seen.level, numbers[page]),
        term=term_url,
        quiz=quiz,
        page_id=screen_id,
    )

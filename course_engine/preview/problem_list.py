"""Every problem of every file, each leading to where it shows."""

from itertools import groupby

from course_engine.i18n import translator
from course_engine.preview.addresses import PROBLEMS
from course_engine.preview.contexts import FileProblems, ProblemsContext, StateContext
from course_engine.preview.desk import Look
from course_engine.preview.problem_views import ProblemViews
from course_engine.preview.screen import Screen

_ = translator("preview")


def problems_screen(look: Look) -> Screen:
    """Return the list of all problems."""
    views, edition = ProblemViews(look), look.edition
    files = tuple(
        FileProblems(file, views.views(found))
        for file, found in groupby(edition.problems, key=lambda one: one.file)
    )
    context = ProblemsContext(edition.errors, len(edition.problems) - edition.errors, files)
    return Screen(_("Problems"), "preview/problems.html", context)


def state_context(look: Look) -> StateContext:
    """Return how the course stands, for every screen."""
    edition = look.edition
    return StateContext(
        errors=edition.errors,
        warnings=len(edition.problems) - edition.errors,
        href=PROBLEMS,
        notice=_notice(look),
    )


def _notice(look: Look) -> str:
    """Return why what is shown may be older than the files."""
    if not look.edition.has_folder:
        sentence = _(
            "The folder “{folder}” is no longer there: what you see is the course as it was. Put the folder back, or"
            " start the preview again on another."
        )
        return sentence.format(folder=look.desk.workshop.course)
    if not look.edition.is_current:
        return _(
            "The programme can no longer be read: what you see is the course as it was. See its problems."
        )
    return ""

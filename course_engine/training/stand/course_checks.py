"""Whether the course and its dress are ready."""

from pathlib import Path

from course_engine.content import Compilation
from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.model.readiness import Finding
from course_engine.rendering.theme import load_theme
from course_engine.training.stand.findings import blocking, good

_ = translator("training")

SHOWN = 12
"""Characters of a digest that people compare by eye."""


def course(compilation: Compilation, expects: str) -> Finding:
    """Return whether a course compiles, and is the one that the office prepared.

    Args:
        compilation: what came of its folder.
        expects: how its digest must begin; empty where the office said nothing.
    """
    title = _("Course")
    catalogue = compilation.catalogue
    if catalogue is None:
        said = _("It has errors: {first}").format(first=compilation.diagnostics[0])
        return blocking(title, said, _("Run “course-engine check”, or copy the office’s course again."))
    digest = catalogue.digest[:SHOWN]
    if not catalogue.digest.startswith(expects.strip().lower()):
        said = _("Its version is {digest}, and the office expects {expected}.")
        said = said.format(digest=digest, expected=expects.strip().lower()[:SHOWN])
        return blocking(title, said, _("Copy the office’s course again."))
    said = _("Version {digest}: {units} half-days, {quizzes} quizzes.")
    said = said.format(digest=digest, units=len(catalogue.units), quizzes=len(catalogue.quizzes))
    return good(title, said if expects else _("{said} Compare with the office’s.").format(said=said))


def theme(folder: Path | None) -> Finding:
    """Return whether the theme is there."""
    title = _("Theme")
    try:
        load_theme(folder)
    except NotFound as failure:
        return blocking(title, str(failure), _("Check the setting."))
    return good(title, _("The engine’s own.") if folder is None else str(folder))

"""The course engine of the Démonstr@teurs: text → catalogue → path → page, bundle, document.

What other programs may rely on is named here, and imported when it is first asked for (PEP 562).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course_engine.bundle.plan import plan_bundle
    from course_engine.content import compile_course, load_course
    from course_engine.documents.seal import verify_pdf
    from course_engine.errors import CourseError
    from course_engine.grading.judging import grade
    from course_engine.model.course import Catalogue
    from course_engine.planning.path import Planner
    from course_engine.planning.profile import ProfileReader
    from course_engine.signing import verify_statement

__version__ = "0.1.0"

__all__ = [
    "Catalogue",
    "CourseError",
    "Planner",
    "ProfileReader",
    "__version__",
    "compile_course",
    "grade",
    "load_course",
    "plan_bundle",
    "verify_pdf",
    "verify_statement",
]

_HOMES = {
    "Catalogue": "model.course",
    "CourseError": "errors",
    "Planner": "planning.path",
    "ProfileReader": "planning.profile",
    "compile_course": "content",
    "grade": "grading.judging",
    "load_course": "content",
    "plan_bundle": "bundle.plan",
    "verify_pdf": "documents.seal",
    "verify_statement": "signing",
}


def __getattr__(name: str) -> object:
    """Import a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__

"""What each template of `preview/` is given: the contract between the preview and whoever makes a theme.

One frozen record a template; each field has a line of help. docs/theme-preview.md repeats them, a test compares.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import Link, PageContext, Shell, UnitContext

NOTHING = Markup()


class ViewLink(Struct, frozen=True):
    """A way to see the same thing."""

    href: Annotated[str, "address"]
    title: Annotated[str, "what it is called"]
    is_here: Annotated[bool, "whether it is what is shown"]


class FrameContext(Struct, frozen=True):
    """`preview/frame.html`: what surrounds every screen, and keeps it fresh."""

    shell: Annotated[Shell, "what surrounds the screen"]
    title: Annotated[str, "title of the browser's window, before the programme's"]
    live: Annotated[str, "where what changes comes from"]
    hour: Annotated[str, "when this was read: « 10:42:07 »"]
    menu: Annotated[tuple[ViewLink, ...], "the preview's own screens"]
    state: Annotated[Markup, "how the course stands, as `preview/state.html` makes it"]
    screen: Annotated[Markup, "the screen, as its own template makes it"]


class StateContext(Struct, frozen=True):
    """`preview/state.html`: how the course stands, on every screen."""

    errors: Annotated[int, "how many problems stop the course"]
    warnings: Annotated[int, "how many do not"]
    href: Annotated[str, "where they are listed"]
    notice: Annotated[str, "why what is shown may be older than the files; may be empty"]


class ProblemView(Struct, frozen=True):
    """A problem, with the way to where it stands."""

    is_error: Annotated[bool, "whether it stops the course; otherwise it is a warning"]
    code: Annotated[str, "its code: `QZ104`"]
    place: Annotated[str, "file, line and column: `quizzes/courriel.md:12:3`"]
    line: Annotated[int, "the guilty line, from 1"]
    message: Annotated[str, "what is wrong"]
    hint: Annotated[str, "the way out; may be empty"]
    written: Annotated[str, "the guilty line as it is written; may be empty"]
    href: Annotated[str, "where it shows; empty where nothing shows it"]


class ProblemsHereContext(Struct, frozen=True):
    """`preview/problems-here.html`: what is wrong with the block that follows."""

    id: Annotated[str, "id of the place; may be empty"]
    problems: Annotated[tuple[ProblemView, ...], "at least one"]


class FileProblems(Struct, frozen=True):
    """The problems of one file."""

    file: Annotated[str, "its path, relative to the course folder"]
    problems: Annotated[tuple[ProblemView, ...], "by line"]


class ProblemsContext(Struct, frozen=True):
    """`preview/problems.html`: every problem of every file."""

    errors: Annotated[int, "how many problems stop the course"]
    warnings: Annotated[int, "how many do not"]
    files: Annotated[tuple[FileProblems, ...], "by path; none where all is well"]


class TimeLine(Struct, frozen=True):
    """One of the four times of a session."""

    title: Annotated[str, "Apport, Expérimentation, Évaluation or Échanges"]
    duration: Annotated[str, "how long it lasts, in words; empty where it could not be read"]


class UnitLine(Struct, frozen=True):
    """A unit in the outline."""

    title: Annotated[str, "its title"]
    href: Annotated[str, "where it is shown"]
    file: Annotated[str, "its path, relative to the course folder"]
    levels: Annotated[tuple[Link, ...], "the unit at each of its levels, lowest first"]
    duration: Annotated[str, "what its four times add up to, in words"]
    amiss: Annotated[
        str, "what is missing or too much to make three hours, one sentence; empty where it is right"
    ]
    bar: Annotated[Markup, "its four times drawn to scale, an SVG element"]
    times: Annotated[tuple[TimeLine, ...], "its four times, in the session's order"]
    quizzes: Annotated[tuple[Link, ...], "the quizzes that stand in it"]
    errors: Annotated[int, "how many errors its file has"]
    warnings: Annotated[int, "how many warnings its file has"]
    is_past: Annotated[bool, "whether it is shown as it was, since its file can no longer be read"]


class SeriesLines(Struct, frozen=True):
    """A series in the outline."""

    title: Annotated[str, "its title"]
    units: Annotated[tuple[UnitLine, ...], "its units, in order"]
    duration: Annotated[str, "what they add up to, in words"]


class OutlineContext(Struct, frozen=True):
    """`preview/outline.html`: the course at a glance."""

    title: Annotated[str, "title of the programme"]
    all_series: Annotated[tuple[SeriesLines, ...], "the series of the programme, in order"]
    others: Annotated[tuple[UnitLine, ...], "units that the programme does not name"]
    quizzes: Annotated[tuple[Link, ...], "quizzes that stand in no unit"]
    duration: Annotated[str, "what the programme adds up to, in words"]


class PageView(Struct, frozen=True):
    """A page of a unit, with what is wrong there."""

    page: Annotated[PageContext, "the page, as `page.html` is given it"]
    place: Annotated[str, "file and line: `messagerie.md:42`"]
    alone: Annotated[str, "where it is shown as a trainee's screen; empty for the animateur"]
    problems: Annotated[Markup, "problems of its title, safe HTML; may be empty"]
    has_problems: Annotated[bool, "whether anything is wrong in it"]


class PhasePages(Struct, frozen=True):
    """One of the four times, with its pages."""

    title: Annotated[str, "Apport, Expérimentation, Évaluation or Échanges"]
    duration: Annotated[str, "how long it lasts, in words"]
    problems: Annotated[Markup, "problems of its heading, safe HTML; may be empty"]
    pages: Annotated[tuple[PageView, ...], "its pages, in order; may be empty"]


class UnitScreenContext(Struct, frozen=True):
    """`preview/unit.html`: a unit as one level, or the animateur, reads it, every page after the other."""

    overview: Annotated[UnitContext, "the unit, as `unit.html` is given it"]
    file: Annotated[str, "its path, relative to the course folder"]
    views: Annotated[tuple[ViewLink, ...], "the same unit at each level, as animateur, on paper"]
    notice: Annotated[str, "why it is shown as it was; may be empty"]
    head: Annotated[Markup, "problems that stand on no page, safe HTML; may be empty"]
    elsewhere: Annotated[tuple[ProblemView, ...], "problems of passages that this view does not show"]
    phases: Annotated[tuple[PhasePages, ...], "its four times, in order"]
    glossary: Annotated[Markup, "the terms that its pages name, as `glossary.html` makes it; may be empty"]


class PrivateContext(Struct, frozen=True):
    """`preview/private.html`: a passage for some levels only, or for the animateur, as the latter reads it."""

    is_note: Annotated[bool, "whether it is a note for the animateur"]
    levels: Annotated[str, "otherwise the levels that read it, in words"]
    inside: Annotated[Markup, "the passage, safe HTML"]


class AloneContext(Struct, frozen=True):
    """`preview/alone.html`: one page as a trainee's screen."""

    screen: Annotated[Markup, "the page, as `page.html` makes it; empty where there is no such page"]
    unit: Annotated[Link, "the whole unit"]


class PaperContext(Struct, frozen=True):
    """`preview/paper.html`: a unit as it is printed."""

    title: Annotated[str, "title of the unit"]
    views: Annotated[tuple[ViewLink, ...], "the same unit at each level, as animateur, on paper"]
    levels: Annotated[tuple[ViewLink, ...], "the paper of each level"]
    sheets: Annotated[tuple[Link, ...], "its quizzes to print and fill in by hand, as PDF"]
    overview: Annotated[Markup, "the unit's contents, as `unit.html` makes them"]
    pages: Annotated[tuple[Markup, ...], "its pages in order, as `page.html` makes them"]


class KeyView(Struct, frozen=True):
    """A question with its key."""

    id: Annotated[str, "id of the place"]
    number: Annotated[int, "its place in the file, from 1"]
    name: Annotated[str, "the question's own id; empty where it has none"]
    type: Annotated[str, "its type as the format spells it; empty where it could not be told"]
    place: Annotated[str, "file and line: `courriel.md:12`"]
    title: Annotated[Markup, "its title, safe HTML"]
    facts: Annotated[tuple[str, ...], "points, rule, levels, objective, page to read again: a few words each"]
    answers: Annotated[tuple[Markup, ...], "what is right, safe HTML; none where nothing is"]
    are_in_order: Annotated[bool, "whether the answers are one answer, in order"]
    said: Annotated[tuple[tuple[Markup, Markup], ...], "what is said to who chooses each option, safe HTML"]
    hints: Annotated[tuple[Markup, ...], "the hints, in order, safe HTML"]
    explanation: Annotated[Markup, "what is said to everyone, safe HTML; may be empty"]
    is_set_aside: Annotated[bool, "whether errors set it aside: it is not asked"]
    problems: Annotated[Markup, "what is wrong with it, safe HTML; may be empty"]


class QuizPartContext(Struct, frozen=True):
    """`preview/quiz-part.html`: a quiz to try, and its key."""

    name: Annotated[str, "the quiz's id"]
    is_known: Annotated[bool, "whether there is such a quiz"]
    href: Annotated[str, "where the quiz is shown alone; empty there"] = ""
    sheet: Annotated[str, "where it is as a PDF to fill in by hand; empty where it is not to be tried"] = ""
    head: Annotated[Markup, "problems that belong to no question, safe HTML; may be empty"] = NOTHING
    aside: Annotated[tuple[KeyView, ...], "the questions that are set aside"] = ()
    form: Annotated[Markup, "the quiz as a trainee sees it, safe HTML; empty where it is not to be tried"] = (
        NOTHING
    )
    again: Annotated[str, "where to go to try again; empty where it is not to be tried"] = ""
    questions: Annotated[tuple[KeyView, ...], "every question with its key, in written order"] = ()
    is_open: Annotated[bool, "whether the key shows at once"] = False


class QuizScreenContext(Struct, frozen=True):
    """`preview/quiz.html`: a quiz alone."""

    title: Annotated[str, "its title"]
    file: Annotated[str, "its path, relative to the course folder"]
    views: Annotated[tuple[ViewLink, ...], "the same quiz at each level"]
    facts: Annotated[tuple[str, ...], "how many questions, threshold, draw: a few words each"]
    units: Annotated[tuple[Link, ...], "the units where it stands"]
    notice: Annotated[str, "why it is shown as it was; may be empty"]
    part: Annotated[Markup, "the quiz, as `preview/quiz-part.html` makes it"]


class PrerequisiteRow(Struct, frozen=True):
    """A unit, and what comes before and after it."""

    unit: Annotated[Link, "the unit"]
    before: Annotated[tuple[str, ...], "titles of the units that it asks for"]
    after: Annotated[tuple[str, ...], "titles of the units that ask for it"]


class CoverageCell(Struct, frozen=True):
    """What an objective finds at a level."""

    level: Annotated[str, "the level, in words"]
    units: Annotated[tuple[Link, ...], "the units that cover it at that level"]
    questions: Annotated[str, "how many questions bear on it there, in words"]


class CoverageRow(Struct, frozen=True):
    """An objective, at each level."""

    objective: Annotated[str, "the objective, in words"]
    cells: Annotated[tuple[CoverageCell, ...], "at each level, lowest first"]


class DrawingsContext(Struct, frozen=True):
    """`preview/drawings.html`: what comes before what, and what is covered where."""

    graph: Annotated[Markup, "prerequisites drawn as arrows, an SVG element; empty where there is none"]
    prerequisites: Annotated[tuple[PrerequisiteRow, ...], "the same as a table"]
    alone: Annotated[tuple[str, ...], "titles of the units that neither ask for another nor are asked for"]
    coverage: Annotated[Markup, "objectives by levels, an SVG element"]
    levels: Annotated[tuple[str, ...], "the levels, lowest first"]
    rows: Annotated[tuple[CoverageRow, ...], "the same as a table, with the units"]


class NothingContext(Struct, frozen=True):
    """`preview/nothing.html`: there is nothing to show at this address, and why."""

    title: Annotated[str, "what is the matter, in a few words"]
    sentence: Annotated[str, "why, and what to do"]
    home: Annotated[str, "where to go; empty where that is here"]


CONTEXTS: Mapping[str, type] = MappingProxyType(
    {
        "preview/frame.html": FrameContext,
        "preview/state.html": StateContext,
        "preview/problems-here.html": ProblemsHereContext,
        "preview/problems.html": ProblemsContext,
        "preview/outline.html": OutlineContext,
        "preview/unit.html": UnitScreenContext,
        "preview/private.html": PrivateContext,
        "preview/alone.html": AloneContext,
        "preview/paper.html": PaperContext,
        "preview/quiz-part.html": QuizPartContext,
        "preview/quiz.html": QuizScreenContext,
        "preview/drawings.html": DrawingsContext,
        "preview/nothing.html": NothingContext,
    }
)
"""Which context each template is given."""

"""What each template of a theme is given: the contract between the engine and whoever makes a theme.

One frozen dataclass a template; each field has a line of help. docs/theme.md repeats them, a test compares.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from markupsafe import Markup


def told(text: str) -> Any:  # Any: a dataclass's field stands for a value of the field's own type
    """Return a dataclass's field that says, in `text`, what it holds."""
    return field(metadata={"help": text})


@dataclass(frozen=True)
class Link:
    """Somewhere to go."""

    href: str = told("address, as this shell writes it")
    title: Markup = told("what a reader sees, safe HTML")


@dataclass(frozen=True)
class Shell:
    """What surrounds a screen."""

    programme: str = told("title of the programme")
    organiser: str = told("who organises it; may be empty")
    home: str = told("address of the first screen")
    mark: str = told("address of the organiser's own mark (a picture); may be empty")
    stylesheets: tuple[str, ...] = told("addresses of the style sheets, in order")
    scripts: tuple[str, ...] = told("addresses of the classic scripts, in order")


@dataclass(frozen=True)
class LayoutContext:
    """`layout.html`: the frame; served pages and the bundle extend it."""

    shell: Shell = told("what surrounds the screen")


@dataclass(frozen=True)
class Note:
    """A footnote at the foot of its page."""

    id: str = told("id of the note's element")
    call: str = told("id of the place in the text that calls it")
    content: Markup = told("the note, safe HTML")


@dataclass(frozen=True)
class PageContext:
    """`page.html`: one screen of a unit."""

    id: str = told("id of the screen, unique in its file")
    heading: int = told("level of the page's own heading: 1 when served alone, 2 in a bundle")
    unit: Link = told("the unit it belongs to, and where its contents are")
    phase: str = told("which of the four times of the session it belongs to")
    title: Markup = told("title of the page, safe HTML")
    content: Markup = told("what stands under the title, safe HTML")
    notes: tuple[Note, ...] = told("the footnotes that the page cites, in order")
    number: int = told("its place among the unit's pages, from 1")
    total: int = told("how many pages the unit has for this reader")
    previous: Link | None = told("the page before, if any")
    next: Link | None = told("the page after, if any")


@dataclass(frozen=True)
class PhaseView:
    """One of the four times of a session, in a unit's contents."""

    title: str = told("Apport, Expérimentation, Évaluation or Échanges")
    duration: str = told("how long it lasts: « 1 h 30 »")
    pages: tuple[Link, ...] = told("its pages, in order; may be empty")


@dataclass(frozen=True)
class FileView:
    """A file to open or to keep."""

    href: str = told("address of the file")
    name: str = told("what it is called")
    size: str = told("its size in words: « 12 ko »")


@dataclass(frozen=True)
class UnitContext:
    """`unit.html`: the first screen of a unit, its contents."""

    id: str = told("id of the screen, unique in its file")
    heading: int = told("level of the unit's own heading: 1 when served alone, 2 in a bundle")
    place: str = told("which half-day of the path it is: « Demi-journée 2 sur 5 »; may be empty")
    title: str = told("title of the unit")
    summary: str = told("what the half-day is about")
    duration: str = told("how long it lasts: « 3 h »")
    reason: str = told("why it is in this path, one sentence; may be empty")
    phases: tuple[PhaseView, ...] = told("the four times, in the session's order")
    files: tuple[FileView, ...] = told("the exercise files")
    sources: tuple[str, ...] = told("where what it says comes from")
    first: Link | None = told("the first page, if the unit has any for this reader")


@dataclass(frozen=True)
class TermView:
    """A term of the glossary."""

    id: str = told("id of the term's element")
    title: str = told("the term")
    definition: Markup = told("what it means, safe HTML")


@dataclass(frozen=True)
class GlossaryContext:
    """`glossary.html`: the words that the reader's pages explain."""

    heading: int = told("level of the heading: 1 when served alone, 2 in a bundle")
    terms: tuple[TermView, ...] = told("the terms, in alphabetical order")


@dataclass(frozen=True)
class StepView:
    """One half-day of the programme, kept in the path or left out."""

    number: int = told("its place in the path, from 1; 0 for a half-day left out")
    title: str = told("title of the unit")
    summary: str = told("what it is about")
    href: str = told("address of its contents; empty where there is none")
    reason: str = told("why it is kept or left out, one sentence")
    planned: tuple[str, ...] = told("sessions planned, in words: « samedi 12 mars 2027, 9 h, à … »")
    followed: tuple[str, ...] = told("half-days signed for, in words")
    state: str = told("`followed`, `here` (the next one to follow), `ahead` or `left-out`")


@dataclass(frozen=True)
class PathContext:
    """`path.html`: « Mon parcours »."""

    heading: int = told("level of the heading: 1 when served alone, 2 in a bundle")
    road: Markup = told("the path drawn as a road, an SVG element; empty for an empty path")
    kept: tuple[StepView, ...] = told("the half-days of the path, in order")
    left_out: tuple[StepView, ...] = told("the other half-days of the programme")
    unserved: tuple[str, ...] = told("one sentence for each wish that the path does not serve")
    notice: str = told("for an empty path, why, and whom to speak to; otherwise empty")


@dataclass(frozen=True)
class BundleUnit:
    """A unit in a bundle: its contents and its pages, already rendered."""

    id: str = told("id of the unit")
    overview: Markup = told("the unit's contents, as `unit.html` makes them")
    pages: tuple[Markup, ...] = told("its pages in order, as `page.html` makes them")


@dataclass(frozen=True)
class BundleContext:
    """`bundle.html`: the one page of a trainee's bundle."""

    shell: Shell = told("what surrounds the screens")
    trainee: str = told("the trainee's first name and last name")
    path: PathContext = told("the trainee's path")
    path_screen: Markup = told("« Mon parcours », as `path.html` makes it")
    units: tuple[BundleUnit, ...] = told("the units of the path, in order")
    glossary: Markup = told("the glossary, as `glossary.html` makes it; may be empty")
    documents: tuple[FileView, ...] = told("the documents that travel in the bundle")


CONTEXTS: Mapping[str, type] = MappingProxyType(
    {
        "layout.html": LayoutContext,
        "page.html": PageContext,
        "unit.html": UnitContext,
        "glossary.html": GlossaryContext,
        "path.html": PathContext,
        "bundle.html": BundleContext,
    }
)
"""Which context each template is given."""

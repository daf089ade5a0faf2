"""What each template of a theme is given: the contract between the engine and whoever makes a theme.

One frozen record a template; each field has a line of help. docs/theme.md repeats them, a test compares.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from markupsafe import Markup
from msgspec import Struct


class Link(Struct, frozen=True):
    """Somewhere to go."""

    href: Annotated[str, "address, as this shell writes it"]
    title: Annotated[Markup, "what a reader sees, safe HTML"]


class Shell(Struct, frozen=True):
    """What surrounds a screen."""

    programme: Annotated[str, "title of the programme"]
    organiser: Annotated[str, "who organises it; may be empty"]
    home: Annotated[str, "address of the first screen"]
    mark: Annotated[str, "address of the organiser's own mark (a picture); may be empty"]
    stylesheets: Annotated[tuple[str, ...], "addresses of the style sheets, in order"]
    scripts: Annotated[tuple[str, ...], "addresses of the classic scripts, in order"]


class LayoutContext(Struct, frozen=True):
    """`layout.html`: the frame; served pages and the bundle extend it."""

    shell: Annotated[Shell, "what surrounds the screen"]


class Note(Struct, frozen=True):
    """A footnote at the foot of its page."""

    id: Annotated[str, "id of the note's element"]
    call: Annotated[str, "id of the place in the text that calls it"]
    content: Annotated[Markup, "the note, safe HTML"]


class PageContext(Struct, frozen=True):
    """`page.html`: one screen of a unit."""

    id: Annotated[str, "id of the screen, unique in its file"]
    heading: Annotated[int, "level of the page's own heading: 1 when served alone, 2 in a bundle"]
    unit: Annotated[Link, "the unit it belongs to, and where its contents are"]
    phase: Annotated[str, "which of the four times of the session it belongs to"]
    title: Annotated[Markup, "title of the page, safe HTML"]
    content: Annotated[Markup, "what stands under the title, safe HTML"]
    notes: Annotated[tuple[Note, ...], "the footnotes that the page cites, in order"]
    number: Annotated[int, "its place among the unit's pages, from 1"]
    total: Annotated[int, "how many pages the unit has for this reader"]
    previous: Annotated[Link | None, "the page before, if any"]
    next: Annotated[Link | None, "the page after, if any"]
    room: Annotated[str, "safe HTML over the bar of pages while a session is held; otherwise empty"] = ""


class PhaseView(Struct, frozen=True):
    """One of the four times of a session, in a unit's contents."""

    title: Annotated[str, "Apport, Expérimentation, Évaluation or Échanges"]
    duration: Annotated[str, "how long it lasts: « 1 h 30 »"]
    pages: Annotated[tuple[Link, ...], "its pages, in order; may be empty"]


class FileView(Struct, frozen=True):
    """A file to open or to keep."""

    href: Annotated[str, "address of the file"]
    name: Annotated[str, "what it is called"]
    size: Annotated[str, "its size in words: « 12 ko »"]


class UnitContext(Struct, frozen=True):
    """`unit.html`: the first screen of a unit, its contents."""

    id: Annotated[str, "id of the screen, unique in its file"]
    heading: Annotated[int, "level of the unit's own heading: 1 when served alone, 2 in a bundle"]
    place: Annotated[str, "which half-day of the path it is: « Demi-journée 2 sur 5 »; may be empty"]
    title: Annotated[str, "title of the unit"]
    summary: Annotated[str, "what the half-day is about"]
    duration: Annotated[str, "how long it lasts: « 3 h »"]
    reason: Annotated[str, "why it is in this path, one sentence; may be empty"]
    phases: Annotated[tuple[PhaseView, ...], "the four times, in the session's order"]
    files: Annotated[tuple[FileView, ...], "the exercise files"]
    sources: Annotated[tuple[str, ...], "where what it says comes from"]
    first: Annotated[Link | None, "the first page, if the unit has any for this reader"]


class TermView(Struct, frozen=True):
    """A term of the glossary."""

    id: Annotated[str, "id of the term's element"]
    title: Annotated[str, "the term"]
    definition: Annotated[Markup, "what it means, safe HTML"]


class GlossaryContext(Struct, frozen=True):
    """`glossary.html`: the words that the reader's pages explain."""

    heading: Annotated[int, "level of the heading: 1 when served alone, 2 in a bundle"]
    terms: Annotated[tuple[TermView, ...], "the terms, in alphabetical order"]


class StepView(Struct, frozen=True):
    """One half-day of the programme, kept in the path or left out."""

    number: Annotated[int, "its place in the path, from 1; 0 for a half-day left out"]
    title: Annotated[str, "title of the unit"]
    summary: Annotated[str, "what it is about"]
    href: Annotated[str, "address of its contents; empty where there is none"]
    reason: Annotated[str, "why it is kept or left out, one sentence"]
    is_decided: Annotated[bool, "whether somebody decided so, against what the engine proposed"]
    planned: Annotated[tuple[str, ...], "sessions planned, in words: « samedi 12 mars 2027, 9 h, à … »"]
    followed: Annotated[tuple[str, ...], "half-days signed for, in words"]
    state: Annotated[str, "`followed`, `here` (the next one to follow), `ahead` or `left-out`"]


class PathContext(Struct, frozen=True):
    """`path.html`: « Mon parcours »."""

    heading: Annotated[int, "level of the heading: 1 when served alone, 2 in a bundle"]
    road: Annotated[Markup, "the path drawn as a road, an SVG element; empty for an empty path"]
    kept: Annotated[tuple[StepView, ...], "the half-days of the path, in order"]
    left_out: Annotated[tuple[StepView, ...], "the other half-days of the programme"]
    unserved: Annotated[tuple[str, ...], "one sentence for each wish that the path does not serve"]
    notice: Annotated[str, "for an empty path, why, and whom to speak to; otherwise empty"]


class BundleUnit(Struct, frozen=True):
    """A unit in a bundle: its contents and its pages, already rendered."""

    id: Annotated[str, "id of the unit"]
    overview: Annotated[Markup, "the unit's contents, as `unit.html` makes them"]
    pages: Annotated[tuple[Markup, ...], "its pages in order, as `page.html` makes them"]


class BundleContext(Struct, frozen=True):
    """`bundle.html`: the one page of a trainee's bundle."""

    shell: Annotated[Shell, "what surrounds the screens"]
    trainee: Annotated[str, "the trainee's first name and last name"]
    first_name: Annotated[str, "the trainee's first name"]
    path: Annotated[PathContext, "the trainee's path"]
    path_screen: Annotated[Markup, "« Mon parcours », as `path.html` makes it"]
    units: Annotated[tuple[BundleUnit, ...], "the units of the path, in order"]
    glossary: Annotated[Markup, "the glossary, as `glossary.html` makes it; may be empty"]
    documents: Annotated[tuple[FileView, ...], "the documents that travel in the bundle"]


class ContentsUnit(Struct, frozen=True):
    """A unit in the contents of a built course."""

    title: Annotated[str, "title of the unit"]
    levels: Annotated[tuple[Link, ...], "its page at each level, lowest first"]


class ContentsSeries(Struct, frozen=True):
    """A series in the contents of a built course."""

    title: Annotated[str, "title of the series"]
    units: Annotated[tuple[ContentsUnit, ...], "its units, in order"]


class ContentsContext(Struct, frozen=True):
    """`contents.html`: the first page of a built course."""

    shell: Annotated[Shell, "what surrounds the screen"]
    all_series: Annotated[tuple[ContentsSeries, ...], "the series of the programme, in order"]


class ReadingContext(Struct, frozen=True):
    """`reading.html`: a unit of a built course at one level, every page after the other."""

    shell: Annotated[Shell, "what surrounds the screen"]
    title: Annotated[str, "title of the unit"]
    level: Annotated[str, "the level at which it is read"]
    here: Annotated[str, "address of this page, as `levels` gives it"]
    levels: Annotated[tuple[Link, ...], "the same unit at each of its levels, lowest first"]
    overview: Annotated[Markup, "the unit's contents, as `unit.html` makes them"]
    pages: Annotated[tuple[Markup, ...], "its pages in order, as `page.html` makes them"]
    glossary: Annotated[Markup, "the glossary, as `glossary.html` makes it; may be empty"]


class StayView(Struct, frozen=True):
    """A stand in a territory."""

    stand: Annotated[str, "how the stand is called"]
    wave: Annotated[int, "which turn of the operation, from 1"]
    territory: Annotated[str, "name of the territory"]
    begins: Annotated[str, "its first day, in words"]
    ends: Annotated[str, "its last day, in words"]
    room: Annotated[str, "where it stands"]
    capacity: Annotated[int, "how many people it can host"]
    state: Annotated[str, "`over`, `here` (today) or `ahead`"]


class CalendarContext(Struct, frozen=True):
    """`calendar.html`: the operation's calendar."""

    heading: Annotated[int, "level of the calendar's own heading"]
    timeline: Annotated[Markup, "the stays drawn on a line of time, an SVG element; empty for none"]
    stays: Annotated[tuple[StayView, ...], "the same as a table, in order of time"]


CONTEXTS: Mapping[str, type] = MappingProxyType(
    {
        "layout.html": LayoutContext,
        "page.html": PageContext,
        "unit.html": UnitContext,
        "glossary.html": GlossaryContext,
        "path.html": PathContext,
        "bundle.html": BundleContext,
        "contents.html": ContentsContext,
        "reading.html": ReadingContext,
        "calendar.html": CalendarContext,
    }
)
"""Which context each template is given."""

"""What the Region's team is shown: figures, territories, people's files, the trail."""

from collections.abc import Mapping
from typing import Annotated, Any

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import Link


class FigureRow(Struct, frozen=True):
    """A row of a table of figures."""

    title: Annotated[str, "what it is about"]
    href: Annotated[str, "where more is said of it; may be empty"]
    figures: Annotated[tuple[str, ...], "in words: a number, « moins de 5 » or « masqué »"]


class BarRow(Struct, frozen=True):
    """A row of a ranked table."""

    title: Annotated[str, "what it is about"]
    bar: Annotated[Markup, "its bar, an SVG element; empty where the figure is hidden"]
    figure: Annotated[str, "in words, as in `FigureRow`"]


class TaskView(Struct, frozen=True):
    """Something to do next."""

    link: Annotated[Link, "where it is done"]
    detail: Annotated[str, "why, one sentence"]


class RegionContext(Struct, frozen=True):
    """`web/region.html`: the Region's home, in the frame of accounts."""

    at: Annotated[str, "when the figures were counted, in words"]
    tasks: Annotated[tuple[TaskView, ...], "what to do next, the most pressing first"]
    calendar: Annotated[Markup, "the calendar of the stands, as `calendar.html` makes it"]
    stages: Annotated[tuple[str, ...], "titles of the columns of figures"]
    everybody: Annotated[FigureRow, "the whole operation"]
    territories: Annotated[tuple[FigureRow, ...], "each territory, by name"]
    roles: Annotated[tuple[FigureRow, ...], "élus and agents, over the whole operation"]
    levels: Annotated[Mapping[str, tuple[FigureRow, ...]], "how many people at each level, by domain"]
    wishes: Annotated[tuple[BarRow, ...], "the wishes, the most frequent first"]
    wishes_where: Annotated[str, "whose wishes: a territory's name, or the whole operation"]
    choices: Annotated[tuple[tuple[str, str], ...], "territories whose wishes may be shown: id, name"]
    chosen: Annotated[str, "id of the one that is shown; empty for the whole operation"]


class TerritoryView(Struct, frozen=True):
    """A territory as the Region follows it."""

    id: Annotated[str, "its identifier"]
    name: Annotated[str, "its name"]
    communes: Annotated[int, "how many communes it has"]
    referents: Annotated[tuple[str, ...], "names of its référents"]
    animators: Annotated[tuple[str, ...], "names of its animateurs"]
    stays: Annotated[tuple[str, ...], "the stays of stands, in words"]


class ProblemView(Struct, frozen=True):
    """A problem of a file, at its place."""

    line: Annotated[int, "the line of the file"]
    code: Annotated[str, "its code, explained in docs/fichiers-csv.md"]
    message: Annotated[str, "what is wrong"]
    hint: Annotated[str, "the way out; may be empty"]
    refused: Annotated[bool, "whether its line is left out; otherwise it is only a doubt"]


class TerritoriesContext(Struct, frozen=True):
    """`web/territories.html`: the territories, and files of them to import, in the frame of accounts."""

    territories: Annotated[tuple[TerritoryView, ...], "every territory, by name"]
    kinds: Annotated[
        tuple[tuple[str, str, str], ...], "kinds of files that may be imported: value, words, detail"
    ]
    kind: Annotated[str, "the kind that was chosen; may be empty"]
    done: Annotated[str, "what an import did, one sentence; may be empty"]
    problem: Annotated[str, "why nothing was imported, one sentence; may be empty"]
    problems: Annotated[tuple[ProblemView, ...], "what is wrong with the file, line by line"]


class FoundView(Struct, frozen=True):
    """Somebody whom a search found."""

    id: Annotated[str, "their opaque identifier"]
    name: Annotated[str, "last name, first name"]
    employer: Annotated[str, "commune or grouping"]
    territory: Annotated[str, "name of their territory; may be empty"]


class FilesContext(Struct, frozen=True):
    """`web/files.html`: somebody's file is looked for, in the frame of accounts."""

    written: Annotated[str, "what was looked for"]
    found: Annotated[tuple[FoundView, ...], "who was found"]
    limited: Annotated[bool, "whether there may be more"]


class FileSectionView(Struct, frozen=True):
    """What is kept about somebody for one reason."""

    title: Annotated[str, "what it is"]
    purpose: Annotated[str, "why it is kept"]
    kept: Annotated[str, "how long, in words"]
    until: Annotated[str, "the day when it is deleted, in words; empty where it depends on each row"]
    tables: Annotated[Mapping[str, Any], "rows by the word of their table, each a mapping of words to values"]


class FileContext(Struct, frozen=True):
    """`web/file.html`: everything that is kept about somebody, in the frame of accounts."""

    id: Annotated[str, "their opaque identifier"]
    name: Annotated[str, "first name and last name, or « Personne effacée »"]
    erased: Annotated[bool, "whether their name is erased already"]
    at: Annotated[str, "when the file was read, in words"]
    sections: Annotated[tuple[FileSectionView, ...], "what is kept, in order"]


class ErasureContext(Struct, frozen=True):
    """`web/erasure.html`: somebody is about to be erased, in the frame of accounts."""

    id: Annotated[str, "their opaque identifier"]
    name: Annotated[str, "first name and last name"]
    staying: Annotated[
        tuple[tuple[str, int, str], ...], "what stays without a name: what, how many, until when"
    ]
    reasons: Annotated[tuple[tuple[str, str, str], ...], "reasons to choose from: value, words, detail"]
    reason: Annotated[str, "the one that was chosen; may be empty"]
    problems: Annotated[Mapping[str, str], "by field, what is wrong; otherwise empty"]


class ErasedContext(Struct, frozen=True):
    """`web/erased.html`: somebody was erased, in the frame of accounts."""

    id: Annotated[str, "their opaque identifier"]
    clean: Annotated[bool, "whether nothing is left in the database's files"]
    staying: Annotated[
        tuple[tuple[str, int, str], ...], "what stays without a name: what, how many, until when"
    ]


class TrailRow(Struct, frozen=True):
    """An entry of the trail."""

    at: Annotated[str, "when, in words"]
    account: Annotated[str, "who: a login, or what else did it"]
    action: Annotated[str, "what was done, in words"]
    trainee: Annotated[str, "whom it is about: an opaque identifier; may be empty"]
    detail: Annotated[str, "what exactly; may be empty"]


class TrailContext(Struct, frozen=True):
    """`web/trail.html`: who looked, took away, corrected, erased, in the frame of accounts."""

    at: Annotated[str, "when it was read, in words"]
    entries: Annotated[tuple[TrailRow, ...], "the last two hundred entries, the latest first"]


CONTEXTS = {
    "web/region.html": RegionContext,
    "web/territories.html": TerritoriesContext,
    "web/files.html": FilesContext,
    "web/file.html": FileContext,
    "web/erasure.html": ErasureContext,
    "web/erased.html": ErasedContext,
    "web/trail.html": TrailContext,
}

"""What is shown of the needs of territories."""

from typing import Annotated

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import Link


class NeedRow(Struct, frozen=True):
    """A row of the table of needs."""

    title: Annotated[str, "the objective"]
    figures: Annotated[
        tuple[str, ...], "in words, a reading a column: the proportion, its interval, its base"
    ]
    units: Annotated[tuple[str, ...], "titles of the units that work on it"]
    pages: Annotated[
        tuple[Link, ...], "pages to take up again; an empty address where the reader may not open it"
    ]


class NeedsContext(Struct, frozen=True):
    """`web/needs.html`: the needs of a territory, ranked."""

    at: Annotated[str, "when the figures were counted, in words"]
    name: Annotated[str, "the territory, or all of them; empty where the reader has none"]
    choices: Annotated[tuple[tuple[str, str], ...], "territories to choose from: id, name"]
    chosen: Annotated[str, "id of the one that is shown; empty for all of them"]
    readings: Annotated[tuple[tuple[str, str], ...], "what needs may be read from: value, words"]
    reading: Annotated[str, "the one that ranks them"]
    people: Annotated[str, "how many people had a debrief, in words"]
    is_empty: Annotated[bool, "whether no figure may be shown, by any reading"]
    chart: Annotated[Markup, "the needs as ranked bars with their intervals; empty where there is no figure"]
    apart: Annotated[str, "what can be told apart and what cannot, one sentence; may be empty"]
    rows: Annotated[tuple[NeedRow, ...], "every need, in the order of the chart"]
    export: Annotated[str, "the address of the same as a CSV file"]


CONTEXTS = {"web/needs.html": NeedsContext}

"""What the screen of conflicts is given, beside `StaffFrame`."""

from typing import Annotated

from msgspec import Struct


class SideView(Struct, frozen=True):
    """One side of a conflict."""

    title: Annotated[str, "what it is"]
    lines: Annotated[tuple[tuple[str, str], ...], "who, when, where: a word and its value"]
    choice: Annotated[str, "what the form sends to keep this side; empty where nothing is chosen here"]
    keep: Annotated[str, "the words of the button that keeps it; empty where nothing is chosen here"]
    href: Annotated[str, "where it may be looked at; may be empty"]


class ConflictView(Struct, frozen=True):
    """Facts or plans that contradict each other, side by side."""

    id: Annotated[str, "id of its place in the page"]
    kind: Annotated[str, "what the form sends for its kind"]
    key: Annotated[str, "what the form sends for which it is"]
    sentence: Annotated[str, "what is the matter"]
    hint: Annotated[str, "what comes of a choice, or where it is settled, one sentence"]
    href: Annotated[str, "where it is settled; empty where that is here, or nowhere for this account"]
    link: Annotated[str, "the words of that link"]
    sides: Annotated[tuple[SideView, ...], "its sides, at least two"]


class ConflictsContext(Struct, frozen=True):
    """`web/conflicts.html`: what stands say differently, in the frame of accounts."""

    at: Annotated[str, "when it was read, in words"]
    groups: Annotated[tuple[tuple[str, tuple[ConflictView, ...]], ...], "conflicts by kind, in words"]
    total: Annotated[int, "how many there are"]
    done: Annotated[str, "what was just settled, one sentence; may be empty"]
    problem: Annotated[str, "why nothing was settled, one sentence; may be empty"]


CONTEXTS = {"web/conflicts.html": ConflictsContext}

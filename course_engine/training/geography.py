"""The communes and groupings of Nord and Pas-de-Calais, shipped as data: see geo/README.md for their source."""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from course_engine.exchange.csv_table import folded
from course_engine.model.places import Commune, Territory, TerritoryKind

DEPARTMENTS = ("59", "62")
"""Every commune of these is in the list: another code that begins so is unknown."""

LONGEST_ID = 40


@cache
def communes() -> Mapping[str, str]:
    """Return the name of each shipped commune, as INSEE writes it, by its code."""
    return {row["insee"]: row["nom"] for row in _rows("communes.csv")}


@cache
def groupings() -> Mapping[str, Territory]:
    """Return each EPCI with its communes, by its SIREN, in order of SIREN."""
    members: dict[str, list[Commune]] = {}
    for row in _rows("communes.csv"):
        members.setdefault(row["epci"], []).append(Commune(code=row["insee"], name=row["nom"]))
    return {
        row["siren"]: Territory(
            id=_identity(row["nom"]),
            name=row["nom"],
            kind=TerritoryKind(row["type"]),
            siren=row["siren"],
            communes=tuple(members[row["siren"]]),
        )
        for row in _rows("epci.csv")
    }


def is_known(code: str) -> bool:
    """Return whether a commune exists, as far as the list can tell: other départements are not in it."""
    return code in communes() or not code.startswith(DEPARTMENTS)


def _identity(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folded(name))[:LONGEST_ID].strip("-")


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("course_engine.training") / "geo" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter=";")

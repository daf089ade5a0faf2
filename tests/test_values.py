"""Dataclasses that cost little to make are like the others."""

from copy import deepcopy
from dataclasses import field, fields, replace
from pickle import dumps, loads

import pytest

from course_engine.values import dataclass


@dataclass(frozen=True)
class Point:
    """A place."""

    x: int
    y: int = 0
    note: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class Named(Point):
    """A place with a name."""

    name: str = ""


@dataclass
class Bag:
    things: list[int] = field(default_factory=list)


def test_it_is_compared_and_hashed_by_its_fields():
    assert Point(1, 2, "here") == Point(1, y=2)
    assert len({Point(1, 2), Point(1, 2, "there"), Point(2, 1)}) == 2


def test_another_class_is_never_equal():
    assert Point(1) != Named(1)
    assert Point(1) != (1, 0)


def test_it_is_shown_by_its_fields():
    assert repr(Named(1, name="a")) == "Named(x=1, y=0, name='a')"


def test_it_is_a_dataclass():
    assert [one.name for one in fields(Named)] == ["x", "y", "note", "name"]
    assert replace(Named(1, name="a"), y=3) == Named(1, 3, name="a")
    assert deepcopy(loads(dumps(Point(1, 2)))) == Point(1, 2)


def test_one_that_may_change_has_no_hash():
    assert Bag() == Bag([])
    with pytest.raises(TypeError, match="unhashable"):
        hash(Bag())

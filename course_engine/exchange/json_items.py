"""A JSON file that holds one long list → its items, each with its place in the text."""

import re
from collections.abc import Container
from json import JSONDecodeError, JSONDecoder
from typing import NoReturn

from msgspec import Struct

SPACE = re.compile(r"[ \t\n\r]*")


class Item(Struct, frozen=True):
    """A JSON value and where it stands.

    Attributes:
        start, end: offsets in the file's text.
        repeated: the keys written twice in one of its objects; JSON readers keep the last silently.
    """

    value: object
    start: int
    end: int
    repeated: tuple[str, ...] = ()


class JsonFile:
    """The outermost object of a JSON text, its members in order; its lists are given item by item."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at = 0
        self._repeated: list[str] = []
        self._decoder = JSONDecoder(object_pairs_hook=self._object, parse_constant=self._no_constant)

    def members(self) -> dict[str, Item | list[Item]]:
        """Return each key of the outermost object with its value, or with its items where it is a list.

        Raises:
            JSONDecodeError: the text is not JSON, not an object, or has a key twice.
            ValueError: it holds a number too long to be read.
            RecursionError: it nests too deep to be read.
        """
        members: dict[str, Item | list[Item]] = {}
        self._expect("{")
        closed = self._follows("}")
        while not closed:
            key = self._key(members)
            members[key] = self._items() if self._next() == "[" else self._value()
            closed = not self._follows(",")
            if closed:
                self._expect("}")
        if self._next():
            self._fail("Extra data")
        return members

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset, from 1."""
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def _key(self, known: Container[str]) -> str:
        item = self._value()
        if not isinstance(item.value, str) or item.value in known:
            self._at = item.start
            self._fail("Expecting a key that is not there yet")
        self._expect(":")
        return item.value

    def _items(self) -> list[Item]:
        self._expect("[")
        items: list[Item] = []
        closed = self._follows("]")
        while not closed:
            items.append(self._value())
            closed = not self._follows(",")
            if closed:
                self._expect("]")
        return items

    def _value(self) -> Item:
        self._next()
        start = self._at
        self._repeated.clear()
        value, self._at = self._decoder.raw_decode(self.text, start)
        return Item(value, start, self._at, tuple(self._repeated))

    def _next(self) -> str:
        """Go to the next character that is not space, and return it; empty at the end."""
        space = SPACE.match(self.text, self._at)
        self._at = space.end() if space else self._at
        return self.text[self._at : self._at + 1]

    def _follows(self, character: str) -> bool:
        found = self._next() == character
        self._at += found
        return found

    def _expect(self, character: str) -> None:
        if not self._follows(character):
            self._fail(f"Expecting {character!r}")

    def _fail(self, message: str) -> NoReturn:
        raise JSONDecodeError(message, self.text, self._at)

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        value = dict(pairs)
        if len(value) < len(pairs):
            names = [name for name, _value in pairs]
            self._repeated += sorted({name for name in names if names.count(name) > 1})
        return value

    def _no_constant(self, name: str) -> NoReturn:
        self._fail(f"{name} is not JSON")

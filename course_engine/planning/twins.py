"""Which registrations look as if they were of one person: shown to a person, who alone decides.

Names are compared as people type them: without case, accents, hyphens, apostrophes or spaces, particles or
not, last and first name swapped, a compound name cut short, one slip of the keyboard (two in a long name).
The points below and the pairs they let through are measured in docs/decisions/0016-twins.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

from msgspec import Struct

from course_engine.model.folding import fold
from course_engine.model.registration import Registration

PARTICLES = frozenset(("d", "da", "de", "del", "des", "di", "du", "el", "l", "la", "le", "les", "van", "von"))
LONG_NAME, SHORT_NAME = 9, 3
SLIPS_IN_A_LONG_NAME = 2
SWAPPED, ENOUGH = -1, 6
END = 2  # letters at either end of a name, one of which a single slip leaves as they are


class Match(IntEnum):
    """How near two names are; the value is what it counts for."""

    OTHER = 0
    PART = 2
    SLIP = 3
    SAME = 4


class Name(Struct, frozen=True, dict=True):
    """A last or first name, ready to be compared.

    Attributes:
        words: its words, folded, particles included.
    """

    words: tuple[str, ...]

    @classmethod
    def of(cls, written: str) -> "Name":
        """Return a name as somebody wrote it."""
        return cls(tuple(re.findall(r"\w+", fold(written))))

    @cached_property
    def core(self) -> frozenset[str]:
        """Its words without the particles, or with them where there is nothing else."""
        return frozenset(self.words) - PARTICLES or frozenset(self.words)

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """What it is in one word: with the particles, and without."""
        bare = "".join(word for word in self.words if word not in PARTICLES)
        whole = "".join(self.words)
        return (whole, bare) if bare not in {"", whole} else (whole,)

    def match(self, other: "Name") -> Match:
        """Return how near another name is."""
        if not (self.words and other.words):
            return Match.OTHER
        if not set(self.spellings).isdisjoint(other.spellings):
            return Match.SAME
        near = max(_slip(one, another) for one, another in product(self.spellings, other.spellings))
        if near is Match.OTHER and (self.core < other.core or other.core < self.core):
            return Match.PART
        return near


class Places(IntEnum):
    """Whether two people serve the same collectivité; the value is what it counts for."""

    OTHER = -1
    UNKNOWN = 0
    SAME = 2


class Likeness(NamedTuple):
    """Why two registrations may be of one person.

    Attributes:
        one, other: their ids, in order.
        last_name, first_name: how near the names are.
        swapped: whether the last name of the one is the first name of the other.
        places: whether they serve the same collectivité.
        points: how alike they are; at least `ENOUGH`.
    """

    one: str
    other: str
    last_name: Match
    first_name: Match
    swapped: bool
    places: Places
    points: int


class Person(Struct, frozen=True):
    """What of a registration is compared."""

    id: str
    last_name: Name
    first_name: Name
    employer: Name
    commune: str | None

    @classmethod
    def of(cls, registration: Registration) -> "Person":
        """Return what of `registration` is compared."""
        return cls(
            registration.id,
            Name.of(registration.last_name),
            Name.of(registration.first_name),
            Name.of(registration.employer),
            registration.commune,
        )

    def places(self, other: "Person") -> Places:
        """Return whether both serve the same collectivité: by their codes, or else by their names.

        Names that differ say nothing: « Saint-Exemple » is « mairie de St-Exemple » too.
        """
        if self.commune and other.commune:
            return Places.SAME if self.commune == other.commune else Places.OTHER
        return Places.SAME if self.employer.match(other.employer) else Places.UNKNOWN


def twins(registrations: Iterable[Registration]) -> tuple[Likeness, ...]:
    """Return the pairs of registrations that look as if they were of one person, the most alike first."""
    people = {registration.id: Person.of(registration) for registration in registrations}
    found = (likeness(people[one], people[other]) for one, other in _candidates(people))
    return tuple(sorted((pair for pair in found if pair), key=lambda pair: (-pair.points, pair[:2])))


def likeness(one: Person, other: Person) -> Likeness | None:
    """Return how alike two people are, or None where they are not enough."""
    swapped = False
    names = _matches(one, other.last_name, other.first_name)
    if names is None:
        swapped = True
        names = _matches(one, other.first_name, other.last_name)
    if names is None:
        return None
    places = one.places(other)
    points = sum(names) + places + (SWAPPED if swapped else 0)
    first, second = sorted((one.id, other.id))
    return Likeness(first, second, *names, swapped, places, points) if points >= ENOUGH else None


def _matches(one: Person, last_name: Name, first_name: Name) -> tuple[Match, Match] | None:
    """Return how near both names of a person are, or None where one of them is another name."""
    last = one.last_name.match(last_name)
    first = one.first_name.match(first_name) if last else Match.OTHER
    return (last, first) if first else None


def _slip(one: str, other: str) -> Match:
    """Return whether two spellings differ by a slip. In a very short name it counts for less."""
    # Imported by whoever compares names: a server that nobody asks to is four megabytes smaller.
    from rapidfuzz.distance import DamerauLevenshtein

    shortest = min(len(one), len(other))
    allowed = SLIPS_IN_A_LONG_NAME if shortest >= LONG_NAME else 1
    if DamerauLevenshtein.distance(one, other, score_cutoff=allowed) > allowed:
        return Match.OTHER
    return Match.SLIP if shortest > SHORT_NAME else Match.PART


def _candidates(people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    """Yield each pair worth comparing, once: those that share a key. All pairs would be millions."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person in people.values():
        for key in _keys(person):
            blocks[key].append(person.id)
    pairs = {tuple(sorted(pair)) for block in blocks.values() for pair in combinations(block, 2)}
    yield from ((one, other) for one, other in sorted(pairs))


def _keys(person: Person) -> set[tuple[str, str]]:
    """Return the keys of a person: a pair alike enough shares at least one, swapped names included.

    Either one name is the same in part (a word, or a spelling) and the other begins or ends with the same
    letter, or both differ by a slip, which leaves the beginning or the end of each as it is.
    """
    last, first = person.last_name, person.first_name
    keys = set()
    for known, guessed in ((last, first), (first, last)):
        keys |= set(product((*known.core, *known.spellings), _ends(guessed, 1)))
    for beginning, ending in product(_ends(last, END), _ends(first, END)):
        keys |= {(beginning, ending), (ending, beginning)}
    return keys


def _ends(name: Name, letters: int) -> set[str]:
    """Return how the words and spellings of a name begin and end: `^ca`, `le$`; very short ones, `^$` too."""
    words = {*name.core, *name.spellings}
    ends = {f"^{word[:letters]}" for word in words} | {f"{word[-letters:]}$" for word in words}
    return ends | {"^$"} if min(map(len, words)) <= END else ends

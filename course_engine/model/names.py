"""How lists name people: last name first, in an order that accents and capitals do not change."""

from typing import Protocol

from course_engine.model.folding import fold


class Named(Protocol):
    """Somebody of whom a name is known: a registration, a trainee."""

    @property
    def id(self) -> str:
        """Their identifier."""

    @property
    def last_name(self) -> str:
        """Their last name."""

    @property
    def first_name(self) -> str:
        """Their first name."""


def name_in_list(person: Named) -> str:
    """Return « Exemple Camille »."""
    return f"{person.last_name} {person.first_name}"


def by_name(person: Named) -> tuple[str, str, str]:
    """Return what sorts people by name, accents and capitals apart; equal names by id."""
    return fold(person.last_name), fold(person.first_name), person.id

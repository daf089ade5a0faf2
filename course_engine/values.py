"""Dataclasses at a quarter of what they cost a process that starts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(made=None, /, *, frozen=False):
        """Return a dataclass, like `dataclasses.dataclass`, of which Python 3.11 compiles one function instead of six.

        Half a millisecond for each frozen one was a sixth of what a short command took. Comparing, hashing and
        showing are shared by all; that a frozen one is not changed is for mypy to see, not for each assignment.
        """
        if made is None:
            return lambda later: dataclass(later, frozen=frozen)
        made.__doc__ = (
            made.__doc__ or made.__name__
        )  # or its signature would be written there, at the same price
        made = dataclasses.dataclass(eq=False, repr=False)(made)
        names = [field.name for field in dataclasses.fields(made) if field.compare]
        values = attrgetter(*names) if names else type
        made.__eq__ = _comparing(values)
        made.__hash__ = (lambda self: hash(values(self))) if frozen else None
        made.__repr__ = _shown
        return made

    def _comparing(values):
        def compare(self, other):
            return values(self) == values(other) if type(self) is type(other) else NotImplemented

        return compare

    def _shown(self):
        fields = (field.name for field in dataclasses.fields(self) if field.repr)
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in fields)})"

"""Dataclasses at a quarter of what they cost a process that starts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(made=None, /, *, frozen=False):
        """Return a dataclass, like `dataclasses.dataclass`, of which Python 3.11 compiles one function instead of six.

        Half a millisecond for each frozen one was a sixth of the time that a short command took. Comparing, hashing
        and showing are shared by all of them; that a frozen one is not changed is for mypy to see, not for each
        assignment.
        """
        if made is None:
            return lambda later: dataclass(later, frozen=frozen)
        made.__doc__ = made.__doc__ or made.__name__  # or its signature would be written there, at the same price
        made = dataclasses.dataclass(eq=False, repr=False)(made)
        names = [field.name for field in dataclasses.fields(made) if field.compare]
        if "__eq__" not in vars(made):
            made.__eq__, made.__hash__ = _comparing(attrgetter(*names) if names else type)
        if not frozen:
            made.__hash__ = None
        if "__repr__" not in vars(made):
            made.__repr__ = _shown
        return made

    def _comparing(values):
        def __eq__(self, other):
            if type(self) is not type(other):
                return NotImplemented
            return values(self) == values(other)

        def __hash__(self):
            return hash(values(self))

        return __eq__, __hash__

    def _shown(self):
        said = (
            f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr
        )
        return f"{type(self).__qualname__}({', '.join(said)})"

"""How things are named: what pydantic checks in a noun that comes from outside, and msgspec in a value."""

from collections.abc import Callable
from typing import Annotated, Any

from msgspec import Meta, Struct


class _InPydantic(Struct, frozen=True):
    """Tells pydantic of a pattern without importing it: whoever only makes pages validates nothing.

    Pydantic calls it by its name, see "Handling third-party types" in its documentation.
    """

    pattern: str

    def __get_pydantic_core_schema__(
        self, source: object, schema_of: Callable[[object], dict[str, Any]]
    ) -> dict[str, Any]:
        """Return the schema of a text, with its pattern."""
        return schema_of(source) | {"pattern": self.pattern}


Slug = Annotated[str, _InPydantic(r"^[a-z0-9-]{2,40}$"), Meta(pattern=r"^[a-z0-9-]{2,40}\Z")]
"""An identity that authors write: `a-z 0-9 -`, 2 to 40 characters."""

OpaqueId = Annotated[str, _InPydantic(r"^[a-z0-9-]{4,40}$"), Meta(pattern=r"^[a-z0-9-]{4,40}\Z")]
"""An identity that says nothing of whom it names: safe in a file's name or an address."""

Letter = Annotated[str, _InPydantic(r"^[a-z]{1,2}$"), Meta(pattern=r"^[a-z]{1,2}\Z")]
"""The name of an option, given in written order: `a`, `b` … `z`, `aa`."""

"""What every noun is made of."""

from typing import Annotated

from msgspec import Meta
from pydantic import BaseModel, ConfigDict, StringConstraints


class Frozen(BaseModel):
    """An immutable value that refuses any field it does not know."""

    # What validates a noun is built when it is first needed: many are never in the same process.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,40}$"), Meta(pattern=r"^[a-z0-9-]{2,40}\Z")]
"""An identity that authors write: `a-z 0-9 -`, 2 to 40 characters."""

OpaqueId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{4,40}$")]
"""An identity that says nothing of whom it names: safe in a file's name or an address."""

Letter = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,2}$"), Meta(pattern=r"^[a-z]{1,2}\Z")]
"""The name of an option, given in written order: `a`, `b` … `z`, `aa`."""

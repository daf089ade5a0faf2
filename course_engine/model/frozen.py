"""What every noun that comes from outside, or goes there, is made of."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value that refuses any field it does not know."""

    # What validates a noun is built when it is first needed: many are never in the same process.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

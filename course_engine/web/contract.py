"""What every route may answer, told once: OpenAPI is true to the routes, and a test plays the whole of it."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

HTML: Mapping[str, Any] = {"text/html": {"schema": {"type": "string"}}}
FILE: Mapping[int | str, dict[str, Any]] = {
    200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
}
"""What a route answers that gives a file, whatever its type."""
_EVENT: Mapping[str, Any] = {
    "type": "object",
    "properties": {"event": {"enum": ["regions", "go", "over"]}, "data": {"type": "string"}},
    "required": ["event", "data"],
}
EVENTS: Mapping[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {"schema": _EVENT}}}}
"""What a route answers that keeps a screen fresh: each event so, its data the JSON that web/events.py tells."""


class ErrorShape(BaseModel):
    """The one shape of an error in JSON.

    Attributes:
        error: what went wrong, for a program.
        message: what to do, one or two French sentences.
    """

    error: str
    message: str


def _refusal(description: str) -> dict[str, Any]:
    # The schema itself, not the model: FastAPI would build a validator for each refusal of each route, and that
    # takes longer than all the rest of its start.
    shape = {"application/json": {"schema": ErrorShape.model_json_schema()}}
    return {"description": description, "content": {**shape, **HTML}}


RESPONSES: Mapping[int | str, dict[str, Any]] = {
    303: {"description": "What was asked is done, or must be asked elsewhere: see the address given."},
    400: _refusal("Not an address of this site."),
    401: _refusal("Not let in, or no longer."),
    403: _refusal("Not from a page of this site, or not a right of whoever asks."),
    404: _refusal("There is no such thing, or not for whoever asks."),
    405: _refusal("Not a thing to do here."),
    409: _refusal("What is recorded has changed meanwhile, or forbids it."),
    413: _refusal("Too long."),
    422: _refusal("Not understood: the sentence says what to correct."),
    429: _refusal("Too many attempts: wait."),
    503: _refusal("The records cannot be reached."),
}
"""What any route may answer beside its own page."""

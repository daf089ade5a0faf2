"""What a form of many fields posts, as it stands: the use case knows which fields there may be."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from course_engine.errors import InvalidResponse
from course_engine.i18n import translator

_ = translator("web")

MOST_FIELDS = 500
URLENCODED = "application/x-www-form-urlencoded"
ANY_FORM: Mapping[str, Any] = {
    "requestBody": {"content": {URLENCODED: {"schema": {"type": "object", "additionalProperties": True}}}}
}
"""What OpenAPI is told of such a form."""


async def posted(request: Request) -> dict[str, tuple[str, ...]]:
    """Return each field of the form that was posted, with its values in order.

    Raises:
        InvalidResponse: it is no form, is not UTF-8, or has more fields than any page of ours.
    """
    body = await request.body()
    fields: dict[str, tuple[str, ...]] = {}
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError as refused:
        raise InvalidResponse(_("This form could not be read. Open the page again.")) from refused
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return fields


Posted = Annotated[dict[str, tuple[str, ...]], Depends(posted)]

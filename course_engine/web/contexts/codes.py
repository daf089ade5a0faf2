"""The codes that trainees are handed."""

from typing import Annotated

from msgspec import Struct


class CodeSlipContext(Struct, frozen=True):
    """`web/code-slip.html`: a trainee's new code, shown once, in the frame of accounts."""

    name: Annotated[str, "the trainee's first name and last name"]
    code: Annotated[str, "in groups, as it is read aloud"]


CONTEXTS = {"web/code-slip.html": CodeSlipContext}

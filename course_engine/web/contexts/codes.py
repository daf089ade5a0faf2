"""The codes that trainees are handed."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class CodeSlipContext:
    """`web/code-slip.html`: a trainee's new code, shown once, in the frame of accounts."""

    name: Annotated[str, "the trainee's first name and last name"]
    code: Annotated[str, "in groups, as it is read aloud"]


CONTEXTS = {"web/code-slip.html": CodeSlipContext}

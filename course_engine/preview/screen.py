"""A screen of the preview, whatever it shows."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from course_engine.preview.desk import Look


class Screen(Struct, frozen=True):
    """What a screen shows.

    Attributes:
        title: of the browser's window.
        template: what draws it.
        context: what the template is given, as `preview.contexts` says.
        is_paper: whether it is dressed as what is printed.
    """

    title: str
    template: str
    context: Any
    is_paper: bool = False


Builder = Callable[[Look], Screen]
"""What makes a screen. It raises NotFound where there is nothing at the address."""

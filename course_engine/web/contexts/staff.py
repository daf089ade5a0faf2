"""The frame of every screen that asks for an account."""

from typing import Annotated

from msgspec import Struct

from course_engine.rendering.contexts import Link, Shell


class StaffFrame(Struct, frozen=True):
    """`web/staff.html`: the frame; templates that extend it are given it beside their own context."""

    shell: Annotated[Shell, "what surrounds the screen"]
    signed_in_as: Annotated[str, "the name of whoever is signed in"]
    role: Annotated[str, "what they do in the operation, in words"]
    navigation: Annotated[tuple[Link, ...], "where their role may go, its home first; may be empty"]


CONTEXTS = {"web/staff.html": StaffFrame}

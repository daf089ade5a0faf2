"""What each template of `web/` is given, one file an audience; see rendering/contexts.py for those shared.

A template that extends `web/staff.html` is given the fields of `StaffFrame` beside those of its own context.
"""

from collections.abc import Mapping
from types import MappingProxyType

from course_engine.web.contexts import (
    accounts,
    animator,
    codes,
    conflicts,
    debrief,
    designer,
    needs,
    people,
    public,
    quiz_sheets,
    region,
    register,
    registration,
    regrading,
    room,
    staff,
    trainee,
    typing_in,
)

CONTEXTS: Mapping[str, type] = MappingProxyType(
    {
        **accounts.CONTEXTS,
        **animator.CONTEXTS,
        **codes.CONTEXTS,
        **debrief.CONTEXTS,
        **conflicts.CONTEXTS,
        **designer.CONTEXTS,
        **needs.CONTEXTS,
        **people.CONTEXTS,
        **public.CONTEXTS,
        **quiz_sheets.CONTEXTS,
        **region.CONTEXTS,
        **regrading.CONTEXTS,
        **register.CONTEXTS,
        **registration.CONTEXTS,
        **room.CONTEXTS,
        **staff.CONTEXTS,
        **trainee.CONTEXTS,
        **typing_in.CONTEXTS,
    }
)
"""Which context each template is given."""

"""What each template of `web/` is given, one file an audience; see rendering/contexts.py for those shared.

A template that extends `web/staff.html` is given the fields of `StaffFrame` beside those of its own context.
"""

from collections.abc import Mapping
from types import MappingProxyType

from course_engine.web.contexts import (
    accounts,
    codes,
    designer,
    public,
    region,
    registration,
    staff,
    trainee,
    typing_in,
)

CONTEXTS: Mapping[str, type] = MappingProxyType(
    {
        **public.CONTEXTS,
        **trainee.CONTEXTS,
        **registration.CONTEXTS,
        **staff.CONTEXTS,
        **accounts.CONTEXTS,
        **codes.CONTEXTS,
        **typing_in.CONTEXTS,
        **region.CONTEXTS,
        **designer.CONTEXTS,
    }
)
"""Which context each template is given."""

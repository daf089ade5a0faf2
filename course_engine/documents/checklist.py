"""The checklist of a stand on paper: one page, to be ticked by hand and kept with the stand."""

from datetime import datetime
from pathlib import Path

from course_engine.documents.archival import archived
from course_engine.documents.press import press
from course_engine.documents.printable import printable_noun
from course_engine.model.readiness import Checklist, Verdict


def render_checklist(checklist: Checklist, *, made_at: datetime, templates: Path) -> bytes:
    """Return the checklist as a PDF/A-3a and PDF/UA-1 of one page, the same bytes each time.

    Args:
        checklist: what was found.
        made_at: when, by the stand's clock.
        templates: the folder of a theme's `checklist.html` and `checklist.css`.

    Raises:
        Unprintable: a text has a character that the typeface lacks.
        ContentRefused: the theme's template or style sheet is missing or wrong.
        EnvironmentRefused: a system library is missing.
    """
    pdf = press(templates).pdf(
        "checklist",
        checklist=printable_noun(checklist),
        made_at=made_at,
        counts={verdict.value: checklist.counts().get(verdict, 0) for verdict in Verdict},
    )
    return archived(pdf, {})

"""The questionnaire on paper: what référents hand round, filled in by hand, or on a screen and sent back."""

from collections.abc import Sequence
from pathlib import Path

from course_engine.documents.archival import archived
from course_engine.documents.press import press
from course_engine.documents.printable import printable_noun
from course_engine.model.frozen import Frozen
from course_engine.model.questionnaire import Questionnaire
from course_engine.rendering.questionnaire import Tick, numbered

LINE = 80
"""Characters of an option's text that one line of the sheet holds."""
TICK = 10
"""What a box, its letter and the distance to the next one take of a line, in characters."""


class Sheet(Frozen):
    """What stands around the questions.

    Attributes:
        programme: title of the programme.
        organiser: who organises it; may be empty.
        version: of the questionnaire, printed at the foot of each page.
        territory: where the sheet is handed round; empty for a box to write in.
        return_to: to whom the sheet goes back, where and by when; empty for boxes to write in.
        notice: what is collected and why, as pairs of a heading and a text.
    """

    programme: str
    organiser: str
    version: str
    territory: str
    return_to: str
    notice: tuple[tuple[str, str], ...]


def render_questionnaire(questionnaire: Questionnaire, sheet: Sheet, templates: Path) -> bytes:
    """Return the questionnaire as a PDF/A-3a and PDF/UA-1 to print, the same bytes each time.

    Args:
        questionnaire: its texts are printed in NFC.
        sheet: what stands around the questions.
        templates: the folder of a theme's `questionnaire.html` and `questionnaire.css`.

    Raises:
        Unprintable: a text has a character that the typeface lacks.
        ContentRefused: the theme's template or style sheet is missing or wrong.
        EnvironmentRefused: a system library is missing.
    """
    printed = printable_noun(questionnaire)
    pdf = press(templates).pdf(
        "questionnaire",
        title=printed.title,
        sections=numbered(printed),
        sheet=printable_noun(sheet),
        arrangement=arrangement,
    )
    return archived(pdf, {})


def arrangement(ticks: Sequence[Tick]) -> str:
    """Return how the boxes of a question are set: `row` if one line holds them, else `columns-3`, `-2` or `-1`."""
    widths = [len(tick.text) + TICK for tick in ticks]
    if sum(widths) <= LINE:
        return "row"
    columns = next((number for number in (3, 2) if max(widths) <= LINE // number), 1)
    return f"columns-{columns}"

"""The one door to the gettext catalogues: English in the code, French for whoever reads.

Each package or top-level module of the engine has a catalogue of its own name (its gettext *domain*):
`course_engine/planning/path.py` looks its messages up in `fr/LC_MESSAGES/planning.mo`.
"""

import gettext
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent
LANGUAGE = "fr"
LIBRARIES = "messages"
"""The catalogue of what libraries say through gettext's global domain (click's own words)."""


def adopt_libraries() -> None:
    """Make libraries that use gettext's global domain speak the reader's language, in this process."""
    gettext.bindtextdomain(LIBRARIES, LOCALES)
    os.environ["LANGUAGE"] = LANGUAGE


def translator(domain: str) -> Callable[[str], str]:
    """Return the function that gives a message of `domain` in the reader's language.

    Args:
        domain: the package or top-level module whose messages are looked up, such as `"planning"`.

    Returns:
        A function from an English message to its French twin (or itself where there is none yet).
        The catalogue is read at the first message, so that importing a module costs nothing.
    """

    def translate(message: str) -> str:
        return _catalogue(domain).gettext(message)

    return translate


def mark(message: str) -> str:
    """Return `message` untouched: it only tells the extractor that a table holds a message."""
    return message


@cache
def _catalogue(domain: str) -> gettext.NullTranslations:
    return gettext.translation(domain, LOCALES, languages=[LANGUAGE], fallback=True)

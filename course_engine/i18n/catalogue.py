"""Keep the message catalogues true to the code: `python -m course_engine.i18n.catalogue`.

For each package: extract its messages, merge them into its `.po`, compile the `.mo`.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from course_engine.i18n import LANGUAGE, LIBRARIES, LOCALES

ENGINE = LOCALES.parent
KEYWORDS = {"_": None, "mark": None}
WRITTEN_ON = datetime(2026, 1, 1, tzinfo=UTC)
"""The date that every compiled catalogue carries."""


def domains() -> list[str]:
    """Return every name that may own a catalogue: the packages and modules at the engine's top level."""
    packages = (path.parent.name for path in ENGINE.glob("*/__init__.py"))
    modules = (path.stem for path in ENGINE.glob("*.py"))
    return sorted({*packages, *modules} - {"i18n", "__init__", "__main__"})


def po_path(domain: str) -> Path:
    """Return where the French messages of `domain` are written by hand."""
    return LOCALES / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def extract(domain: str) -> Catalog:
    """Return the messages that the code of `domain` asks for, in order of file and line, untranslated."""
    catalogue = Catalog(locale=LANGUAGE, fuzzy=False)
    home = ENGINE / domain
    sources = sorted(home.rglob("*.py")) if home.is_dir() else [ENGINE / f"{domain}.py"]
    for source in sources:
        for _line, message, _comments, _context in extract_from_file("python", source, keywords=KEYWORDS):
            catalogue.add(message)
    return catalogue


def merged(domain: str) -> Catalog:
    """Return what the code asks for with the translations that the `.po` already has; nothing obsolete."""
    asked = extract(domain)
    if po_path(domain).exists():
        with po_path(domain).open("rb") as stream:
            known = read_po(stream, locale=LANGUAGE)
        for message in asked:
            if message.id and (old := known.get(message.id)):
                message.string = old.string
    return asked


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the text of a `.po`: no header, no dates, so that the same messages give the same bytes."""
    stream = io.BytesIO()
    write_po(stream, catalogue, omit_header=True, no_location=True, width=0)
    return b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n' + stream.getvalue()


def mo_bytes(domain: str) -> bytes:
    """Return the compiled form of the `.po` of `domain`, as gettext reads it."""
    with po_path(domain).open("rb") as stream:
        known = read_po(stream, locale=LANGUAGE)
    # Babel would write the time of compilation: the same messages must give the same bytes.
    catalogue = Catalog(locale=LANGUAGE, creation_date=WRITTEN_ON, revision_date=WRITTEN_ON, fuzzy=False)
    for message in known:
        if message.id and message.string:
            catalogue.add(message.id, message.string)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def refresh(domain: str) -> list[str]:
    """Rewrite the `.po` and `.mo` of `domain`; return its messages that still lack a translation."""
    catalogue = merged(domain)
    if not len(catalogue):
        po_path(domain).unlink(missing_ok=True)
        po_path(domain).with_suffix(".mo").unlink(missing_ok=True)
        return []
    po_path(domain).write_bytes(po_bytes(catalogue))
    po_path(domain).with_suffix(".mo").write_bytes(mo_bytes(domain))
    return [str(message.id) for message in catalogue if message.id and not message.string]


def main() -> int:
    """Refresh every catalogue and list what is left to translate; 1 if anything is."""
    missing = {domain: left for domain in domains() if (left := refresh(domain))}
    for domain, messages in missing.items():
        for message in messages:
            sys.stderr.write(f"{po_path(domain).name}: {message}\n")
    # What libraries say is extracted from nowhere: its catalogue is written by hand.
    po_path(LIBRARIES).with_suffix(".mo").write_bytes(mo_bytes(LIBRARIES))
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())

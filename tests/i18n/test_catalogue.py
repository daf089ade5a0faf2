"""The message catalogues are complete, compiled, and typeset as a French printer would."""

import re
from functools import cache

import pytest
from babel.messages.pofile import read_po

from course_engine.i18n import LIBRARIES, translator
from course_engine.i18n.catalogue import domains, extract, merged, mo_bytes, po_bytes, po_path

SPEAKING = [domain for domain in domains() if po_path(domain).exists()]
catalogue = cache(merged)  # reading all the code of a package takes long


def test_each_package_that_speaks_has_a_catalogue_and_no_other_has() -> None:
    assert [domain for domain in domains() if len(extract(domain))] == SPEAKING


@pytest.mark.parametrize("domain", SPEAKING)
def test_the_catalogue_holds_what_the_code_asks_for_and_nothing_else(domain: str) -> None:
    assert po_path(domain).read_bytes() == po_bytes(catalogue(domain)), "run: make messages"


@pytest.mark.parametrize("domain", SPEAKING)
def test_every_message_has_its_french(domain: str) -> None:
    assert [message.id for message in catalogue(domain) if message.id and not message.string] == []


@pytest.mark.parametrize("domain", [*SPEAKING, LIBRARIES])
def test_the_compiled_catalogue_is_that_of_the_written_one(domain: str) -> None:
    assert po_path(domain).with_suffix(".mo").read_bytes() == mo_bytes(domain), "run: make messages"


@pytest.mark.parametrize("domain", [*SPEAKING, LIBRARIES])
def test_french_punctuation_never_begins_a_line(domain: str) -> None:
    """A plain space before ; : ? ! » or after « lets the mark fall alone on the next line."""
    with po_path(domain).open("rb") as stream:
        french = [text for message in read_po(stream) for text in _strings(message.string)]
    assert [text for text in french if re.search(r" (?:[;?»]|!(?!\[)|:(?!:))|« |'", _prose(text))] == []


@pytest.mark.parametrize("domain", SPEAKING)
def test_a_translation_keeps_the_placeholders(domain: str) -> None:
    for message in catalogue(domain):
        assert _placeholders(str(message.string)) <= _placeholders(str(message.id)), message.id


def test_a_message_without_a_catalogue_speaks_english() -> None:
    assert translator("nowhere")("A message") == "A message"


def _strings(string: object) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (str(string),)


def _prose(text: str) -> str:
    """Return `text` without what is quoted to be typed: code between back quotes, and placeholders."""
    return re.sub(r"`[^`]*`|\{[^}]*\}", "x", text)


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))

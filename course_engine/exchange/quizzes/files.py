"""A file from somebody else's computer → the questions of Moodle that it holds, or one sentence of refusal."""

import re
from pathlib import Path, PurePath

from course_engine.errors import InvalidForm
from course_engine.exchange.quizzes.gift_reader import read_gift
from course_engine.exchange.quizzes.moodle import Bank
from course_engine.exchange.quizzes.moodle_xml_reader import read_moodle_xml
from course_engine.exchange.quizzes.safe_xml import XmlRefused
from course_engine.i18n import translator

_ = translator("exchange")

MOST_BYTES = 20 * 1024 * 1024
"""What is read of a file: its pictures are inside, in base64."""

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_XML_STARTS = (b"<", b"\xff\xfe<\x00", b"\xfe\xff\x00<")
_CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f]")


def read_bank(file: Path) -> Bank:
    """Return what a file of GIFT or of Moodle XML holds; its name and its first bytes tell which.

    Args:
        file: no more than `MOST_BYTES` of it are read.

    Raises:
        InvalidForm: it is neither, or is too large; one sentence.
        OSError: it cannot be read.
    """
    with file.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    return bank_of(content, file.name)


def bank_of(content: bytes, name: str) -> Bank:
    """Return what the bytes of a file hold.

    Args:
        content: the bytes.
        name: of the file, as the refusal calls it.

    Raises:
        InvalidForm: as `read_bank`.
    """
    if len(content) > MOST_BYTES:
        raise refusal(
            name,
            _("it is larger than {limit} MiB: export one category at a time").format(limit=MOST_BYTES >> 20),
        )
    if content.startswith(_ARCHIVES):
        raise refusal(name, _("it is an archive: open it, and give the .xml or .gift file that is inside"))
    bare = content.removeprefix(b"\xef\xbb\xbf")
    try:
        if PurePath(name).suffix.lower() == ".xml" or bare.lstrip().startswith(_XML_STARTS):
            return read_moodle_xml(content)
    except XmlRefused as refused:
        raise refusal(name, str(refused)) from refused
    return read_gift(_text(bare, name))


def refusal(name: str, reason: str) -> InvalidForm:
    """Return the refusal of a whole file."""
    return InvalidForm({name: _("“{name}” is not taken: {reason}.").format(name=name, reason=reason)})


def _text(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = _("it is not in UTF-8 (line {line}): save it in this encoding").format(line=line)
        raise refusal(name, reason) from error
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise refusal(
            name, _("it holds a control character (line {line}): it is not a text").format(line=line)
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")

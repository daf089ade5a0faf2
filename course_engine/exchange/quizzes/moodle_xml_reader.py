"""Moodle XML → questions of Moodle (`question/format/xml/format.php` is the reference)."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from msgspec.structs import replace

from course_engine.exchange.quizzes.moodle import (
    PROSES,
    Answer,
    Bank,
    Draggable,
    MoodleQuestion,
    Pair,
    Prose,
    TextFormat,
    Unread,
)
from course_engine.exchange.quizzes.safe_xml import XmlElement, XmlRefused, read_xml
from course_engine.i18n import translator

_ = translator("exchange")

_FORMATS: Mapping[str, TextFormat] = {
    "html": TextFormat.HTML,
    "moodle_auto_format": TextFormat.MOODLE,
    "plain_text": TextFormat.PLAIN,
    "markdown": TextFormat.MARKDOWN,
}
_READ = PROSES | {
    *("name", "questiontext", "generalfeedback", "defaultgrade", "idnumber", "tags", "hint"),
    *("answer", "single", "usecase", "units", "subquestion", "gradingtype", "selectoption", "dragbox"),
}
_LITERAL = frozenset({"shortanswer", "numerical", "truefalse"})
"""Types whose answers are compared letter for letter: their marks are letters."""
_DIGITS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")
_CENTUM = Decimal(100)


def read_moodle_xml(content: bytes) -> Bank:
    """Return what a file of Moodle XML holds.

    Args:
        content: the file's bytes.

    Raises:
        XmlRefused: see `safe_xml.read_xml`; or its root is not `quiz`.
    """
    root = read_xml(content)
    if root.tag != "quiz":
        sentence = _("the file is not Moodle XML: it begins with <{tag}>, not with <quiz>")
        raise XmlRefused(sentence.format(tag=root.tag[:40]))
    questions: list[MoodleQuestion] = []
    unread: list[Unread] = []
    settings: set[str] = set()
    for element in root.all("question"):
        try:
            questions.append(_question(element))
        except ValueError as refused:
            unread.append(Unread(element.line, element.said("name", "text")[:80], str(refused)))
        settings |= {child.tag for child in element.children if child.tag not in _READ} - {"category", "info"}
    return Bank(tuple(questions), tuple(unread), tuple(sorted(settings)))


def _question(element: XmlElement) -> MoodleQuestion:
    kind = {"cloze": "multianswer", "matching": "match"}.get(element.attributes.get("type", ""))
    kind = kind or element.attributes.get("type", "")
    if kind == "category":
        return MoodleQuestion(kind, element.said("category", "text"), element.line)
    answers = tuple(_answer(answer, kind) for answer in element.all("answer"))
    return MoodleQuestion(
        kind,
        name=element.said("name", "text"),
        line=element.line,
        text=_prose(element.first("questiontext")),
        general_feedback=_prose(element.first("generalfeedback")),
        answers=answers,
        pairs=tuple(Pair(_prose(row), row.said("answer", "text")) for row in element.all("subquestion")),
        single=element.said("single").lower() not in {"false", "0"},
        case_sensitive=element.said("usecase") == "1",
        grade=_number(element.said("defaultgrade") or "1"),
        hints=tuple(_prose(hint) for hint in element.all("hint")),
        unit=_unit(element),
        grading=element.said("gradingtype"),
        draggables=tuple(
            Draggable(word.said("text"), word.said("group") or "1")
            for tag in ("selectoption", "dragbox")
            for word in element.all(tag)
        ),
        unsaid=tuple(_unsaid(element, kind)),
    )


def _answer(element: XmlElement, kind: str) -> Answer:
    scale = Decimal(1) if kind == "ordering" else _CENTUM
    text = _prose(element)
    return Answer(
        replace(text, format=TextFormat.PLAIN) if kind in _LITERAL else text,
        _number(element.attributes.get("fraction", "0")) / scale,
        _prose(element.first("feedback")),
        _number(element.said("tolerance") or "0"),
    )


def _prose(element: XmlElement | None) -> Prose:
    """Return a text with its files; the format of an element that does not say it is Moodle's own."""
    if element is None:
        return Prose()
    files = {file.attributes.get("name", ""): _file(file) for file in element.all("file")}
    text_format = _FORMATS.get(element.attributes.get("format", "html"), TextFormat.HTML)
    return Prose(element.said("text"), text_format, files)


def _file(element: XmlElement) -> bytes:
    try:
        return b64decode(element.text, validate=False)
    except (NotBase64, ValueError):
        return b""


def _units(element: XmlElement) -> list[XmlElement]:
    units = element.first("units")
    return list(units.all("unit")) if units else []


def _unit(element: XmlElement) -> str:
    """Return the one unit that a number may have; empty where there are several, or another multiplier."""
    units = _units(element)
    is_plain = len(units) == 1 and _number(units[0].said("multiplier") or "1") == 1
    return units[0].said("unit_name") if is_plain else ""


def _unsaid(element: XmlElement, kind: str) -> list[tuple[str, str]]:
    said = [(tag, element.said(tag, "text")) for tag in sorted(PROSES)]
    said.append(("id", element.said("idnumber")))
    said += [("tag", tag.said("text")) for tag in (element.first("tags") or element).all("tag")]
    units = _units(element)
    if units and not _unit(element):
        said.append(("units", ", ".join(unit.said("unit_name") for unit in units)))
    select = element.said("selecttype")
    if kind == "ordering" and select not in {"", "ALL", "0"}:
        said.append(("selecttype", select))
    return [(word, text) for word, text in said if text]


def _number(text: str) -> Decimal:
    try:
        if _DIGITS.fullmatch(text.strip()):
            return Decimal(text.strip())
    except InvalidOperation:
        pass
    raise ValueError(_("“{text}” is not a number").format(text=text.strip()[:40]))

"""XML from strangers → a small tree, by expat, with everything that can harm refused.

No document type at all: no entity to expand, no file and no address to fetch. Depth, number of elements and of
attributes are bounded. Nothing is read but the bytes that are given.
"""

from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct, field

from course_engine.i18n import translator

_ = translator("exchange")

DEEPEST = 30
"""Moodle's own files nest ten elements; what texts hold is not XML for them."""
MOST_ELEMENTS = 200_000
MOST_ATTRIBUTES = 50


class XmlRefused(ValueError):
    """Not XML, or XML that no tool of a teacher writes; its text is the sentence that says why."""


class XmlElement(Struct):
    """One element, with the text that stands directly in it."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["XmlElement"] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> Iterator["XmlElement"]:
        """Yield the children of that name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, *path: str) -> "XmlElement | None":
        """Return the first element at the end of a path of names; None if there is none."""
        element: XmlElement | None = self
        for tag in path:
            element = next(element.all(tag), None) if element else None
        return element

    def said(self, *path: str) -> str:
        """Return the text at the end of a path of names, trimmed; empty if there is none."""
        element = self.first(*path)
        return element.text.strip() if element else ""


def read_xml(content: bytes) -> XmlElement:
    """Return the root of a document.

    Args:
        content: the file's bytes; its encoding is that of its mark or declaration, UTF-8 otherwise.

    Raises:
        XmlRefused: it is not well formed, declares a document type, or is deeper or larger than it may be.
    """
    builder = _Builder()
    try:
        builder.parser.Parse(content, True)  # noqa: FBT003  # expat takes it by position: it is all there
    except expat.ExpatError as error:
        sentence = _("the file is not sound XML from its line {line} on: export it again from Moodle")
        raise XmlRefused(sentence.format(line=error.lineno)) from error
    except XmlRefused:
        raise
    except (LookupError, ValueError) as error:  # ValueError: expat reads no encoding of several bytes
        raise XmlRefused(_("the encoding that the file declares is not known: save it in UTF-8")) from error
    return builder.root.children[0]


class _Builder:
    def __init__(self) -> None:
        self.root = XmlElement("", 1)
        self._open = [self.root]
        self._texts: list[list[str]] = [[]]
        self._elements = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said

    def _doctype(self, *_declared: object) -> None:
        raise XmlRefused(_("the file declares a document type (DOCTYPE), which no quiz needs: remove it"))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if len(self._open) > DEEPEST:
            raise XmlRefused(_("the elements of the file are nested too deep: it is not a quiz"))
        if self._elements > MOST_ELEMENTS or len(attributes) > MOST_ATTRIBUTES:
            raise XmlRefused(_("the file holds too many elements or attributes: it is not a quiz"))
        element = XmlElement(tag, self.parser.CurrentLineNumber, attributes)
        self._open[-1].children.append(element)
        self._open.append(element)
        self._texts.append([])

    def _said(self, text: str) -> None:
        self._texts[-1].append(text)

    def _end(self, _tag: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

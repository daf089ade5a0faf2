"""SVG drawings: which of them could run something once opened by themselves.

Inside a page a drawing is an `img` and runs nothing; but it also travels as a file, that a double click opens.
It is read as a browser reads it, by an XML parser: looking for words in its bytes misses a prefix, an entity, another
encoding.
"""

import re
from xml.parsers import expat

_NAMESPACE_END = " "
_XHTML = "http://www.w3.org/1999/xhtml"
_RUN = frozenset({"script", "foreignobject", "handler", "listener"})
"""Elements of SVG that run, or hold what runs."""
_ADDRESSES = frozenset({"href", "src"})
_SPACES = re.compile(r"[\x00-\x20]")
"""What browsers leave out before they look at the scheme of an address."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HARMLESS = re.compile(r"https?:|mailto:|data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)


class _Active(Exception):
    """Something in the drawing could run."""


def is_active(drawing: bytes) -> bool:
    """Return whether a drawing could run something, or is no well-formed XML.

    Args:
        drawing: the file's bytes.
    """
    parser = expat.ParserCreate(namespace_separator=_NAMESPACE_END)
    parser.StartElementHandler = _element
    parser.EntityDeclHandler = _refuse
    parser.ProcessingInstructionHandler = _instruction
    try:
        parser.Parse(drawing, True)  # noqa: FBT003  # expat takes it by position: it is all there
    except (_Active, expat.ExpatError, LookupError, ValueError):  # ValueError: an encoding that is not read
        return True
    return False


def _refuse(*_declared: object) -> None:
    raise _Active


def _instruction(target: str, _data: str) -> None:
    if target.lower() == "xml-stylesheet":  # XSLT builds any document
        raise _Active


def _element(tag: str, attributes: dict[str, str]) -> None:
    namespace, _, name = tag.rpartition(_NAMESPACE_END)
    if namespace == _XHTML or name.lower() in _RUN:
        raise _Active
    for full_name, value in attributes.items():
        prefix, _, attribute = full_name.lower().rpartition(_NAMESPACE_END)
        if attribute in _ADDRESSES:
            _address(value)
        elif (not prefix and attribute.startswith("on")) or (
            attribute == "attributename" and _is_risky(value)
        ):
            raise _Active


def _is_risky(attribute: str) -> bool:
    """Return whether an animation that sets an attribute could set an address or a handler."""
    name = attribute.strip().lower().rpartition(":")[2]
    return name in _ADDRESSES or name.startswith("on")


def _address(value: str) -> None:
    address = _SPACES.sub("", value)
    if _SCHEME.match(address) and not _HARMLESS.match(address):
        raise _Active

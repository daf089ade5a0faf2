"""What a compiler remembers ↔ bytes, for another process: JSON without the texts, read again where they are asked for.

The first line is the SHA-256 of the rest. The second names the version of what wrote it, which must be the same when it
is read; then comes one line a file. Whatever is not so is forgotten: it is only ever a shorter way to what reading
every file gives.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec import DecodeError, Struct
from msgspec.json import Decoder, decode, encode

from course_engine.content.folder import Stored
from course_engine.content.memories import Memories
from course_engine.content.memory import Kept, Memory
from course_engine.content.summary import QuizSummary, UnitSummary
from course_engine.content.yamltree import Tree
from course_engine.errors import Diagnostic
from course_engine.model.course import Programme
from course_engine.model.questionnaire import Questionnaire

_DIGEST = 64

Summary = TypeVar("Summary")
_FlatTree: TypeAlias = tuple[Any, tuple[tuple[tuple[str | int, ...], int], ...]]
_FlatProgramme: TypeAlias = tuple[Programme | None, _FlatTree | None]


class _Head(Struct, frozen=True):
    """What is written once for all files.

    Attributes:
        stored: the files that others asked for, as they were.
        terms: of the glossary, as `Memories` has them.
        files: how many lines follow, of each kind.
    """

    version: str
    stored: Mapping[str, Stored]
    terms: Mapping[str, tuple[str, str]]
    files: tuple[int, ...]


class _Line(Struct, Generic[Summary], frozen=True, array_like=True):
    """What is written of one file: as in `Kept`, but the names alone of the files that it asked for."""

    path: str
    key: str
    asked: Sequence[str]
    taken: tuple[str, ...]
    summary: Summary
    diagnostics: tuple[Diagnostic, ...]


class _Kind(Struct, frozen=True):
    """One kind of files: what is remembered of it, how a line of it is read, a summary written and read again."""

    memory: Memory[Any, Any]
    line: Decoder[_Line[Any]]
    written: Callable[[Any], object] = lambda summary: summary
    summary: Callable[[Any], object] = lambda written: written


def as_bytes(memories: Memories, version: str) -> bytes:
    """Return what is remembered of every file, and of the glossary's terms."""
    lines = [list(_lines(kind)) for kind in _kinds(memories)]
    stored = {
        path: stored
        for memory in (memories.units, memories.quizzes)
        for kept in memory.kept.values()
        # When a compilation ends, every file is known as it was found then: once for all is enough.
        for path, stored in kept.stored.items()
    }
    head = _Head(version, stored, memories.terms, tuple(len(of_one_kind) for of_one_kind in lines))
    content = b"\n".join([encode(head), *(line for of_one_kind in lines for line in of_one_kind)])
    return sha256(content).hexdigest().encode() + b"\n" + content


def restore(memories: Memories, content: bytes, version: str) -> None:
    """Remember again what `as_bytes` gave; nothing if it was damaged, or written by another version.

    Args:
        memories: of a compiler that has compiled nothing yet.
        content: the bytes.
        version: of what reads: everything but the files on which a compilation depends.
    """
    digest, _newline, document = content.partition(b"\n")
    if digest != sha256(document).hexdigest().encode():
        return
    first, *others = document.split(b"\n")
    try:
        head = decode(first, type=_Head)
        if head.version != version or len(others) != sum(head.files):
            return
        lines = iter(others)
        found = [
            (kind.memory, line, *_kept(kind, line, head.stored))
            for kind, count in zip(_kinds(memories), head.files, strict=True)
            for line in islice(lines, count)
        ]
    except (DecodeError, LookupError, ValueError):  # a course may come from somebody else, and this with it
        return
    for memory, line, path, kept in found:
        memory.kept[path], memory.lines[path] = kept, (kept, line)
        memories.folder.sound[path] = kept.key[:_DIGEST]
    memories.folder.known.update(head.stored)
    memories.terms.update(head.terms)
    memories.opens_later = True


def _kinds(memories: Memories) -> tuple[_Kind, ...]:
    return (
        _Kind(memories.programme, Decoder(_Line[_FlatProgramme]), _flat, _grown),
        _Kind(memories.questionnaire, Decoder(_Line[Questionnaire | None])),
        _Kind(memories.units, Decoder(_Line[UnitSummary])),
        _Kind(memories.quizzes, Decoder(_Line[QuizSummary])),
    )


def _lines(kind: _Kind) -> Iterator[bytes]:
    """Yield the line of each file: the one that was read, where it gave nothing else since."""
    for path, kept in kind.memory.kept.items():
        before, line = kind.memory.lines.get(path, (None, b""))
        if before is not kept:
            summary = kind.written(kept.summary)
            line = encode(_Line(path, kept.key, tuple(kept.stored), kept.taken, summary, kept.diagnostics))
        yield line


def _kept(kind: _Kind, line: bytes, stored: Mapping[str, Stored]) -> tuple[str, Kept[Any]]:
    read = kind.line.decode(line)
    known = {name: stored[name] for name in read.asked}
    return read.path, Kept(read.key, known, read.taken, kind.summary(read.summary), read.diagnostics)


def _flat(summary: tuple[Programme | None, Tree | None]) -> _FlatProgramme:
    """Return a programme and its file as JSON can say them: its keys are texts."""
    programme, tree = summary
    return programme, (tree.value, tuple(tree.lines.items())) if tree else None


def _grown(written: _FlatProgramme) -> tuple[Programme | None, Tree | None]:
    programme, flat = written
    return programme, Tree(flat[0], dict(flat[1])) if flat else None

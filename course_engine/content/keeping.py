"""What a compiler remembers ↔ bytes, for another process: JSON without the texts, read again where they are asked for.

The first line is the SHA-256 of the rest. The second names the version of what wrote it, which must be the same when it
is read; then comes one line a file. Whatever is not so is forgotten: it is only ever a shorter way to what reading
every file gives.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from course_engine.content.folder import Stored
from course_engine.content.memories import Memories
from course_engine.content.memory import Kept, Memory
from course_engine.content.summary import Named, QuestionSummary, QuizSummary, UnitSummary
from course_engine.content.yamltree import Tree
from course_engine.errors import Diagnostic, Severity
from course_engine.model.course import Programme
from course_engine.model.questionnaire import Questionnaire

_DIGEST = 64


def as_bytes(memories: Memories, version: str) -> bytes:
    """Return what is remembered of every file, and of the glossary's terms."""
    lines = [list(_lines(memory, values)) for memory, values, _summary in _kinds(memories)]
    head = {
        "version": version,
        "stored": {
            path: astuple(stored)
            for memory in (memories.units, memories.quizzes)
            for kept in memory.kept.values()
            # When a compilation ends, every file is known as it was found then: once for all is enough.
            for path, stored in kept.stored.items()
        },
        "terms": memories.terms,
        "files": [len(of_one_kind) for of_one_kind in lines],
    }
    content = "\n".join([_json(head), *(line for of_one_kind in lines for line in of_one_kind)]).encode()
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
    lines = iter(document.decode().split("\n"))
    head = json.loads(next(lines))
    if head["version"] != version:
        return
    stored = {path: Stored(*values) for path, values in head["stored"].items()}
    memories.folder.known.update(stored)
    for (memory, _values, summary), count in zip(_kinds(memories), head["files"], strict=True):
        for line in islice(lines, count):
            path, kept = _kept(json.loads(line), stored, summary)
            memory.kept[path], memory.lines[path] = kept, (kept, line)
            memories.folder.sound[path] = kept.key[:_DIGEST]
    memories.terms.update({path: (key, present) for path, (key, present) in head["terms"].items()})
    memories.opens_later = True


def _kinds(
    memories: Memories,
) -> tuple[tuple[Memory[Any, Any], Callable[[Any], object], Callable[[Any], object]], ...]:
    """Return each kind of files: what is remembered of it, from a summary to JSON, and from JSON to a summary."""
    return (
        (memories.programme, _programme_values, _programme),
        (memories.questionnaire, _questionnaire_values, _questionnaire),
        (memories.units, _values, _unit_summary),
        (memories.quizzes, _values, _quiz_summary),
    )


def _lines(memory: Memory[Any, Any], values: Callable[[Any], object]) -> Iterator[str]:
    """Yield the line of each file: the one that was read, where it gave nothing else since."""
    for path, kept in memory.kept.items():
        before, line = memory.lines.get(path, (None, ""))
        yield (
            line
            if before is kept
            else _json(
                [
                    path,
                    kept.key,
                    list(kept.stored),
                    kept.taken,
                    values(kept.summary),
                    kept.diagnostics,
                ]
            )
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":"))


def _plain(value: object) -> object:
    """Return what JSON can say of a part of a summary."""
    if isinstance(value, Diagnostic):
        return astuple(value)
    if isinstance(value, QuestionSummary):
        return _values(value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value))


def _values(summary: Struct) -> tuple[object, ...]:
    return astuple(summary)


def _programme_values(summary: tuple[Programme | None, Tree | None]) -> object:
    programme, tree = summary
    return tree and [programme is not None, tree.value, [[*path, line] for path, line in tree.lines.items()]]


def _questionnaire_values(questionnaire: Questionnaire | None) -> object:
    return questionnaire and questionnaire.model_dump(mode="json")


def _kept(
    written: list[Any], stored: Mapping[str, Stored], summary: Callable[[Any], object]
) -> tuple[str, Kept[Any]]:
    path, key, asked, taken, values, diagnostics = written
    known = {name: stored[name] for name in asked}
    return path, Kept(key, known, tuple(taken), summary(values), _diagnostics(diagnostics))


def _programme(values: Any) -> tuple[Programme | None, Tree | None]:
    if values is None:
        return None, None
    sound, value, lines = values
    tree = Tree(value, {tuple(path): line for *path, line in lines})
    return Programme.model_validate(value, by_alias=True, by_name=False) if sound else None, tree


def _questionnaire(values: Any) -> Questionnaire | None:
    return values and Questionnaire.model_validate(values)


def _unit_summary(values: list[Any]) -> UnitSummary:
    # In the order of its fields, as `_values` gave them.
    identity, path, title, levels, sound, id_line, *named, pages, quizzes, line, assessed = values
    objectives, prerequisites = named
    return UnitSummary(
        identity,
        path,
        title,
        tuple(levels),
        sound,
        id_line,
        _named(objectives),
        _named(prerequisites),
        frozenset(pages),
        _named(quizzes),
        line,
        {level: tuple(names) for level, names in assessed.items()},
    )


def _named(values: list[list[Any]]) -> tuple[Named, ...]:
    return tuple((name, line) for name, line in values)


def _quiz_summary(values: list[Any]) -> QuizSummary:
    identity, path, questions, sound, asks_all, asks, versions, compared = values
    return QuizSummary(
        identity,
        path,
        tuple(QuestionSummary(*question) for question in questions),
        sound,
        asks_all,
        frozenset(asks),
        versions,
        _diagnostics(compared),
    )


def _diagnostics(written: list[list[Any]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(file, line, column, code, Severity(severity), message, hint)
        for file, line, column, code, severity, message, hint in written
    )

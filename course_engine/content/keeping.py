"""What a compiler remembers ↔ bytes, for another process: JSON without the texts, read again where they are asked for.

The first line is the SHA-256 of the rest; the version, of what wrote it, must be the same when it is read. Whatever
is not so is forgotten: it is only ever a shorter way to what reading every file gives.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any

from course_engine.content.course_reading import Memories
from course_engine.content.entries import QuestionSummary, QuizSummary, UnitSummary
from course_engine.content.folder import Stored
from course_engine.content.memory import Kept, Memory
from course_engine.errors import Diagnostic, Severity


def as_bytes(memories: Memories, version: str) -> bytes:
    """Return what is remembered of the units, the quizzes and the glossary's terms."""
    document = {
        "version": version,
        "stored": _stored(memories.units) | _stored(memories.quizzes),
        "units": {path: _written(kept) for path, kept in memories.units.kept.items()},
        "quizzes": {path: _written(kept) for path, kept in memories.quizzes.kept.items()},
        "terms": memories.terms,
    }
    content = json.dumps(document, ensure_ascii=False, default=_plain, separators=(",", ":")).encode()
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
    known = json.loads(document)
    if known["version"] != version:
        return
    stored = {path: Stored(*values) for path, values in known["stored"].items()}
    for path, values in known["units"].items():
        memories.units.kept[path] = _kept(values, stored, _unit_summary(values["summary"]))
    for path, values in known["quizzes"].items():
        memories.quizzes.kept[path] = _kept(values, stored, _quiz_summary(values["summary"]))
    memories.terms.update({path: (key, present) for path, (key, present) in known["terms"].items()})
    memories.is_restored = True


def _stored(memory: Memory[Any, Any]) -> dict[str, list[object]]:
    # When a compilation ends, every file is known as it was found then: once for all is enough.
    return {
        path: list(vars(stored).values())
        for kept in memory.kept.values()
        for path, stored in kept.stored.items()
    }


def _written(kept: Kept[Any]) -> dict[str, object]:
    return {
        "key": kept.key,
        "asked": list(kept.stored),
        "taken": kept.taken,
        "summary": vars(kept.summary),
        "diagnostics": kept.diagnostics,
        "errors": kept.errors,
    }


def _plain(value: object) -> object:
    """Return what JSON can say of a part of a summary."""
    if isinstance(value, Diagnostic):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, QuestionSummary):
        return list(vars(value).values())
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value))


def _kept(values: Mapping[str, Any], stored: Mapping[str, Stored], summary: Any) -> Kept[Any]:
    return Kept(
        key=values["key"],
        stored={path: stored[path] for path in values["asked"]},
        taken=tuple(values["taken"]),
        summary=summary,
        diagnostics=_diagnostics(values["diagnostics"]),
        errors=values["errors"],
    )


def _unit_summary(values: dict[str, Any]) -> UnitSummary:
    for name in ("objectives", "prerequisites", "quizzes"):
        values[name] = tuple((text, line) for text, line in values[name])
    values["levels"], values["pages"] = tuple(values["levels"]), frozenset(values["pages"])
    values["assessed"] = {level: tuple(names) for level, names in values["assessed"].items()}
    return UnitSummary(**values)


def _quiz_summary(values: dict[str, Any]) -> QuizSummary:
    values["questions"] = tuple(QuestionSummary(*question) for question in values["questions"])
    values["asks"], values["compared"] = frozenset(values["asks"]), _diagnostics(values["compared"])
    return QuizSummary(**values)


def _diagnostics(written: list[list[Any]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(file, line, column, code, Severity(severity), message, hint)
        for file, line, column, code, severity, message, hint in written
    )

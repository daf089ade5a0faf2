"""The ids that authors have not given yet: where each would be written, and nothing else of the file."""

import re
from collections.abc import Collection, Mapping
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from course_engine.content.assets import Shelf
from course_engine.content.attributes import split_attributes
from course_engine.content.compilation import quiz_paths
from course_engine.content.questions import QuestionDraft, proposed_id
from course_engine.content.quiz import QuizReading, read_quiz
from course_engine.content.report import Report
from course_engine.content.source import MAX_BYTES, Source, read_source

_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
_END = re.compile(r"\r\n?|\n")
_MARKS = re.compile("[ ]{0,3}##(?=[ \t\u00a0\u202f\u2007]|$)")
_BOM = b"\xef\xbb\xbf"


class MissingIds(Struct, frozen=True):
    """A quiz's file with an id for each of its questions.

    Attributes:
        path: relative to the course folder, with `/`.
        before: the file's bytes as they were read.
        after: the same with the ids, and nothing else changed.
        ids: those that were added, in written order.
    """

    path: str
    before: bytes
    after: bytes
    ids: tuple[str, ...]

    @property
    def diff(self) -> str:
        """What would change, as a unified diff; line ends are not shown."""
        before, after = (_END.split(content.decode("utf-8-sig")) for content in (self.before, self.after))
        lines = unified_diff(before, after, f"a/{self.path}", f"b/{self.path}", lineterm="", n=1)
        return "\n".join(lines)


def missing_ids(course: Path) -> tuple[MissingIds, ...]:
    """Return the quizzes that have questions without an id, by path; nothing is written.

    A file that cannot be read, or that the ids would make too long to be read, is left out: `check` says why.

    Args:
        course: the folder that holds `modules/` and `quizzes/`.
    """
    sources = (read_source(course, path, Report(path)) for path in quiz_paths(course))
    readings = {source: read_quiz(source, None, Shelf(course)) for source in sources if source}
    taken = {draft.id for reading in readings.values() for draft in reading.drafts}
    found = (_completed(course, source, reading, taken) for source, reading in readings.items())
    return tuple(completed for completed in found if completed)


def _completed(course: Path, source: Source, reading: QuizReading, taken: set[str]) -> MissingIds | None:
    added: dict[int, str] = {}
    for draft in reading.drafts:
        if not draft.attributes.id_given:
            added[draft.line] = _new_id(draft, taken)
            taken.add(added[draft.line])
    before = (course / source.path).read_bytes()
    if not added or sha256(before).hexdigest() != source.digest:  # somebody is writing it just now
        return None
    after, written = with_ids(before, added)
    if not written or len(after) > MAX_BYTES:
        return None
    return MissingIds(source.path, before, after, written)


def _new_id(draft: QuestionDraft, taken: Collection[str]) -> str:
    """Return an id that no question has: what `check` proposes, unless a twin of the question had it first."""
    number, proposal = 0, proposed_id(draft.title.content, draft.quiz)
    while proposal in taken:
        number += 1
        proposal = proposed_id(draft.title.content, f"{draft.quiz}|{number}")
    return proposal


def with_ids(content: bytes, ids: Mapping[int, str]) -> tuple[bytes, tuple[str, ...]]:
    """Return a file with an id at the end of some of its titles, every other byte as it was.

    Args:
        content: in UTF-8, with or without BOM, whatever ends its lines.
        ids: by the line, from 1, of a `##` title that has none.

    Returns:
        The bytes, and the ids that were written: a title that is not written with `##` is left alone.
    """
    mark = _BOM if content.startswith(_BOM) else b""
    parts, written = [], []
    for line, match in enumerate(_LINE.finditer(content[len(mark) :].decode("utf-8")), start=1):
        text = match[1]
        if line in ids and (marks := _MARKS.match(text)):
            end = _title_end(text, marks.end())
            text = _with_id(text[:end], ids[line]) + text[end:]
            written.append(ids[line])
        parts.append(text + match[2])
    return mark + "".join(parts).encode(), tuple(written)


def _title_end(line: str, start: int) -> int:
    """Return where the title ends that begins at `start`, as the parser reads it: before spaces and closing signs."""
    end = line.rstrip(" \t")
    opened = end.rstrip("#")
    if start <= len(opened) < len(end) and opened.endswith((" ", "\t")):
        end = opened
    return max(len(end.rstrip()), start)


def _with_id(title: str, identity: str) -> str:
    """Return a title with an id: first in its braces, or in braces of its own at its end."""
    _text, attributes = split_attributes(title)
    if attributes is None:
        return f"{title} {{#{identity}}}"
    start = title.rindex("{" + attributes + "}") + 1
    gap = " " if attributes.strip() else ""
    return f"{title[:start]}#{identity}{gap}{title[start:]}"

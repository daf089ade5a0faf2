"""`quizzes/<quiz>.md` → Quiz and the keys of its questions."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from markdown_it.token import Token
from msgspec import Struct

from course_engine.content.assets import Shelf
from course_engine.content.blocks import BlockWriter
from course_engine.content.footnotes import take_notes
from course_engine.content.frontmatter import FrontMatter, Key, read_front_matter, read_id
from course_engine.content.markdown import CONTAINER_MARK, check_dialect, parse, stray_marks
from course_engine.content.questions import QuestionDraft, read_question
from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.text import TextContext
from course_engine.model.course import Programme
from course_engine.model.folding import fold
from course_engine.model.quiz import AnswerKey, Question, Quiz

KEYS: Mapping[str, Key] = {
    "titre": Key(required=True),
    "seuil": Key(),
    "tirage": Key(),
    "melange": Key(),
    "id": Key(),
}
_PER_CENT = re.compile(r"(\d{1,3})\s*%")


class QuizReading(Struct, frozen=True):
    """What was read of a quiz's file, sound or not.

    Attributes:
        quiz: None where it has errors.
        shown: what can be shown of it, less the questions that have errors; None where it holds a container, in
            which it would be unknown what is private.
        keys: what judges its questions.
        drafts: every question as written, for the checks across files.
    """

    id: str
    path: str
    quiz: Quiz | None
    shown: Quiz | None
    keys: tuple[AnswerKey, ...]
    drafts: tuple[QuestionDraft, ...]
    report: Report


class _Settings(NamedTuple):
    """What the front matter says, as `Quiz` holds it."""

    threshold: int | None
    draw: int | None
    shuffle: bool


def read_quiz(source: Source, programme: Programme | None, shelf: Shelf) -> QuizReading:
    """Read one quiz and note every problem of its file.

    Args:
        source: the file.
        programme: whose levels and objectives its questions may name; None where it could not be read.
        shelf: the course's assets.
    """
    report = Report(source.path, source.lines)
    head = read_front_matter(source, KEYS, report)
    identity = read_id(head, source, report)
    parsed = parse(source, head.end, gaps=True)
    check_dialect(parsed, "MD105", report)
    context = TextContext(str(PurePosixPath(source.path).parent), shelf, report)
    writer = BlockWriter(context)
    introduction, drafts = _cut(_plain(parsed.tokens, report), identity, report)
    intro = writer.fragment(introduction)
    read = [read_question(draft, programme, writer) for draft in drafts]
    if not drafts:
        report.add("QZ101", 1)
    settings = _settings(head, len(drafts), report)
    pairs: list[tuple[Question, AnswerKey]] = [pair for pair in read if pair is not None]
    shown = Quiz(
        id=identity,
        path=source.path,
        title=head.text("titre"),
        introduction=intro,
        questions=tuple(question for question, _key in pairs),
        threshold=settings.threshold,
        draw=settings.draw,
        shuffle=settings.shuffle,
    )
    return QuizReading(
        id=identity,
        path=source.path,
        quiz=None if report.refused else shown,
        shown=None if any(stray_marks(parsed.tokens)) else shown,
        keys=tuple(key for _question, key in pairs),
        drafts=tuple(drafts),
        report=report,
    )


def _plain(tokens: list[Token], report: Report) -> list[Token]:
    """Return the tokens of a quiz without containers and footnotes, which it may not hold."""
    kept, notes = take_notes(tokens, report)
    for label, note in notes.items():
        report.add("MD116", note.line, "[^", label=label)
    for line in stray_marks(kept):
        report.add("QZ103", line, ":::")
    return [token for token in kept if token.type != CONTAINER_MARK]


def _cut(tokens: list[Token], quiz: str, report: Report) -> tuple[list[Token], list[QuestionDraft]]:
    """Cut a quiz at its `##` headings."""
    introduction: list[Token] = []
    drafts: list[QuestionDraft] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type != "heading_open":
            (drafts[-1].tokens if drafts else introduction).append(token)
            index += 1
            continue
        line = token.map[0] + 1 if token.map else 1
        if token.tag == "h2" and token.level == 0:
            drafts.append(QuestionDraft(quiz, line, tokens[index + 1], token.meta.get("attributes", "")))
        else:
            report.add("QZ102", line, "#", title=tokens[index + 1].content[:40])
        index += 3
    return introduction, drafts


def _settings(head: FrontMatter, questions: int, report: Report) -> _Settings:
    threshold, draw, shuffle = head.text("seuil"), head.text("tirage"), fold(head.text("melange"))
    per_cent = _PER_CENT.fullmatch(threshold)
    if threshold and not (per_cent and int(per_cent[1]) <= 100):  # noqa: PLR2004  # per cent
        report.add("FM116", head.line("seuil"), threshold, value=threshold)
    number = int(draw) if draw.isascii() and draw.isdigit() and len(draw) < 4 else 0  # noqa: PLR2004  # digits
    if draw and not 0 < number <= max(questions, 1):
        report.add("FM117", head.line("tirage"), draw, value=draw, questions=questions)
    if shuffle not in {"", "oui", "non"}:
        report.add("FM118", head.line("melange"), head.text("melange"), value=head.text("melange"))
    return _Settings(int(per_cent[1]) if per_cent else None, number or None, shuffle == "oui")

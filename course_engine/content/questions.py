"""One question: its attributes, its callouts, its answer block, its type."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from markdown_it.token import Token
from msgspec import Struct, field

from course_engine.content.answers import AnswerBlock, Asked, Item, PublicFields, Reading, find_answer
from course_engine.content.attributes import Attributes, read_attributes
from course_engine.content.blocks import BlockWriter
from course_engine.content.callouts import KINDS, holds_callout, is_callout, read_callouts
from course_engine.content.choices import read_choices
from course_engine.content.gaps import letter_gaps, read_cloze
from course_engine.content.pairs import read_matching
from course_engine.content.report import Report
from course_engine.content.sequences import read_ordering, read_rating
from course_engine.content.typed import (
    FREE,
    is_meant_as_number,
    read_free_text,
    read_number,
    read_text,
    read_true_false,
)
from course_engine.content.words import is_slug, nearest, slug_of
from course_engine.content.zones import read_hotspot
from course_engine.model.course import Programme
from course_engine.model.folding import fold
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import AnswerKey, Question

ATTRIBUTES = ("id", "type", "bareme", "points", "objectif", "page", "niveau", "unite")
READERS: Mapping[str, Reading] = {
    "choix-unique": read_choices,
    "choix-multiple": read_choices,
    "vrai-faux": read_true_false,
    "texte": read_text,
    "nombre": read_number,
    "appariement": read_matching,
    "ordre": read_ordering,
    "trous": read_cloze,
    "zone": read_hotspot,
    "libre": read_free_text,
    "avis": read_rating,
}
_ID_WORDS, _ID_SUFFIX = 3, 4
_POINTS = re.compile(r"[1-9]\d{0,2}")


class QuestionDraft(Struct):
    """A question as written.

    Attributes:
        quiz: the quiz's id.
        title: the inline token of its heading.
        written: what its heading's braces hold.
        attributes: read from `written`, by `read_question`.
        kind: its type as the format spells it, by `read_question`; empty where it could not be told.
        is_number: whether its answer is a number, or was meant as one, by `read_question`: its `unite` is then what
            follows the number, and names no session.
        items: its options as written, by `read_question`; none where it is not answered by boxes.
    """

    quiz: str
    line: int
    title: Token
    written: str
    tokens: list[Token] = field(default_factory=list)
    attributes: Attributes = field(default_factory=Attributes)
    kind: str = ""
    is_number: bool = False
    items: Sequence[Item] = ()

    @property
    def id(self) -> str:
        """Its id; empty where the author gave none."""
        return self.attributes.id


def read_question(
    draft: QuestionDraft, programme: Programme | None, writer: BlockWriter
) -> tuple[Question, AnswerKey] | None:
    """Return a question and what judges it; None where it has errors, all of them noted.

    One whose id alone is wrong is returned under the id that is proposed: its file is refused all the same.

    Args:
        draft: the question as written; its `attributes` are filled in.
        programme: whose levels and objectives it may name; None where it could not be read.
        writer: writes the fragments of its file.
    """
    report = writer.context.report
    before = report.errors
    draft.attributes = read_attributes(draft.written, draft.line, ATTRIBUTES, ("strict",), report)
    well_attributed = report.errors == before
    _check_id(draft, report)
    before = report.errors
    _check_names(draft, programme, report)
    if not draft.title.content.strip():
        report.add("MD110", draft.line, "#")
    title = writer.phrase(draft.title.children or (), draft.line)
    blocks, callouts = _sorted_blocks(draft, writer)
    answer = FREE if _is_free(draft) else find_answer(blocks, draft.line, report)
    draft.items = answer.items
    letter_gaps(answer)
    stem = writer.fragment([token for block in blocks[: len(blocks) - answer.taken] for token in block])
    kind = _kind(answer, draft, report)
    if kind is None:
        return None
    draft.kind = kind
    draft.is_number = kind == "nombre" or (kind == "texte" and is_meant_as_number(draft.attributes, answer))
    asked = Asked(
        kind,
        answer,
        draft.attributes,
        _public(draft, title, stem, callouts["indice"]),
        callouts["explication"][0] if callouts["explication"] else (),
        callouts["corrige"][0] if callouts["corrige"] else (),
    )
    pair = READERS[kind](asked, writer)
    return pair if well_attributed and report.errors == before else None


def proposed_id(title: str, quiz: str) -> str:
    """Return an id for a question without one: three words of its title and four characters of a hash."""
    words = [word for word in slug_of(title, longest=200).split("-") if len(word) > 1] or ["question"]
    suffix = sha256(f"{quiz}|{title}".encode()).hexdigest()[:_ID_SUFFIX]
    return f"{slug_of('-'.join(words[:_ID_WORDS]), longest=35)}-{suffix}"


def _check_id(draft: QuestionDraft, report: Report) -> None:
    identity = draft.attributes.id
    if not draft.attributes.id_given:
        report.add("QZ110", draft.line, "#", proposal=proposed_id(draft.title.content, draft.quiz))
    elif not is_slug(identity):
        proposal = proposed_id(draft.title.content, draft.quiz)
        report.add("QZ111", draft.line, f"#{identity}", value=identity, proposal=proposal)


def _check_names(draft: QuestionDraft, programme: Programme | None, report: Report) -> None:
    values = draft.attributes.values
    points = values.get("points", "1")
    if not _POINTS.fullmatch(points):
        report.add("QZ112", draft.line, points, value=points)
    if programme is None:
        return
    objective = values.get("objectif")
    if objective is not None and objective not in programme.objectives:
        near = nearest(objective, programme.objectives)
        report.add("QZ113", draft.line, objective, value=objective, nearest=near)
    for level in _levels(draft):
        if level not in programme.levels:
            near = nearest(level, programme.levels)
            report.add("QZ114", draft.line, level, value=level, nearest=near)


def _levels(draft: QuestionDraft) -> tuple[str, ...]:
    return tuple(draft.attributes.values.get("niveau", "").replace(",", " ").split())


def _sorted_blocks(
    draft: QuestionDraft, writer: BlockWriter
) -> tuple[list[list[Token]], dict[str, list[Fragment]]]:
    """Return the blocks that are no callouts, and the fragments of the callouts by word."""
    report = writer.context.report
    blocks: list[list[Token]] = []
    said: dict[str, list[Fragment]] = {word: [] for word in KINDS}
    for block in _top_blocks(draft.tokens):
        if not is_callout(block):
            blocks.append(block)
            if (line := holds_callout(block)) is not None:
                report.add("QZ117", line, "[!")
            continue
        for callout in read_callouts(block):
            fragment = writer.fragment(callout.tokens)
            if callout.word not in said:
                near = nearest(callout.word, KINDS)
                report.add("QZ115", callout.line, "[!", word=callout.word, nearest=near)
                continue
            if callout.word == "corrige" and not _is_free(draft):
                report.add("QZ118", callout.line, "[!")
            elif callout.word != "indice" and said[callout.word]:
                report.add("QZ116", callout.line, "[!")
            said[callout.word].append(fragment)
    return blocks, said


def _is_free(draft: QuestionDraft) -> bool:
    return fold(draft.attributes.values.get("type", "")) == "libre"


def _top_blocks(tokens: Sequence[Token]) -> list[list[Token]]:
    blocks: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            blocks.append([])
        blocks[-1].append(token)
        depth += token.nesting
    return blocks


def _kind(answer: AnswerBlock, draft: QuestionDraft, report: Report) -> str | None:
    """Return the question's type if it can be read; every reason why not is noted."""
    written = draft.attributes.values.get("type")
    given = fold(written) if written is not None else ""
    if given and given not in READERS:
        report.add("QZ120", draft.line, given, value=written, nearest=nearest(given, READERS))
        return None
    if not answer.kinds:
        if not answer.explained:
            report.add("QZ105", draft.line, "#")
        return None
    kind = given or answer.kinds[0]
    if kind not in answer.kinds:
        report.add("QZ122", draft.line, written or "", given=given, found=answer.kinds[0])
        return None
    return kind


def _public(draft: QuestionDraft, title: Fragment, stem: Fragment, hints: Sequence[Fragment]) -> PublicFields:
    """Return what the question shows whatever its type; a name that cannot be one was noted, or will be."""
    values = draft.attributes.values

    def name(key: str) -> str | None:
        value = values.get(key)
        return value if value is not None and is_slug(value) else None

    points = values.get("points", "1")
    return {
        "id": draft.id if is_slug(draft.id) else proposed_id(draft.title.content, draft.quiz),
        "title": title,
        "stem": stem,
        "hints": tuple(hints),
        "points": int(points) if _POINTS.fullmatch(points) else 1,
        "objective": name("objectif"),
        "page": name("page"),
        # For a number, `unite` is what the learner may write after it.
        "unit": None if draft.is_number else name("unite"),
        "levels": tuple(level for level in _levels(draft) if is_slug(level)),
        "line": draft.line,
    }

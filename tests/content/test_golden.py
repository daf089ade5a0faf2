"""The dialect, case by case: `title / input / expected` blocks in Markdown files, in the manner of markdown-it's fixtures.

A case is a title line, a line `.`, the input, a line `.`, the expected text, a line `.`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec import to_builtins
from msgspec.structs import fields

from course_engine.content.assets import Shelf
from course_engine.content.blocks import BlockWriter
from course_engine.content.containers import pair_containers
from course_engine.content.footnotes import take_notes, write_notes
from course_engine.content.glossary import TermFinders
from course_engine.content.markdown import check_dialect, parse
from course_engine.content.placement import check_placement
from course_engine.content.quiz import read_quiz
from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.text import TextContext
from course_engine.model.course import Term
from course_engine.model.fragment import AssetUrl, Block, FootnoteRef, Fragment, GapHole, QuizPlace, TermRef
from course_engine.model.quiz import FreeTextKey, Gap, Option, Zone

LISTS = ("options", "rows", "choices", "items", "gaps", "zones", "steps")
FOLDER = Path(__file__).parent / "golden"
COURSE = Path(__file__).parents[1] / "courses" / "minimal"
LEVELS = ("decouverte", "pratique")
TERMS = {
    "courriel": Term(id="courriel", title="Courriel", definition=()),
    "mot-de-passe": Term(id="mot-de-passe", title="Mot de passe", definition=()),
    "tic": Term(id="tic", title="TIC", definition=()),
}


@dataclass(frozen=True)
class Case:
    file: str
    line: int
    title: str
    given: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.title}"


def cases(*names: str) -> list[Case]:
    """Return the cases of these files."""
    found = []
    for name in names:
        lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
        dots = [number for number, line in enumerate(lines) if line == "."]
        for start, middle, end in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
            given = "\n".join(lines[start + 1 : middle])
            found.append(Case(name, start, lines[start - 1], given, "\n".join(lines[middle + 1 : end])))
    return found


def text_of(given: str) -> str:
    """Return what the compiler makes of a page's text: HTML with its holes in braces, then the problems."""
    source = Source("modules/decouvrir/courriel.md", given, "")
    report = Report(source.path, source.lines)
    parsed = parse(source, 0)
    check_dialect(parsed, "MD106", report)
    pairing = pair_containers(parsed.tokens, LEVELS, report)
    check_placement(pairing.tokens, report)
    tokens, notes = take_notes(pairing.tokens, report)
    finder = TermFinders(TERMS)(given)
    context = TextContext("modules/decouvrir", Shelf(COURSE), report, finder, footnotes=True)
    shown = drawn(BlockWriter(context).fragment(tokens))
    for label, note in write_notes(notes, context).items():
        shown += f"{{note {label}}}{drawn(note)}"
    return (shown.rstrip("\n") + "\n" + problems(report)).strip("\n")


def quiz_of(given: str) -> str:
    """Return each question's public part and key in a few words, then the problems."""
    head = "---\ntitre: Quiz\n---\n"
    source = Source("quizzes/courriel.md", head + given, "")
    reading = read_quiz(source, None, Shelf(COURSE))
    lines = []
    keys = {key.question: key for key in reading.keys}
    for question in reading.quiz.questions if reading.quiz else ():
        shown = {
            "title": drawn(question.title),
            "stem": drawn(question.stem),
            "hints": [drawn(hint) for hint in question.hints],
            "points": "" if question.is_scored else "none",
            **{name: lettered(getattr(question, name, ())) for name in LISTS},
        }
        key = keys[question.id]
        usual = {field.name: field.default for field in fields(key)}
        said = {name: drawn(fragment) for name, fragment in key.feedback.items()}
        judged: dict[str, object] = {"feedback": said} if said else {}
        judged |= {"explanation": drawn(key.explanation)} if key.explanation else {}
        judged |= {name: value for name, value in key.facts().items() if value != usual.get(name, key.type)}
        if isinstance(key, FreeTextKey) and key.model_answer:
            judged["model_answer"] = drawn(key.model_answer)
        lines.append(f"{question.id} {question.type}")
        lines += [f"  {name}: {value!r}" for name, value in shown.items() if value]
        lines.append(f"  key: {json.dumps(judged, ensure_ascii=False)}")
    return "\n".join([*lines, problems(reading.report, head.count("\n"))]).strip("\n")


def lettered(offered: Iterable[Option | Gap | Zone]) -> list[str]:
    """Return what a question offers, by letter; the choices of a gap and the shape of a zone after it."""
    return [
        " ".join(
            [
                one.letter,
                drawn(getattr(one, "content", ())),
                *lettered(getattr(one, "choices", ())),
                *(f"{name}={value}" for name, value in to_builtins(getattr(one, "shape", {})).items()),
                *["number"] * getattr(one, "is_number", False),
            ]
        ).strip()
        for one in offered
    ]


def problems(report: Report, skipped: int = 0) -> str:
    """Return the problems, one a line, at lines counted after the first `skipped` ones."""
    return "\n".join(
        f"! {max(found.line - skipped, 1)}:{found.column} {found.code}"
        for found in sorted(report.diagnostics)
    )


def drawn(fragment: Fragment) -> str:
    """Return a fragment as text, each hole in braces."""
    return "".join(_drawn_part(part) for part in fragment)


def _drawn_part(part: object) -> str:
    match part:
        case Block():
            levels = "".join(f" {level}" for level in part.levels)
            return f"{{{part.kind}{levels}\n{drawn(part.content)}}}\n"
        case AssetUrl():
            said = f"asset {part.path}"
        case FootnoteRef():
            said = f"call {part.label}"
        case TermRef():
            said = f"term {part.term} {part.text}"
        case GapHole():
            said = f"gap {part.gap}"
        case QuizPlace():
            return f"{{quiz {part.quiz}}}\n"
        case _:
            return str(part)
    return f"{{{said}}}"


QUIZ_FILES = ("places.md", "choices.md", "typed.md", "questions.md")
TEXT_FILES = tuple(sorted({file.name for file in FOLDER.glob("*.md")} - set(QUIZ_FILES)))


@pytest.mark.parametrize("case", cases(*TEXT_FILES), ids=str)
def test_text(case: Case):
    assert text_of(case.given) == case.expected


@pytest.mark.parametrize("case", cases(*QUIZ_FILES), ids=str)
def test_quiz(case: Case):
    assert quiz_of(case.given) == case.expected

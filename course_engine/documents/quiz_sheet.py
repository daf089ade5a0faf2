"""A quiz on paper: questions to tick, to write and to letter, for one person or for whoever has no screen."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from course_engine.documents.archival import archived
from course_engine.documents.press import press
from course_engine.documents.printable import printable_noun
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import Circle, Hotspot, Matching, Numeric, Picture, Question, Shape
from course_engine.rendering.fragment import FragmentRenderer, in_words
from course_engine.rendering.on_paper import Labelled, PaperQuestion, on_paper

ROW = 62
"""Characters that the steps of a scale may have together, to stand side by side."""


class QuizSheet(Struct, frozen=True):
    """What a sheet asks, and what stands around.

    Attributes:
        programme: title of the programme.
        organiser: who organises it; may be empty.
        version: of the catalogue, printed at the foot of each page.
        title: of the quiz.
        unit: title of the unit where it stands.
        level: whose questions these are.
        name: of who answers; empty for a box to write in.
        questions: as that person is asked them.
    """

    programme: str
    organiser: str
    version: str
    title: str
    unit: str
    level: str
    name: str
    introduction: Fragment
    questions: tuple[Question, ...]


class PrintedQuestion(Struct, frozen=True):
    """What the template is given of one question.

    Attributes:
        asked: the question, lettered.
        title: as safe HTML, like all that follows it.
        stem: what stands before the answer; may be empty.
        places: what it offers, each label with its HTML.
        choices: what its rows are given, likewise.
        headings: of its rows, and of their choices.
        unit: what follows a number; may be empty.
        picture: the address of what to point at; empty where there is none.
        zones: the labels of a picture's zones, each with its place on it, as CSS.
        is_row: whether what it offers stands side by side.
    """

    asked: PaperQuestion
    title: Markup
    stem: Markup
    places: Sequence[tuple[Labelled, Markup]]
    choices: Sequence[tuple[Labelled, Markup]]
    headings: tuple[Markup, ...]
    unit: str
    picture: str
    zones: Sequence[tuple[str, str]]
    is_row: bool


def render_quiz_sheet(sheets: Sequence[QuizSheet], file: Callable[[str], Path], templates: Path) -> bytes:
    """Return sheets as one PDF/A-3a and PDF/UA-1 to print, each from a page of its own; the same bytes each time.

    Args:
        sheets: at least one; their texts are printed in NFC.
        file: from the path of a course's file to where it is.
        templates: the folder of a theme's `quiz-sheet.html` and `quiz-sheet.css`.

    Raises:
        Unprintable: a text has a character that the typeface lacks.
        ContentRefused: the theme's template or style sheet is missing or wrong.
        EnvironmentRefused: a system library is missing.
    """
    printed = [printable_noun(sheet) for sheet in sheets]
    pdf = press(templates).pdf(
        "quiz-sheet",
        first=printed[0],
        words=lambda content: in_words(content, _renderer(file)),
        sheets=[(rank, sheet, *_written(rank, sheet, file)) for rank, sheet in enumerate(printed, start=1)],
    )
    return archived(pdf, {})


def _written(
    rank: int, sheet: QuizSheet, file: Callable[[str], Path]
) -> tuple[Markup, Sequence[PrintedQuestion]]:
    """Return the introduction and the questions of one sheet."""
    renderer = _renderer(file)
    return renderer.render(sheet.introduction), [
        _printed(f"{rank}-{number}", on_paper(question, number), renderer)
        for number, question in enumerate(sheet.questions, start=1)
    ]


def _renderer(file: Callable[[str], Path]) -> FragmentRenderer:
    """Return what renders for paper: pictures from their files, no link to the glossary."""
    return FragmentRenderer(
        asset_url=lambda path: file(path).resolve().as_uri(), term_url=lambda _term: "", heading_shift=1
    )


def _printed(name: str, asked: PaperQuestion, renderer: FragmentRenderer) -> PrintedQuestion:
    question = asked.question
    picture = question.picture if isinstance(question, Hotspot) else None
    places = [(place, renderer.render(place.content)) for place in asked.places]
    return PrintedQuestion(
        asked=asked,
        title=renderer.render(question.title),
        stem=replace(renderer, gap=partial(_gap, name, asked)).render(question.stem),
        places=places,
        choices=[(choice, renderer.render(choice.content)) for choice in asked.choices],
        headings=tuple(map(renderer.render, question.headings)) if isinstance(question, Matching) else (),
        unit=question.unit_label if isinstance(question, Numeric) else "",
        picture=renderer.asset_url(picture.path) if picture else "",
        zones=[
            (place.label, _box(place.shape, picture)) for place in asked.places if place.shape and picture
        ],
        is_row=asked.kind == "scale"
        and sum(len(in_words(place.content, renderer)) for place in asked.places) <= ROW,
    )


def _gap(name: str, asked: PaperQuestion, letter: str) -> str:
    """Return the line of a gap: to write on, or its number where one of a list is ticked below."""
    place = next(place for place in asked.places if place.letter == letter)
    title = escape(f"Question {asked.number}, trou {place.label}")
    line = f'<input class="gap" name="{name}-{place.label}" title="{title}">'
    filled = '<span class="gap-line"></span>' if place.choices else line
    return f'<span class="gap-place"><b class="gap-number">({place.label})</b>{filled}</span>'


def _box(shape: Shape, picture: Picture) -> str:
    """Return where a zone is on its picture, in percent, as CSS."""
    if isinstance(shape, Circle):
        left, top, width, height = (
            shape.x - shape.radius,
            shape.y - shape.radius,
            2 * shape.radius,
            2 * shape.radius,
        )
    else:
        left, top, width, height = shape.x, shape.y, shape.width, shape.height
    sizes = {
        "left": (left - picture.left) / picture.width,
        "top": (top - picture.top) / picture.height,
        "width": width / picture.width,
        "height": height / picture.height,
    }
    rounded = "; border-radius: 50%" if isinstance(shape, Circle) else ""
    return "; ".join(f"{name}: {size:.3%}" for name, size in sizes.items()) + rounded

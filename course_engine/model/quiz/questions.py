"""What a learner may see of a question before answering it; nothing here judges.

What is offered stands in the order of its letters. `drawing.py` puts it in the order in which one trainee sees it.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from course_engine.model.fragment import Fragment
from course_engine.model.frozen import Frozen, Letter, Slug


class Option(Frozen):
    """One thing that a question offers: a choice, a row, an item to put in order, a step of a scale."""

    letter: Letter
    content: Fragment


class PublicQuestion(Frozen):
    """What every question shows before it is answered.

    Attributes:
        title: the question itself, from its heading.
        stem: what stands between the heading and the answer; may be empty.
        hints: shown one by one, when asked for.
        points: what a right answer earns; 0 where the question is not scored.
        objective: the objective it measures.
        page: the page to read again, in `unit` or in the unit that shows the quiz.
        levels: the levels that are asked this question; empty for all.
        line: where it starts in the quiz's file.
    """

    id: Slug
    title: Fragment
    stem: Fragment = ()
    hints: tuple[Fragment, ...] = ()
    points: int = Field(default=1, ge=0)
    objective: Slug | None = None
    page: Slug | None = None
    unit: Slug | None = None
    levels: tuple[Slug, ...] = ()
    line: int = 1

    @property
    def is_scored(self) -> bool:
        """Whether it measures something: neither a free text nor an opinion."""
        return self.points > 0


class SingleChoice(PublicQuestion):
    """`choix-unique`: one option is right."""

    type: Literal["single-choice"] = "single-choice"
    options: tuple[Option, ...]


class MultipleChoice(PublicQuestion):
    """`choix-multiple`: any number of options may be right."""

    type: Literal["multiple-choice"] = "multiple-choice"
    options: tuple[Option, ...]


class TrueFalse(PublicQuestion):
    """`vrai-faux`: a statement to judge."""

    type: Literal["true-false"] = "true-false"


class ShortText(PublicQuestion):
    """`texte`: a word or a few."""

    type: Literal["short-text"] = "short-text"


class Numeric(PublicQuestion):
    """`nombre`: a number, with the unit that may follow it."""

    type: Literal["numeric"] = "numeric"
    unit_label: str = ""


class Matching(PublicQuestion):
    """`appariement`: each row is given one of the choices; a choice may be given to several, or to none.

    Attributes:
        headings: of the rows, and of the choices.
        rows: in written order.
        choices: the right column and the lures, equal ones once; their letters follow their text's order, since
            the written one is the answer.
    """

    type: Literal["matching"] = "matching"
    headings: tuple[Fragment, Fragment]
    rows: tuple[Option, ...]
    choices: tuple[Option, ...]


class Ordering(PublicQuestion):
    """`ordre`: items to put in order.

    Attributes:
        items: their letters follow their text's order, since the written one is the answer.
    """

    type: Literal["ordering"] = "ordering"
    items: tuple[Option, ...] = Field(min_length=3)


class Gap(Frozen):
    """A gap of a text; `fragment.GapHole` says where it stands.

    Attributes:
        choices: what its list offers; empty where it is typed.
        is_number: whether a number is typed.
    """

    letter: Letter
    choices: tuple[Option, ...] = ()
    is_number: bool = False


class Cloze(PublicQuestion):
    """`trous`: a text with gaps, which is the stem.

    Attributes:
        gaps: in written order.
    """

    type: Literal["cloze"] = "cloze"
    gaps: tuple[Gap, ...] = Field(min_length=1)


class Rectangle(Frozen):
    """In the picture's own units, origin top left."""

    shape: Literal["rectangle"] = "rectangle"
    x: int
    y: int
    width: int = Field(ge=1)
    height: int = Field(ge=1)


class Circle(Frozen):
    """In the picture's own units, origin top left; `x` and `y` are its centre."""

    shape: Literal["circle"] = "circle"
    x: int
    y: int
    radius: int = Field(ge=1)


Shape: TypeAlias = Annotated[Rectangle | Circle, Field(discriminator="shape")]


class Zone(Frozen):
    """A part of a picture, and the words that say where it is. Where two overlap, the first one counts."""

    letter: Letter
    content: Fragment
    shape: Shape


class Picture(Frozen):
    """A picture to point at.

    Attributes:
        path: relative to the course folder.
        alternative: what it shows, in words.
        left, top, width, height: what it covers in its own units: an SVG's `viewBox`, pixels otherwise.
    """

    path: str
    alternative: str
    left: float = 0
    top: float = 0
    width: float = Field(gt=0)
    height: float = Field(gt=0)


class Hotspot(PublicQuestion):
    """`zone`: the place of a picture to point at, or to choose by its words.

    Attributes:
        zones: in written order.
    """

    type: Literal["hotspot"] = "hotspot"
    picture: Picture
    zones: tuple[Zone, ...] = Field(min_length=1)


class FreeText(PublicQuestion):
    """`libre`: some sentences, not scored."""

    type: Literal["free-text"] = "free-text"
    points: int = Field(default=0, ge=0, le=0)


class Rating(PublicQuestion):
    """`avis`: one step of a scale, not scored.

    Attributes:
        steps: in written order, which is that of the scale.
    """

    type: Literal["rating"] = "rating"
    points: int = Field(default=0, ge=0, le=0)
    steps: tuple[Option, ...] = Field(min_length=2)


Question: TypeAlias = Annotated[
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | ShortText
    | Numeric
    | Matching
    | Ordering
    | Cloze
    | Hotspot
    | FreeText
    | Rating,
    Field(discriminator="type"),
]

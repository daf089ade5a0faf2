"""What a learner may see of a question before answering it; nothing here judges.

What is offered stands in the order of its letters. `drawing.py` puts it in the order in which one trainee sees it.
"""

from typing import TypeAlias

from msgspec import Struct

from course_engine.model.fragment import Fragment
from course_engine.model.identity import Letter, Slug

OUTSIDE = "outside"
"""In the place of a zone: the picture was pointed at outside all of them."""


class Option(Struct, frozen=True):
    """One thing that a question offers: a choice, a row, an item to put in order, a step of a scale."""

    letter: Letter
    content: Fragment


class PublicQuestion(Struct, frozen=True, kw_only=True, tag_field="type"):
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
    points: int = 1
    objective: Slug | None = None
    page: Slug | None = None
    unit: Slug | None = None
    levels: tuple[Slug, ...] = ()
    line: int = 1

    @property
    def type(self) -> str:
        """Its type, as pages and records name it."""
        return str(self.__struct_config__.tag)

    @property
    def is_scored(self) -> bool:
        """Whether it measures something: neither a free text nor an opinion."""
        return self.points > 0


class SingleChoice(PublicQuestion, frozen=True, kw_only=True, tag="single-choice"):
    """`choix-unique`: one option is right."""

    options: tuple[Option, ...]


class MultipleChoice(PublicQuestion, frozen=True, kw_only=True, tag="multiple-choice"):
    """`choix-multiple`: any number of options may be right."""

    options: tuple[Option, ...]


class TrueFalse(PublicQuestion, frozen=True, kw_only=True, tag="true-false"):
    """`vrai-faux`: a statement to judge."""


class ShortText(PublicQuestion, frozen=True, kw_only=True, tag="short-text"):
    """`texte`: a word or a few."""


class Numeric(PublicQuestion, frozen=True, kw_only=True, tag="numeric"):
    """`nombre`: a number, with the unit that may follow it."""

    unit_label: str = ""


class Matching(PublicQuestion, frozen=True, kw_only=True, tag="matching"):
    """`appariement`: each row is given one of the choices; a choice may be given to several, or to none.

    Attributes:
        headings: of the rows, and of the choices.
        rows: in written order.
        choices: the right column and the lures, equal ones once; their letters follow their text's order, since
            the written one is the answer.
    """

    headings: tuple[Fragment, Fragment]
    rows: tuple[Option, ...]
    choices: tuple[Option, ...]


class Ordering(PublicQuestion, frozen=True, kw_only=True, tag="ordering"):
    """`ordre`: items to put in order.

    Attributes:
        items: their letters follow their text's order, since the written one is the answer.
    """

    items: tuple[Option, ...]


class Gap(Struct, frozen=True):
    """A gap of a text; `fragment.GapHole` says where it stands.

    Attributes:
        choices: what its list offers; empty where it is typed.
        is_number: whether a number is typed.
    """

    letter: Letter
    choices: tuple[Option, ...] = ()
    is_number: bool = False


class Cloze(PublicQuestion, frozen=True, kw_only=True, tag="cloze"):
    """`trous`: a text with gaps, which is the stem.

    Attributes:
        gaps: in written order.
    """

    gaps: tuple[Gap, ...]


class Rectangle(Struct, frozen=True, tag="rectangle", tag_field="shape"):
    """In the picture's own units, origin top left."""

    x: int
    y: int
    width: int
    height: int


class Circle(Struct, frozen=True, tag="circle", tag_field="shape"):
    """In the picture's own units, origin top left; `x` and `y` are its centre."""

    x: int
    y: int
    radius: int


Shape: TypeAlias = Rectangle | Circle


class Zone(Struct, frozen=True):
    """A part of a picture, and the words that say where it is. Where two overlap, the first one counts."""

    letter: Letter
    content: Fragment
    shape: Shape


class Picture(Struct, frozen=True, kw_only=True):
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
    width: float
    height: float


class Hotspot(PublicQuestion, frozen=True, kw_only=True, tag="hotspot"):
    """`zone`: the place of a picture to point at, or to choose by its words.

    Attributes:
        zones: in written order.
    """

    picture: Picture
    zones: tuple[Zone, ...]


class FreeText(PublicQuestion, frozen=True, kw_only=True, tag="free-text"):
    """`libre`: some sentences, not scored."""

    points: int = 0


class Rating(PublicQuestion, frozen=True, kw_only=True, tag="rating"):
    """`avis`: one step of a scale, not scored.

    Attributes:
        steps: in written order, which is that of the scale.
    """

    points: int = 0
    steps: tuple[Option, ...]


Question: TypeAlias = (
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
    | Rating
)

"""One question of Moodle on its way to one of ours: what it may use, what it has lost so far."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from string import ascii_lowercase
from typing import TypeAlias

from msgspec import Struct, field

from course_engine.content.answers import PublicFields
from course_engine.content.html_tree import Element, Node
from course_engine.content.writing.meaning import words
from course_engine.exchange.quizzes.foreign_blocks import as_phrase
from course_engine.exchange.quizzes.foreign_html import Cleaner
from course_engine.exchange.quizzes.fragment_writing import GAP, fragment_of
from course_engine.exchange.quizzes.moodle import Answer, MoodleQuestion, Prose
from course_engine.exchange.quizzes.pictures import Tray
from course_engine.i18n import translator
from course_engine.model.folding import fold
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import AnswerKey, Option, Question

_ = translator("exchange")

MOST_OFFERED = len(ascii_lowercase)
ANY_OTHER = "*"
"""The answer that stands for any other, in a shortanswer and a numerical."""
_LONGEST_TITLE = 200
_LONGEST_QUOTE = 300
_LONGEST_TEXT = 50_000
_MOST_POINTS = 999


class SetAside(ValueError):
    """A question that our format cannot say truly; its text is the sentence that says why."""


class Passage(Struct, dict=True):
    """The passage of one question.

    Attributes:
        question: as Moodle holds it.
        id: its id here.
        told: a sentence for each thing that it loses or changes, in order, each once.
        after: what is said of some answers, to be gathered in the explanation.
    """

    question: MoodleQuestion
    id: str
    tray: Tray
    told: list[str] = field(default_factory=list)
    after: list[tuple[str, Prose]] = field(default_factory=list)

    @cached_property
    def _cleaner(self) -> Cleaner:
        return Cleaner(self.tray, self.tell)

    def tell(self, sentence: str) -> None:
        """Note something that is lost or changed."""
        if sentence not in self.told:
            self.told.append(sentence)

    def nodes(self, prose: Prose) -> list[Node]:
        """Return a text as clean blocks.

        Raises:
            SetAside: it is longer than any text of a question.
        """
        if len(prose.text) > _LONGEST_TEXT:
            raise SetAside(_("one of its texts is longer than a question may be"))
        return self._cleaner.read(prose)

    def blocks(self, prose: Prose) -> Fragment:
        """Return a text as blocks; empty if it says nothing."""
        return fragment_of(self.nodes(prose))

    def phrase(self, prose: Prose) -> Fragment:
        """Return a text as one run of words; that blocks are flattened is told."""
        nodes = self.nodes(prose)
        if len(nodes) > 1 or any(
            isinstance(node, Element) and node.tag not in {"p", "figure"} for node in nodes
        ):
            self.tell(_("several paragraphs are written in one where there is room for one"))
        return fragment_of(as_phrase(nodes))

    def words(self, prose: Prose) -> str:
        """Return the words of a text, on one line."""
        return Element("", {}, as_phrase(self.nodes(prose))).text()

    def options(self, proses: Sequence[Prose]) -> tuple[Option, ...]:
        """Return texts as lettered options.

        Raises:
            SetAside: there are more than there are letters, one says nothing, or two say the same.
        """
        if len(proses) > MOST_OFFERED:
            raise SetAside(_("there are more than {most} of them").format(most=MOST_OFFERED))
        options = tuple(
            Option(letter=letter, content=fragment_of(self._option(prose)))
            for letter, prose in zip(ascii_lowercase, proses, strict=False)
        )
        check_different(option.content for option in options)
        return options

    def public(self, stem: Sequence[Node] | None = None) -> PublicFields:
        """Return what the question shows whatever its type.

        The first paragraph is the heading, so that the order of reading stays; where there is none, or a long
        one, the name that Moodle keeps for the bank is the heading.

        Args:
            stem: its text, if it is not all as Moodle holds it.
        """
        nodes = list(self.nodes(self.question.text) if stem is None else stem)
        first = nodes[0] if nodes else ""
        if _is_title(first) and isinstance(first, Element):
            title, nodes = as_phrase(first.children), nodes[1:]
        else:
            title = [" ".join(self.question.name.split())[:_LONGEST_TITLE] or _("Question")]
        return {
            "id": self.id,
            "title": fragment_of(title),
            "stem": fragment_of(nodes),
            "hints": tuple(hint for hint in map(self.blocks, self.question.hints) if hint),
            "points": self._points(),
            "objective": None,
            "page": None,
            "unit": None,
            "levels": (),
            "line": self.question.line,
        }

    def explanation(self) -> Fragment:
        """Return what is said to everyone: the general feedback, then what was said of single answers."""
        said = self.blocks(self.question.general_feedback)
        for label, prose in self.after:
            nodes = self.nodes(prose)
            if nodes:
                self.tell(
                    _("what is said of “{answer}” goes into the explanation, shown to all").format(
                        answer=label
                    )
                )
                lead = _("Answer “{answer}”: ").format(answer=label)
                said += fragment_of([Element("p", {}, [lead, *as_phrase(nodes[:1])]), *nodes[1:]])
        return said

    def feedback(self, answers: Iterable[Answer]) -> dict[str, Fragment]:
        """Return what is said of each answer, by its letter."""
        said = zip(ascii_lowercase, (self.blocks(answer.feedback) for answer in answers), strict=False)
        return {letter: fragment for letter, fragment in said if fragment}

    def _option(self, prose: Prose) -> list[Node]:
        nodes = self.nodes(prose)
        if not nodes:
            raise SetAside(_("an option says nothing that can be kept"))
        first = nodes[0]
        if isinstance(first, Element) and first.tag in {"p", "figure"}:
            return [*first.children, *nodes[1:]]
        return nodes

    def _points(self) -> int:
        grade = self.question.grade
        points = min(max(int(grade.to_integral_value()), 1), _MOST_POINTS)
        if grade != points:
            self.tell(
                _("worth {grade} in Moodle, it is worth {points} here: points are whole, from 1").format(
                    grade=_shown(grade), points=points
                )
            )
        return points


def check_different(contents: Iterable[Fragment]) -> None:
    """Check that what a question offers can be told apart.

    Raises:
        SetAside: two say the same, capitals and accents apart.
    """
    said = [fold(words(content)) for content in contents]
    if len(set(said)) < len(said):
        raise SetAside(_("two of its items are the same"))


def _is_title(node: Node) -> bool:
    """Return whether a block can be a heading: one paragraph, not long, without a gap."""
    if not isinstance(node, Element) or node.tag != "p" or node.find(GAP):
        return False
    return len(node.text()) <= _LONGEST_TITLE


def quoted(text: str) -> str:
    """Return a text to be quoted in a report: on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


def per_cent(fraction: Decimal) -> str:
    """Return a fraction as a French report shows it: « 33,33333 »."""
    return _shown(fraction * 100)


def _shown(number: Decimal) -> str:
    text = format(number.quantize(Decimal("0.00001")), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


Carrying: TypeAlias = Callable[[Passage], tuple[Question, AnswerKey]]
"""Carries one type; raises `SetAside` where it cannot truly."""
Carriers: TypeAlias = Mapping[str, Carrying]

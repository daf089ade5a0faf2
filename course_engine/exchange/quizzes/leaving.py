"""One question of ours on its way to Moodle: its texts as HTML, what it has lost so far."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from html import escape
from pathlib import PurePosixPath

from msgspec import Struct, field

from course_engine.content.html_tree import VOID, Element, Node
from course_engine.content.writing.phrases import ASSET
from course_engine.content.writing.prose import tree_of
from course_engine.exchange.quizzes.moodle import MoodleQuestion, Prose, TextFormat
from course_engine.exchange.quizzes.pictures import PLUGIN_FILE
from course_engine.i18n import translator
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import AnswerKey, Question

_ = translator("exchange")

_KEPT = {"a": ("href",), "img": ("src", "alt"), "ol": ("start",)}
_LONGEST_NAME = 80

ReadFile = Callable[[str], bytes]
"""Gives the bytes of a file of the course, by its path; raises `OSError`."""


class NotSaid(ValueError):
    """A question that the other format cannot say; its text is the sentence that says why."""


class Departure(Struct):
    """The departure of one question.

    Attributes:
        question, key: as the course has them.
        read: gives the pictures that it shows.
        told: a sentence for each thing that it loses, in order, each once.
    """

    question: Question
    key: AnswerKey
    read: ReadFile
    told: list[str] = field(default_factory=list)

    def tell(self, sentence: str) -> None:
        """Note something that is lost or changed."""
        if sentence not in self.told:
            self.told.append(sentence)

    def html(self, *fragments: Fragment) -> Prose:
        """Return fragments as one HTML text, with its pictures."""
        files: dict[str, bytes] = {}
        text = "".join(self._html(tree_of(fragment).children, files) for fragment in fragments)
        return Prose(text.strip(), TextFormat.HTML, files)

    def stem(self) -> Prose:
        """Return the title, as a paragraph, and what stands under it."""
        return self.html(("<p>", *self.question.title, "</p>"), self.question.stem)

    def words(self, fragment: Fragment) -> str:
        """Return a fragment as words alone; that its marks are lost is told."""
        tree = tree_of(fragment)
        if any(True for _element in tree.walk()):
            self.tell(_("emphasis and pictures are left out where Moodle takes words alone"))
        return " ".join(_words(tree).split())

    def moodle(self, kind: str, text: Prose | None = None) -> MoodleQuestion:
        """Return what every type says, in a question of Moodle's type `kind`."""
        question = self.question
        links = [name for name in ("objective", "page", "unit", "levels") if getattr(question, name)]
        if links:
            self.tell(_("its objective, its page and its levels have no place in Moodle"))
        name = " ".join(tree_of(question.title).text().split())
        return MoodleQuestion(
            kind,
            name=name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
            text=text or self.stem(),
            general_feedback=self.html(self.key.explanation),
            grade=Decimal(question.points),
            hints=tuple(self.html(hint) for hint in question.hints),
        )

    def feedback(self, letter: str) -> Prose:
        """Return what is said to whoever chose one option."""
        return self.html(self.key.feedback.get(letter, ()))

    def _html(self, nodes: Sequence[Node], files: dict[str, bytes]) -> str:
        return "".join(
            escape(node, quote=False) if isinstance(node, str) else self._element(node, files)
            for node in nodes
        )

    def _element(self, element: Element, files: dict[str, bytes]) -> str:
        attributes: Mapping[str, str] = {
            name: element.attributes[name]
            for name in _KEPT.get(element.tag, ())
            if name in element.attributes
        }
        source = attributes.get("src", attributes.get("href", ""))
        if source.startswith(ASSET):
            path = source.removeprefix(ASSET)
            files[PurePosixPath(path).name] = self.read(path)
            attributes = {
                **attributes,
                "src" if element.tag == "img" else "href": PLUGIN_FILE + PurePosixPath(path).name,
            }
        inside = self._html(element.children, files)
        if element.tag in {"div", "figcaption", "figure"}:
            return f"<p>{inside}</p>" if element.tag == "figure" else inside
        written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        end = "" if element.tag in VOID else f"</{element.tag}>"
        return f"<{element.tag}{written}>{inside}{end}"


def _words(element: Element) -> str:
    """Return the words of an element, those of its pictures in their place."""
    said = ""
    for child in element.children:
        if isinstance(child, str):
            said += child
        else:
            said += f"[{child.attributes.get('alt', '')}]" if child.tag == "img" else _words(child)
    return said

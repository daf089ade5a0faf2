"""What a simulated trainee finds in a page: its links, and the forms of its quizzes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random

TYPED = {
    "numeric": ("12", "3,5", "−4", "1 200"),
    "short-text": ("au hasard", "je ne sais pas", "l’été à Saint-Exemple", "🙂 réponse"),
}
"""What is typed where there is nothing to choose, by type of question."""


@dataclass(frozen=True)
class QuestionForm:
    """The form of one question.

    Attributes:
        question, kind: `data-question` and `data-type`.
        action: where it is posted.
        options: the values of its boxes; empty where one types.
        answered: whether it shows the feedback of an answer.
    """

    question: str
    kind: str
    action: str
    options: tuple[str, ...]
    answered: bool

    @property
    def quiz(self) -> str:
        """The quiz that it is of."""
        return self.action.split("/")[2]

    def drawn(self, rng: Random) -> tuple[str, ...]:
        """Return an answer drawn at random, as the form's fields `answer`."""
        if not self.options:
            return (rng.choice(TYPED[self.kind]),)
        if self.kind == "multiple-choice":
            return tuple(rng.sample(self.options, rng.randint(1, len(self.options))))
        return (rng.choice(self.options),)


@dataclass(frozen=True)
class Screen:
    """One page, as far as a trainee can act in it."""

    links: tuple[str, ...]
    forms: tuple[QuestionForm, ...]


def read_screen(html: str) -> Screen:
    """Return the links and the questions of a page."""
    reader = _Reader()
    reader.feed(html)
    forms = tuple(
        QuestionForm(
            question=form.attributes["data-question"],
            kind=form.attributes["data-type"],
            action=form.attributes["action"].partition("#")[0],
            options=tuple(form.options),
            answered="data-fraction" in form.attributes,
        )
        for form in reader.forms
    )
    return Screen(tuple(dict.fromkeys(reader.links)), forms)


@dataclass
class _Form:
    attributes: dict[str, str]
    options: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[_Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "a" and attributes.get("href", "").startswith("/"):
            self.links.append(attributes["href"].partition("#")[0])
        elif tag == "form" and "data-question" in attributes:
            self.forms.append(_Form(attributes))
        elif attributes.get("name") == "answer" and attributes.get("type") in {"radio", "checkbox"}:
            self.forms[-1].options.append(attributes["value"])

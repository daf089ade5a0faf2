"""What somebody finds in a page: its links, its buttons, and the forms of its quizzes."""

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from random import Random

from msgspec import Struct, field

TYPED = {
    "numeric": ("12", "3,5", "−4", "1 200"),
    "free-text": ("Rien de plus.", "Je relirai l’adresse\navant d’ouvrir 🙂"),
    "short-text": ("au hasard", "je ne sais pas", "l’été à Saint-Exemple", "🙂 réponse"),
}
"""What is typed where there is nothing to choose, by type of question."""


class AnswerField(Struct):
    """One of the fields `answer` of a form that has several: of a row, a gap, an item.

    Attributes:
        letter: whose it is; empty where its choices say so.
        is_number: whether a number is typed.
        choices: of its list; empty where one types.
    """

    letter: str
    is_number: bool
    choices: list[str] = field(default_factory=list)

    def drawn(self, rng: Random) -> str:
        """Return what is put there, drawn at random."""
        return rng.choice(self.choices or TYPED["numeric" if self.is_number else "short-text"])


class QuestionForm(Struct, frozen=True):
    """The form of one question.

    Attributes:
        question, kind: `data-question` and `data-type`.
        action: where it is posted.
        options: the values of its boxes; empty where one types.
        fields: its other fields `answer`.
        answered: whether it shows the feedback of an answer.
    """

    question: str
    kind: str
    action: str
    options: tuple[str, ...]
    fields: tuple[AnswerField, ...]
    answered: bool

    @property
    def quiz(self) -> str:
        """The quiz that it is of."""
        return self.action.split("/")[2]

    def drawn(self, rng: Random) -> tuple[str, ...]:
        """Return an answer drawn at random, as the form's fields `answer`."""
        if self.kind == "ordering":
            return self._ordered(rng)
        if self.kind in {"matching", "cloze"}:
            return tuple(field.drawn(rng) for field in self.fields)
        if not self.options:
            return (rng.choice(TYPED[self.kind]),)
        if self.kind == "multiple-choice":
            return tuple(rng.sample(self.options, rng.randint(1, len(self.options))))
        return (rng.choice(self.options),)

    def _ordered(self, rng: Random) -> tuple[str, ...]:
        """Return the places of items in another order than the one shown."""
        shown = [field.choices[0].partition(".")[0] for field in self.fields]
        drawn = rng.sample(shown, len(shown))
        if drawn == shown:
            drawn.append(drawn.pop(0))
        return tuple(f"{letter}.{place}" for place, letter in enumerate(drawn, start=1))


class PlainForm(Struct, frozen=True):
    """Any other form.

    Attributes:
        action: where it is posted.
        fields: what it holds, by name: what is filled in, ticked or hidden.
        choices: what may be chosen in each of its lists, by name.
    """

    action: str
    fields: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]

    def filled(self, typed: Mapping[str, str]) -> Sequence[tuple[str, str]]:
        """Return what it posts once it is filled in; of its first list, the first choice there is."""
        chosen = {name: values[0] for name, values in list(self.choices.items())[:1]}
        return tuple({**self.fields, **chosen, **typed}.items())

    def holds(self, wanted: Mapping[str, str]) -> bool:
        """Return whether it holds all these fields."""
        return all(self.fields.get(name) == value for name, value in wanted.items())


class Screen(Struct, frozen=True):
    """One page, as far as one can act in it.

    Attributes:
        live: where it listens for what changes in the room; empty where it does not.
    """

    links: tuple[str, ...]
    forms: tuple[QuestionForm, ...]
    plain_forms: tuple[PlainForm, ...]
    live: str = ""

    def form(self, action: str, wanted: Mapping[str, str]) -> PlainForm | None:
        """Return the first form that is posted there and holds all these fields, or None."""
        return next((form for form in self.plain_forms if form.action == action and form.holds(wanted)), None)


def read_screen(html: str) -> Screen:
    """Return what can be followed, answered or pressed in a page."""
    reader = _Reader()
    reader.feed(html)
    return Screen(
        links=tuple(dict.fromkeys(reader.links)),
        forms=tuple(_question(form) for form in reader.forms if "data-question" in form.attributes),
        plain_forms=tuple(
            PlainForm(_path(form.attributes.get("action", "")), form.fields, form.choices)
            for form in reader.forms
            if form.attributes.get("method") == "post" and "data-question" not in form.attributes
        ),
        live=reader.live,
    )


def _question(form: "_Form") -> QuestionForm:
    return QuestionForm(
        question=form.attributes["data-question"],
        kind=form.attributes["data-type"],
        action=_path(form.attributes["action"]),
        options=tuple(form.options),
        fields=tuple(form.answers),
        answered="data-fraction" in form.attributes,
    )


def _path(address: str) -> str:
    return address.partition("#")[0]


class _Form(Struct):
    attributes: Mapping[str, str]
    options: list[str] = field(default_factory=list)
    answers: list[AnswerField] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def take(self, attributes: Mapping[str, str]) -> None:
        """Take in one of its boxes, buttons or lines."""
        name, value = attributes.get("name", ""), attributes.get("value", "")
        if attributes.get("type") in {"radio", "checkbox"}:
            self.options.append(value)
            if "checked" not in attributes:
                return
        elif name == "answer":
            self.answers.append(
                AnswerField(attributes.get("data-letter", ""), attributes.get("inputmode") == "decimal")
            )
        if name:
            self.fields[name] = value

    def offer(self, value: str) -> None:
        """Take in a line of its last list."""
        if value:
            name = list(self.fields)[-1]
            self.choices.setdefault(name, []).append(value)
            if name == "answer" and self.answers:
                self.answers[-1].choices.append(value)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[_Form] = []
        self.live = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.live = attributes.get("data-live-from", self.live)
        if tag == "a" and attributes.get("href", "").startswith("/"):
            self.links.append(_path(attributes["href"]))
        elif tag == "form":
            self.forms.append(_Form(attributes))
        elif tag in {"input", "button", "select", "textarea"} and self.forms:
            self.forms[-1].take(attributes)
        elif tag == "option" and self.forms:
            self.forms[-1].offer(attributes.get("value", ""))

"""One question of a sheet as it is keyed in: lists that a typed letter chooses, boxes that the space bar ticks."""

from collections.abc import Iterable, Sequence

from course_engine.i18n import translator
from course_engine.rendering.fragment import FragmentRenderer, in_words
from course_engine.rendering.on_paper import Labelled, PaperQuestion
from course_engine.rendering.pages import title_html
from course_engine.training.paper_answers import Keyed
from course_engine.web.addresses import asset_url
from course_engine.web.contexts.quiz_sheets import KeyedField, KeyedQuestion

_ = translator("web")

Choices = tuple[tuple[str, str], ...]


def keyed_question(asked: PaperQuestion, keyed: Keyed, *, answered: bool, problem: str) -> KeyedQuestion:
    """Return a question as it is keyed in.

    Args:
        asked: as the sheet asks it.
        keyed: what was keyed in so far.
        answered: whether it has an answer already.
        problem: why what was keyed in is no answer; may be empty.
    """
    kinds = {"tick-several": "ticks", "lines": "lines"}
    return KeyedQuestion(
        id=asked.question.id,
        answer_id=str(keyed.id),
        number=asked.number,
        title=title_html(asked.question.title, asset_url),
        kind=kinds.get(asked.kind, "fields"),
        fields=tuple(_fields(asked, keyed.values)),
        answered=answered,
        problem=problem,
    )


def _fields(asked: PaperQuestion, values: Sequence[str]) -> Iterable[KeyedField]:
    """Return the fields in the order of the sheet, each with what was keyed in."""
    held = (*values, *("",) * len(asked.places), "")
    match asked.kind:
        case "tick-several":
            return [
                KeyedField(words, letter, (), letter in values) for letter, words in _choices(asked.places)
            ]
        case "rows":
            choices = _choices(asked.choices)
            labels = [_words(place) for place in asked.places]
            return [_field(label, value, choices) for label, value in zip(labels, held, strict=False)]
        case "items":
            choices = _choices(asked.places)
            labels = [_("Place {number}").format(number=rank) for rank in range(1, len(asked.places) + 1)]
            return [_field(label, value, choices) for label, value in zip(labels, held, strict=False)]
        case "gaps":
            return [
                _field(_("Gap {number}").format(number=place.label), value, _choices(place.choices))
                for place, value in zip(asked.places, held, strict=False)
            ]
    return [_field(_("Answer"), held[0], _choices(asked.places))]


def _field(label: str, value: str, choices: Choices) -> KeyedField:
    return KeyedField(label, value, choices, ticked=False)


def _choices(places: Iterable[Labelled]) -> Choices:
    """Return what a list offers: a typed letter or number finds it."""
    return tuple((place.letter, f"{place.label} – {_words(place)}") for place in places)


def _words(place: Labelled) -> str:
    return in_words(place.content, FragmentRenderer(asset_url=asset_url, term_url=lambda _term: ""))

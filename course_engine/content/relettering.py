"""A question and its key under other letters."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from course_engine.content.lettering import Renaming
from course_engine.model.fragment import Block, Fragment, GapHole
from course_engine.model.identity import Letter
from course_engine.model.quiz import (
    AnswerKey,
    ChosenGapKey,
    Cloze,
    ClozeKey,
    Gap,
    GapKey,
    Hotspot,
    HotspotKey,
    Matching,
    MatchingKey,
    MultipleChoice,
    MultipleChoiceKey,
    Option,
    Ordering,
    OrderingKey,
    Question,
    Rating,
    SingleChoice,
    SingleChoiceKey,
    Zone,
)

Offered = TypeVar("Offered", Option, Zone)


def question_under(question: Question, renaming: Renaming) -> Question:
    """Return a question under other letters; what the page shows in the order of its letters is put so again.

    Args:
        question: as compiled.
        renaming: by group, another letter for each.
    """
    changed: dict[str, object] = {}
    match question:
        case SingleChoice() | MultipleChoice():
            changed = {"options": _under(question.options, renaming["options"])}
        case Matching():
            choices = _by_letter(_under(question.choices, renaming["choices"]))
            changed = {"rows": _under(question.rows, renaming["rows"]), "choices": choices}
        case Ordering():
            changed = {"items": _by_letter(_under(question.items, renaming["items"]))}
        case Cloze():
            gaps = tuple(_gap(gap, renaming) for gap in question.gaps)
            changed = {"gaps": gaps, "stem": _with_gaps(question.stem, renaming["gaps"])}
        case Hotspot():
            changed = {"zones": _under(question.zones, renaming["zones"])}
        case Rating():
            changed = {"steps": _under(question.steps, renaming["steps"])}
    return replace(question, **changed)


def key_under(key: AnswerKey, renaming: Renaming) -> AnswerKey:
    """Return a key under other letters; see `question_under`."""
    changed: dict[str, object] = {}
    match key:
        case SingleChoiceKey():
            names = renaming["options"]
            changed = {"right": names[key.right], "feedback": _keys(key.feedback, names)}
        case MultipleChoiceKey():
            names = renaming["options"]
            offered = {"right": _set(key.right, names), "offered": _set(key.offered, names)}
            changed = {**offered, "feedback": _keys(key.feedback, names)}
        case MatchingKey():
            rows, choices = renaming["rows"], renaming["choices"]
            changed = {"right": {rows[row]: choices[choice] for row, choice in key.right.items()}}
        case OrderingKey():
            changed = {"right": tuple(renaming["items"][letter] for letter in key.right)}
        case ClozeKey():
            gaps = {
                renaming["gaps"][letter]: _gap_key(gap, renaming.get(f"gap {letter}", {}))
                for letter, gap in key.right.items()
            }
            changed = {"right": gaps}
        case HotspotKey():
            names = renaming["zones"]
            changed = {"right": _set(key.right, names), "feedback": _keys(key.feedback, names)}
    return replace(key, **changed)


def _under(offered: Iterable[Offered], names: Mapping[Letter, Letter]) -> tuple[Offered, ...]:
    return tuple(replace(one, letter=names[one.letter]) for one in offered)


def _by_letter(options: Iterable[Option]) -> tuple[Option, ...]:
    # `aa` comes after `z`.
    return tuple(sorted(options, key=lambda option: (len(option.letter), option.letter)))


def _gap(gap: Gap, renaming: Renaming) -> Gap:
    choices = _under(gap.choices, renaming.get(f"gap {gap.letter}", {}))
    return replace(gap, letter=renaming["gaps"][gap.letter], choices=choices)


def _gap_key(key: GapKey, names: Mapping[Letter, Letter]) -> GapKey:
    return replace(key, right=names[key.right]) if isinstance(key, ChosenGapKey) else key


def _with_gaps(fragment: Fragment, names: Mapping[Letter, Letter]) -> Fragment:
    """Return a text whose gaps have other letters."""
    parts: list[object] = []
    for part in fragment:
        match part:
            case GapHole():
                parts.append(replace(part, gap=names[part.gap]))
            case Block():
                parts.append(replace(part, content=_with_gaps(part.content, names)))
            case _:
                parts.append(part)
    return tuple(parts)  # type: ignore[arg-type]  # the same kinds of parts


def _set(letters: Iterable[Letter], names: Mapping[Letter, Letter]) -> frozenset[Letter]:
    return frozenset(names[letter] for letter in letters)


def _keys(feedback: Mapping[str, Fragment], names: Mapping[Letter, Letter]) -> Mapping[str, Fragment]:
    return {names[letter]: said for letter, said in feedback.items()}

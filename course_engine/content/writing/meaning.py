"""What a question says, letters and layout apart: two of one meaning ask and judge the same."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from course_engine.content.html_tree import Element
from course_engine.content.writing.phrases import GAP_TAG
from course_engine.content.writing.prose import tree_of
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import (
    AnswerKey,
    ChosenGapKey,
    Cloze,
    ClozeKey,
    FreeTextKey,
    Hotspot,
    HotspotKey,
    Matching,
    MatchingKey,
    MultipleChoice,
    MultipleChoiceKey,
    NumericKey,
    Option,
    Ordering,
    OrderingKey,
    Question,
    Rating,
    ShortTextKey,
    SingleChoice,
    SingleChoiceKey,
    TrueFalseKey,
)

Meaning: TypeAlias = tuple[object, ...]


def meaning(question: Question, key: AnswerKey) -> Meaning:
    """Return what a question and its key say, in a form that compares.

    Args:
        question: any; options may have any letters.
        key: of that question.
    """
    common = (
        question.type,
        question.id,
        words(question.title),
        words(question.stem),
        tuple(map(words, question.hints)),
        question.points,
        (question.objective, question.page, question.levels),
        words(key.explanation),
        getattr(key, "rule", None),
    )
    return (*common, _answers(question, key))


def words(fragment: Fragment) -> str:
    """Return the words of a fragment, pictures and gaps shown in their place, spaces made one."""
    return " ".join(_said(tree_of(fragment)).split())


def _said(element: Element) -> str:
    said = ""
    for child in element.children:
        if isinstance(child, str):
            said += child
        elif child.tag == "img":
            said += f" [{child.attributes.get('alt', '')} {child.attributes.get('src', '')}] "
        elif child.tag == GAP_TAG:
            said += f" [[{child.attributes['id']}]] "
        else:
            inside = _said(child)
            said += inside if child.tag in {"em", "strong", "code", "a"} else f" {inside} "
    return said


def _answers(question: Question, key: AnswerKey) -> Meaning:
    return _chosen(question, key) or _placed(question, key) or _typed(key)


def _chosen(question: Question, key: AnswerKey) -> Meaning:
    match question, key:
        case SingleChoice(), SingleChoiceKey():
            return _options(question.options, {key.right}, key.feedback)
        case MultipleChoice(), MultipleChoiceKey():
            return _options(question.options, key.right, key.feedback)
        case Hotspot(), HotspotKey():
            zones = [Option(letter=zone.letter, content=zone.content) for zone in question.zones]
            shapes = tuple(zone.shape for zone in question.zones)
            return (question.picture, shapes, _options(zones, key.right, key.feedback))
    return ()


def _placed(question: Question, key: AnswerKey) -> Meaning:
    match question, key:
        case Matching(), MatchingKey():
            choices = {choice.letter: words(choice.content) for choice in question.choices}
            rows = tuple((words(row.content), choices[key.right[row.letter]]) for row in question.rows)
            return (tuple(map(words, question.headings)), rows, tuple(sorted(choices.values())))
        case Ordering(), OrderingKey():
            items = {item.letter: words(item.content) for item in question.items}
            return tuple(items[letter] for letter in key.right)
        case Cloze(), ClozeKey():
            return tuple(_gap(gap.choices, key.right[gap.letter]) for gap in question.gaps)
        case Rating(), _:
            return tuple(words(step.content) for step in question.steps)
    return ()


def _typed(key: AnswerKey) -> Meaning:
    match key:
        case TrueFalseKey():
            return (key.right,)
        case ShortTextKey():
            return (key.accepted, key.strict)
        case NumericKey():
            return (key.low, key.high, key.unit_label)
        case FreeTextKey():
            return (words(key.model_answer),)
    return ()


def _options(
    options: Sequence[Option], right: frozenset[str] | set[str], feedback: Mapping[str, Fragment]
) -> Meaning:
    return tuple(
        (words(option.content), option.letter in right, words(feedback.get(option.letter, ())))
        for option in options
    )


def _gap(choices: Sequence[Option], right: object) -> Meaning:
    if isinstance(right, ChosenGapKey):
        return tuple((words(choice.content), choice.letter == right.right) for choice in choices)
    return (right,)

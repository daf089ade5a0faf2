"""`multianswer` (cloze), `gapselect`, `ddwtos`: texts with gaps."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape
from string import ascii_lowercase

from msgspec.structs import replace

from course_engine.content.html_tree import Element, Node
from course_engine.content.numbers import bounds, decimal_text
from course_engine.exchange.quizzes.carrying import (
    ANY_OTHER,
    MOST_OFFERED,
    Carriers,
    Passage,
    SetAside,
    per_cent,
)
from course_engine.exchange.quizzes.carrying_typed import accepted_spellings
from course_engine.exchange.quizzes.cloze_text import LISTS, NUMBERS, TYPED, Subquestion, subquestions
from course_engine.exchange.quizzes.fragment_writing import GAP
from course_engine.exchange.quizzes.moodle import Answer, Prose
from course_engine.i18n import translator
from course_engine.model.folding import fold
from course_engine.model.quiz import (
    AnswerKey,
    ChosenGapKey,
    Cloze,
    ClozeKey,
    CreditRule,
    Gap,
    GapKey,
    NumberGapKey,
    Option,
    Question,
    TypedGapKey,
)

_ = translator("exchange")

_CALL = re.compile(r"\[\[\s*(\d{1,3})\s*\]\]")
_PLACE = re.compile("\x01([a-z])\x02")
"""A gap's letter between control characters, which no file that is read can hold."""
_UNSAYABLE = re.compile(r"[|\]\n]|^[=*]")
_LEAST_CHOICES = 2

Filled = tuple[Gap, GapKey]


def carry_cloze(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry a `multianswer`; see `carrying.Carrying`."""
    found = list(subquestions(passage.question.text.text))
    _check_number(len(found))
    weights = {one.weight for one in found}
    if len(weights) > 1:
        shares = ", ".join(str(one.weight) for one in found)
        passage.tell(_("its gaps were worth {shares}; here each is worth as much").format(shares=shares))
    filled = [_filled(letter, one, passage) for letter, one in zip(ascii_lowercase, found, strict=False)]
    text = passage.question.text.text
    for letter, one in reversed(list(zip(ascii_lowercase, found, strict=False))):
        text = f"{text[: one.start]}\x01{letter}\x02{text[one.end :]}"
    grade = Decimal(sum(one.weight for one in found))
    return _cloze(replace(passage.question.text, text=text), filled, passage, grade)


def carry_word_lists(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry a `gapselect` or a `ddwtos`: each gap is a list of the words of one group."""
    calls = _CALL.findall(passage.question.text.text)
    _check_number(len(calls))
    filled = [
        _chosen_word(letter, int(call), passage) for letter, call in zip(ascii_lowercase, calls, strict=False)
    ]
    letters = iter(ascii_lowercase)
    text = _CALL.sub(lambda _call: f"\x01{next(letters)}\x02", passage.question.text.text)
    return _cloze(replace(passage.question.text, text=text), filled, passage, passage.question.grade)


def _cloze(
    prose: Prose, filled: Sequence[Filled], passage: Passage, grade: Decimal
) -> tuple[Question, AnswerKey]:
    passage.question = replace(passage.question, text=prose, grade=grade)
    stem = _with_gaps(passage.nodes(passage.question.text))
    placed = [node.attributes["letter"] for node in Element("", {}, stem).walk() if node.tag == GAP]
    if placed != [gap.letter for gap, _key in filled]:
        raise SetAside(_("its gaps stand where no text does"))
    question = Cloze(**passage.public(stem), gaps=tuple(gap for gap, _key in filled))
    return question, ClozeKey(
        question=passage.id,
        right={gap.letter: key for gap, key in filled},
        rule=CreditRule.EACH_ANSWER,
        explanation=passage.explanation(),
    )


def _with_gaps(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes with an element in the place of each letter between control characters."""
    placed: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            is_code = node.tag == "code"  # a gap in code is none: that text is literal
            placed.append(node if is_code else Element(node.tag, node.attributes, _with_gaps(node.children)))
            continue
        texts = _PLACE.split(node)  # text, letter, text, letter… text
        for index, text in enumerate(texts):
            if index % 2:
                placed.append(Element(GAP, {"letter": text}))
            elif text:
                placed.append(text)
    return placed


def _check_number(gaps: int) -> None:
    if not gaps:
        raise SetAside(_("no gap is found in its text"))
    if gaps > MOST_OFFERED:
        raise SetAside(_("there are more than {most} of them").format(most=MOST_OFFERED))


def _filled(letter: str, one: Subquestion, passage: Passage) -> Filled:
    fillers: Sequence[tuple[frozenset[str], Callable[[str, Subquestion, Passage], Filled]]] = (
        (TYPED, _typed),
        (NUMBERS, _number),
        (LISTS, _chosen),
    )
    for kinds, filler in fillers:
        if one.kind in kinds:
            return filler(letter, one, passage)
    raise SetAside(_("a gap is of a kind that this format has not: {kind}").format(kind=one.kind))


def _typed(letter: str, one: Subquestion, passage: Passage) -> Filled:
    accepted = [_sayable(text) for text in accepted_spellings(one.answers, passage, strict=False)]
    if len(accepted) == 1 and bounds(accepted[0]):
        return _number_gap(letter, *(bounds(accepted[0]) or ()))
    if one.kind.endswith("C"):
        passage.tell(_("a gap told capitals apart; here no gap does"))
    return Gap(letter=letter), TypedGapKey(accepted=tuple(accepted))


def _number(letter: str, one: Subquestion, passage: Passage) -> Filled:
    full = [answer for answer in one.answers if answer.fraction >= 1 and answer.text.text != ANY_OTHER]
    interval = bounds(full[0].text.text) if len(full) == 1 else None
    if interval is None:
        raise SetAside(_("a gap of numbers has not one number that is right"))
    for answer in one.answers:
        passage.after.append((answer.text.text, answer.feedback))
        _tell_of_part(answer, passage)
    margin = abs(full[0].tolerance)
    return _number_gap(letter, interval[0] - margin, interval[1] + margin)


def _number_gap(letter: str, *interval: Decimal) -> Filled:
    low, high = (decimal_text(bound.normalize()) for bound in interval)
    return Gap(letter=letter, is_number=True), NumberGapKey(low=low, high=high)


def _chosen(letter: str, one: Subquestion, passage: Passage) -> Filled:
    right = [index for index, answer in enumerate(one.answers) if answer.fraction >= 1]
    if len(right) != 1:
        raise SetAside(_("a gap's list has not exactly one right choice"))
    for answer in one.answers:
        passage.after.append((passage.words(answer.text), answer.feedback))
        _tell_of_part(answer, passage)
    return _list_gap(letter, [passage.words(answer.text) for answer in one.answers], right[0])


def _chosen_word(letter: str, call: int, passage: Passage) -> Filled:
    words = passage.question.draggables
    if not 0 < call <= len(words):
        raise SetAside(_("[[{call}]] calls a word that is not in its lists").format(call=call))
    group = [word for word in words if word.group == words[call - 1].group]
    texts = [" ".join(word.text.split()) for word in group]
    return _list_gap(letter, texts, group.index(words[call - 1]))


def _list_gap(letter: str, texts: Sequence[str], right: int) -> Filled:
    if not _LEAST_CHOICES <= len(texts) <= MOST_OFFERED:
        raise SetAside(_("a gap's list has one choice only, or too many"))
    if len({fold(text) for text in texts}) < len(texts):
        raise SetAside(_("a gap's list has the same choice twice"))
    options = tuple(
        Option(letter=one, content=(escape(_sayable(text), quote=False),))
        for one, text in zip(ascii_lowercase, texts, strict=False)
    )
    return Gap(letter=letter, choices=options), ChosenGapKey(right=ascii_lowercase[right])


def _sayable(text: str) -> str:
    if not text or _UNSAYABLE.search(text):
        raise SetAside(
            _("“{text}” cannot be written in a gap: it holds | or ], or begins with = or *").format(text=text)
        )
    return text


def _tell_of_part(answer: Answer, passage: Passage) -> None:
    if 0 < answer.fraction < 1:
        sentence = _("“{text}” was worth {weight} %; it is not accepted here: a text is right or not")
        passage.tell(sentence.format(text=answer.text.text, weight=per_cent(answer.fraction)))


CARRIERS: Carriers = {"multianswer": carry_cloze, "gapselect": carry_word_lists, "ddwtos": carry_word_lists}

"""`trous` → Moodle's text with answers inside (`qtype_multianswer`)."""

import re
from decimal import Decimal
from html import escape

from msgspec.structs import replace

from course_engine.content.writing.prose import tree_of
from course_engine.exchange.quizzes.leaving import Departure
from course_engine.exchange.quizzes.moodle import MoodleQuestion
from course_engine.i18n import translator
from course_engine.model.fragment import Fragment, GapHole
from course_engine.model.quiz import ChosenGapKey, Cloze, ClozeKey, CreditRule, Gap, TypedGapKey

_ = translator("exchange")

_RESERVED = re.compile(r"[\\~#}/\"]")


def leave_cloze(departure: Departure) -> MoodleQuestion:
    """Return a text with gaps as Moodle holds it."""
    question, key = departure.question, departure.key
    assert isinstance(question, Cloze)  # noqa: S101 - dispatched by type
    assert isinstance(key, ClozeKey)  # noqa: S101
    weight, rest = divmod(question.points, len(question.gaps))
    if rest:
        weight = 1
        sentence = _("its points ({points}) cannot be shared evenly among {gaps} gaps: each gap is worth 1")
        departure.tell(sentence.format(points=question.points, gaps=len(question.gaps)))
    if key.rule is not CreditRule.EACH_ANSWER:
        departure.tell(_("Moodle counts each right gap by itself"))
    codes = {gap.letter: _code(gap, key, weight) for gap in question.gaps}
    text = departure.html(("<p>", *question.title, "</p>"), _filled(question.stem, codes))
    return replace(departure.moodle("multianswer", text), grade=Decimal(weight * len(question.gaps)))


def _filled(fragment: Fragment, codes: dict[str, str]) -> Fragment:
    return tuple(codes[part.gap] if isinstance(part, GapHole) else part for part in fragment)


def _code(gap: Gap, key: ClozeKey, weight: int) -> str:
    """Return the code of a gap, as HTML text."""
    right = key.right[gap.letter]
    if isinstance(right, ChosenGapKey):
        choices = [
            ("=" if choice.letter == right.right else "") + _protected(tree_of(choice.content).text())
            for choice in gap.choices
        ]
        return _subquestion(weight, "MULTICHOICE", choices)
    if isinstance(right, TypedGapKey):
        spellings = ["=" + _protected(text.replace("*", "\\*")) for text in right.accepted]
        return _subquestion(weight, "SHORTANSWER", spellings)
    low, high = Decimal(right.low), Decimal(right.high)
    middle = ((low + high) / 2).normalize()
    return _subquestion(weight, "NUMERICAL", [f"={middle:f}:{(high - middle).normalize():f}"])


def _subquestion(weight: int, kind: str, answers: list[str]) -> str:
    return escape(f"{{{weight}:{kind}:{'~'.join(answers)}}}", quote=False)


def _protected(text: str) -> str:
    return _RESERVED.sub(lambda sign: f"\\{sign[0]}", text)

"""GIFT → questions of Moodle, read as leniently as Moodle reads it.

Each decision is that of `question/format/gift/format.php`, in its order: a prose with `:`, or with `=` outside
the braces, is only prose. Where Moodle would store something else than what was meant, the question is told
instead; docs/interchange.md lists these places.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from msgspec.structs import replace

from course_engine.exchange.quizzes.gift_text import blocks_of, prose_of, protected, shown
from course_engine.exchange.quizzes.moodle import (
    Answer,
    Bank,
    MoodleQuestion,
    Pair,
    Prose,
    TextFormat,
    Unread,
)
from course_engine.i18n import translator

_ = translator("exchange")

_CATEGORY = re.compile(r"\$CATEGORY:(.*)", re.DOTALL)
_WEIGHT = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")
_COMMENT_MARK = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")
_TRUE, _FALSE = {"T", "TRUE"}, {"F", "FALSE"}
_BLANK = "_____"
_NAME_LENGTH = 80


class _Refused(ValueError):
    """A question that is not one; its text is the sentence that says so."""


def read_gift(text: str) -> Bank:
    """Return what a GIFT file holds.

    Args:
        text: the file, without control characters, its lines ended by line feeds.
    """
    questions: list[MoodleQuestion] = []
    unread: list[Unread] = []
    for line, block in blocks_of(text):
        try:
            question = _question(line, block)
        except _Refused as refused:
            unread.append(Unread(line, "\n".join(block)[:_NAME_LENGTH], str(refused)))
            continue
        if question is not None:
            questions.append(question)
    return Bank(tuple(questions), tuple(unread))


def _question(line: int, block: Sequence[str]) -> MoodleQuestion | None:
    comments = [written for written in block if written.startswith("//")]
    text = protected("\n".join(" " if written.startswith("//") else written for written in block).strip())
    if not text:
        return None
    if category := _CATEGORY.fullmatch(text):
        return MoodleQuestion("category", shown(category[1]).strip(), line)
    name, text = _named(text)
    stem, answers = _cut(text)
    answers, _sign, general = (
        (answers or "").rpartition("####") if "####" in (answers or "") else (answers, "", "")
    )
    prose = prose_of(stem)
    return _read(
        answers if answers is None else answers.strip(),
        {
            "name": name or default_name(prose.text),
            "line": line,
            "text": prose,
            "general_feedback": prose_of(general.strip(), prose.format),
            "unsaid": tuple(
                (found[1], found[2]) for comment in comments for found in _COMMENT_MARK.finditer(comment)
            ),
        },
    )


def default_name(text: str) -> str:
    """Return the name that Moodle gives to a question without one."""
    return text if len(text) <= _NAME_LENGTH else f"{text[: _NAME_LENGTH - 3]}..."


def _named(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    name, sign, rest = text[2:].partition("::")
    return (shown(name).strip(), rest.strip()) if sign else ("", name)


def _cut(text: str) -> tuple[str, str | None]:
    """Return the text without its answers, and these: what stands between the first `{` and the first `}`."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        return text, None
    if start < 0 or end < start:
        raise _Refused(
            _("a brace is alone: answers stand between two, and one that is a sign has a backslash before it")
        )
    rest = text[end + 1 :]
    if "{" in rest or "}" in rest:
        raise _Refused(
            _("there are braces after the answers: write a backslash before those that are only signs")
        )
    return text[:start] + (_BLANK + rest if rest.strip() else ""), text[start + 1 : end].strip()


def _read(answers: str | None, common: Mapping[str, object]) -> MoodleQuestion:
    """Return the question whose answers are written so, in the order in which Moodle tells types apart."""
    inherited = common["text"].format if isinstance(common["text"], Prose) else TextFormat.MOODLE
    read: Callable[[str, TextFormat], Mapping[str, object]]
    if answers is None or not answers:
        return MoodleQuestion("description" if answers is None else "essay", **common)  # type: ignore[arg-type]  # one dict for all
    bare = answers.partition("#")[0].strip() if answers.find("#") > 0 else answers
    if answers.startswith("#"):
        kind, read = "numerical", _numbers
    elif "~" in answers:
        kind, read = "multichoice", _choices
    elif "=" in answers and "->" in answers:
        kind, read = "match", _pairs
    elif bare in _TRUE | _FALSE:
        kind, read = "truefalse", _judgement
    else:
        kind, read = "shortanswer", _spellings
    return MoodleQuestion(kind, **{**common, **read(answers, inherited)})  # type: ignore[arg-type]  # one dict for all


def _choices(text: str, inherited: TextFormat) -> Mapping[str, object]:
    written = _parts(text.replace("=", "~="), "~")
    if len(written) < 2:  # noqa: PLR2004  # one choice is none
        raise _Refused(_("a list of choices has at least two: add one that begins with ~"))
    answers = []
    for choice in written:
        weight, content = (Decimal(1), choice[1:]) if choice.startswith("=") else _weighed(choice, Decimal(0))
        answers.append(_answer(content, weight, inherited))
    return {"answers": tuple(answers), "single": "=" in text}


def _pairs(text: str, inherited: TextFormat) -> Mapping[str, object]:
    rows = [row.partition("->") for row in _parts(text, "=")]
    if len(rows) < 2 or not all(arrow for _left, arrow, _right in rows):  # noqa: PLR2004  # one row is no matching
        raise _Refused(_("a matching has at least two rows, each written = left -> right"))
    return {
        "pairs": tuple(Pair(prose_of(left, inherited), shown(right).strip()) for left, _arrow, right in rows)
    }


def _judgement(text: str, inherited: TextFormat) -> Mapping[str, object]:
    judged, *said = text.split("#", 2)
    wrong, right = [
        *(prose_of(one.strip(), inherited) for one in said),
        Prose("", inherited),
        Prose("", inherited),
    ][:2]
    is_true = judged.strip() in _TRUE
    answers = [
        Answer(Prose("true", TextFormat.PLAIN), Decimal(is_true), right if is_true else wrong),
        Answer(Prose("false", TextFormat.PLAIN), Decimal(not is_true), wrong if is_true else right),
    ]
    return {"answers": tuple(answers)}


def _spellings(text: str, inherited: TextFormat) -> Mapping[str, object]:
    written = [_weighed(spelling, Decimal(1)) for spelling in _parts(text, "=")]
    answers = (_answer(spelling, weight, inherited) for weight, spelling in written)
    # A spelling is compared letter for letter: whatever its format, its marks are letters.
    return {
        "answers": tuple(replace(one, text=replace(one.text, format=TextFormat.PLAIN)) for one in answers)
    }


def _numbers(text: str, inherited: TextFormat) -> Mapping[str, object]:
    foreseen, sign, otherwise = text[1:].partition("~")
    answers = []
    for written in _parts(foreseen, "="):
        weight, content = _weighed(written, Decimal(1))
        answer = _answer(content, weight, inherited)
        number, tolerance = _interval(answer.text.text)
        answers.append(Answer(Prose(number, TextFormat.PLAIN), weight, answer.feedback, tolerance))
    if not answers:
        raise _Refused(_("no number is expected: write one after #"))
    if sign:
        answers.append(
            Answer(
                Prose("*", TextFormat.PLAIN), Decimal(0), _answer(otherwise, Decimal(0), inherited).feedback
            )
        )
    return {"answers": tuple(answers)}


def _interval(text: str) -> tuple[str, Decimal]:
    """Return a number and its tolerance, from `5`, `5:0.1`, `1..5` or `*`."""
    if text == "*":
        return text, Decimal(0)
    low, dots, high = text.partition("..")
    value, _colon, tolerance = text.partition(":")
    if dots:
        lowest, highest = _number(low), _number(high)
        middle = (lowest + highest) / 2
        return format(middle, "f"), highest - middle
    return format(_number(value), "f"), _number(tolerance or "0")


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text.strip()):
        sentence = _("“{text}” is not a number: write digits, with a point for the decimals")
        raise _Refused(sentence.format(text=text.strip()[:40]))
    return Decimal(text.strip())


def _weighed(text: str, default: Decimal) -> tuple[Decimal, str]:
    """Return the weight that a text begins with, and the text."""
    found = _WEIGHT.match(text)
    if found is None:
        return default, text
    try:
        return Decimal(found[1]) / 100, text[found.end() :]
    except InvalidOperation:
        raise _Refused(_("“{text}” is not a weight: write %50% or %-50%").format(text=found[0])) from None


def _answer(text: str, weight: Decimal, inherited: TextFormat) -> Answer:
    content, _sign, feedback = text.partition("#")
    return Answer(prose_of(content.strip(), inherited), weight, prose_of(feedback.strip(), inherited))


def _parts(text: str, sign: str) -> list[str]:
    """Return what a sign separates, without what is empty before the first one."""
    first, *rest = (part.strip() for part in text.split(sign))
    return [first, *rest] if first else rest

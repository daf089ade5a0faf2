"""Questions of Moodle → GIFT, every reserved sign protected, as Moodle's own writer does."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from course_engine.exchange.quizzes.gift_text import escaped
from course_engine.exchange.quizzes.leaving import NotSaid
from course_engine.exchange.quizzes.moodle import MoodleQuestion, Prose, TextFormat
from course_engine.exchange.quizzes.pictures import PLUGIN_FILE
from course_engine.i18n import translator

_ = translator("exchange")

_PICTURE = re.compile(rf'<img\b[^<>]*"{PLUGIN_FILE}[^<>]*>')
_WORDS = re.compile(r'\balt="([^"]*)"')


def write_gift(question: MoodleQuestion) -> str:
    """Return one question as a block of GIFT.

    Raises:
        NotSaid: its type, or one of its answers, cannot be written.
    """
    if question.type == "category":
        return f"$CATEGORY: {' '.join(question.name.split())}\n"
    head = f"::{escaped(' '.join(question.name.split()))}::{_text(question.text, TextFormat.MOODLE)}"
    if question.type == "description":
        return f"{head}\n"
    write = _WRITERS.get(question.type)
    if write is None:
        raise NotSaid(_("GIFT has no question of this type"))
    answers = write(question)
    said = _text(question.general_feedback, question.text.format)
    general = f"####{said}" if said else ""
    if general and answers.endswith("\n"):
        general = f"\t{general}\n"
    return f"{head}{{{answers}{general}}}\n"


def gift_losses(question: MoodleQuestion) -> list[str]:
    """Return a sentence for each thing that a question of Moodle says and GIFT cannot.

    Raises:
        NotSaid: it cannot be written at all.
    """
    write_gift(question)
    proses = [
        question.text,
        question.general_feedback,
        *(prose for answer in question.answers for prose in (answer.text, answer.feedback)),
        *(pair.left for pair in question.pairs),
    ]
    grade = format(question.grade, "f").replace(".", ",")
    lost = {
        _("GIFT cannot carry pictures: put them again in Moodle"): any(prose.files for prose in proses),
        _("GIFT cannot carry hints"): bool(question.hints),
        _("GIFT cannot carry points: it was worth {grade}").format(grade=grade): question.grade != 1,
        _("GIFT cannot carry the unit {unit}").format(unit=question.unit): bool(question.unit),
        _("GIFT cannot ask for capitals and accents as written"): question.case_sensitive,
    }
    unsaid = [
        _("GIFT cannot carry its {word}: “{text}”").format(word=word, text=text)
        for word, text in question.unsaid
    ]
    return [*(sentence for sentence, is_lost in lost.items() if is_lost), *unsaid]


def _text(prose: Prose, inherited: TextFormat) -> str:
    """Return a text after the mark of its format, where it is not the one that it would have without.

    Args:
        prose: the text.
        inherited: the stem's format; for the stem, Moodle's own.
    """
    begins_like_a_mark = any(prose.text.startswith(f"[{one.value}]") for one in TextFormat)
    is_marked = bool(prose.text) and (prose.format is not inherited or begins_like_a_mark)
    mark = f"[{prose.format.value}]" if is_marked else ""
    return mark + escaped(_PICTURE.sub(_words_of_picture, prose.text))


def _words_of_picture(picture: re.Match[str]) -> str:
    """Return the words of a picture whose file cannot travel."""
    words = _WORDS.search(picture[0])
    return f"[{words[1]}]" if words and words[1] else ""


def _said(prose: Prose, question: MoodleQuestion) -> str:
    return f"#{_text(prose, question.text.format)}" if prose.text else ""


def _choices(question: MoodleQuestion) -> str:
    lines = []
    first_right = next((one for one in question.answers if question.single and one.fraction == 1), None)
    for answer in question.answers:
        # One = alone: without any ~, a list of = would be read as spellings.
        sign = (
            "="
            if answer is first_right
            else "~"
            if answer.fraction == 0
            else f"~%{_weight(answer.fraction)}%"
        )
        text = _text(answer.text, question.text.format)
        lines.append(f"\t{sign}{text}{_said(answer.feedback, question)}\n")
    return "\n" + "".join(lines)


def _judgement(question: MoodleQuestion) -> str:
    true, false = question.answers
    right, wrong = (true, false) if true.fraction == 1 else (false, true)
    said = _said(wrong.feedback, question) or ("#" if right.feedback.text else "")
    return ("TRUE" if right is true else "FALSE") + said + _said(right.feedback, question)


def _spellings(question: MoodleQuestion) -> str:
    if any("->" in answer.text.text for answer in question.answers):
        raise NotSaid(_("GIFT would read -> in an answer as a matching"))
    lines = [
        f"\t=%{_weight(answer.fraction)}%{_text(answer.text, TextFormat.PLAIN)}{_said(answer.feedback, question)}\n"
        for answer in question.answers
    ]
    return "\n" + "".join(lines)


def _numbers(question: MoodleQuestion) -> str:
    lines = [
        f"\t=%{_weight(one.fraction)}%{one.text.text}:{one.tolerance:f}{_said(one.feedback, question)}\n"
        for one in question.answers
        if one.text.text != "*"
    ]
    others = [
        f"\t~{_said(one.feedback, question) or '#'}\n" for one in question.answers if one.text.text == "*"
    ]
    return "#\n" + "".join([*lines, *others])


def _pairs(question: MoodleQuestion) -> str:
    stem = question.text.format
    return "\n" + "".join(
        f"\t={_text(pair.left, stem)} -> {escaped(pair.right)}\n" for pair in question.pairs
    )


def _essay(_question: MoodleQuestion) -> str:
    return ""


def _weight(fraction: Decimal) -> str:
    """Return a percentage as Moodle writes it: `100`, `33.33333`."""
    text = format((fraction * 100).quantize(Decimal("0.00001")), "f")
    return text.rstrip("0").rstrip(".")


_WRITERS: Mapping[str, Callable[[MoodleQuestion], str]] = {
    "multichoice": _choices,
    "truefalse": _judgement,
    "shortanswer": _spellings,
    "numerical": _numbers,
    "match": _pairs,
    "essay": _essay,
}

"""Questions of Moodle → GIFT, every reserved sign protected, as Moodle's own writer does."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from course_engine.exchange.quizzes.gift_text import escaped
from course_engine.exchange.quizzes.leaving import NotSaid
from course_engine.exchange.quizzes.moodle import MoodleQuestion, Prose, TextFormat
from course_engine.i18n import translator

_ = translator("exchange")


def write_gift(question: MoodleQuestion) -> str:
    """Return one question as a block of GIFT.

    Raises:
        NotSaid: its type, or one of its answers, cannot be written.
    """
    if question.type == "category":
        return f"$CATEGORY: {' '.join(question.name.split())}\n"
    head = f"::{escaped(' '.join(question.name.split()))}::{_text(question.text)}"
    if question.type == "description":
        return f"{head}\n"
    write = _WRITERS.get(question.type)
    if write is None:
        raise NotSaid(_("GIFT has no question of this type"))
    answers = write(question)
    general = f"####{_text(question.general_feedback)}" if question.general_feedback.text else ""
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


def _text(prose: Prose) -> str:
    mark = "" if prose.format is TextFormat.MOODLE or not prose.text else f"[{prose.format.value}]"
    return mark + escaped(prose.text)


def _said(prose: Prose) -> str:
    return f"#{_text(prose)}" if prose.text else ""


def _choices(question: MoodleQuestion) -> str:
    lines = []
    for answer in question.answers:
        is_right = question.single and answer.fraction == 1
        weight = "=" if is_right else "~" if answer.fraction == 0 else f"~%{_weight(answer.fraction)}%"
        lines.append(f"\t{weight}{_text(answer.text)}{_said(answer.feedback)}\n")
    return "\n" + "".join(lines)


def _judgement(question: MoodleQuestion) -> str:
    true, false = question.answers
    right, wrong = (true, false) if true.fraction == 1 else (false, true)
    said = _said(wrong.feedback) or ("#" if right.feedback.text else "")
    return ("TRUE" if right is true else "FALSE") + said + _said(right.feedback)


def _spellings(question: MoodleQuestion) -> str:
    if any("->" in answer.text.text for answer in question.answers):
        raise NotSaid(_("GIFT would read -> in an answer as a matching"))
    lines = [
        f"\t=%{_weight(answer.fraction)}%{escaped(answer.text.text)}#{_text(answer.feedback)}\n"
        for answer in question.answers
    ]
    return "\n" + "".join(lines)


def _numbers(question: MoodleQuestion) -> str:
    lines = [
        f"\t=%{_weight(answer.fraction)}%{answer.text.text}:{answer.tolerance:f}#{_text(answer.feedback)}\n"
        for answer in question.answers
        if answer.text.text != "*"
    ]
    others = [f"\t~#{_text(answer.feedback)}\n" for answer in question.answers if answer.text.text == "*"]
    return "#\n" + "".join([*lines, *others])


def _pairs(question: MoodleQuestion) -> str:
    return "\n" + "".join(f"\t={_text(pair.left)} -> {escaped(pair.right)}\n" for pair in question.pairs)


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

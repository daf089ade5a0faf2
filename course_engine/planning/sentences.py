"""French sentences as a printer would set them: quotation marks, no-break spaces, lists, quoted answers."""

import re
from collections.abc import Sequence
from functools import lru_cache

from course_engine.i18n import translator
from course_engine.model.path import QuotedAnswer

_ = translator("planning")

NO_BREAK = "\u00a0"


@lru_cache(1 << 12)
def quoted(text: str) -> str:
    """Return authored text in guillemets, its own turned into inner quotation marks."""
    text = text.strip().replace("'", "’")
    text = re.sub(r"«\s*", "“", text)
    text = re.sub(r"\s*»", "”", text)
    text = re.sub(r"[ \u202f\u00a0]+(?=[:;?!])", NO_BREAK, text)
    return f"«{NO_BREAK}{text}{NO_BREAK}»"


def listed(texts: Sequence[str]) -> str:
    """Return « a, b et c »; one text at least."""
    *first, last = texts
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def half_days(number: int) -> str:
    """Return a number of half-days in words a person would use: « une demi-journée »."""
    if number == 0:
        return _("no half-day")
    if number == 1:
        return _("one half-day")
    return _("{number} half-days").format(number=number)


def unanswered() -> str:
    """Return what is quoted for a question left without an answer."""
    return _("no answer")


def said(answers: Sequence[QuotedAnswer], claim: str) -> str:
    """Return one sentence: what is decided, then between parentheses the answers that decided it.

    Args:
        answers: those quoted, by question; without any, the claim stands alone.
        claim: a clause that begins in lower case and ends with its full stop.
    """
    if not answers:
        return _capitalised(claim)
    return _capitalised(f"{claim.removesuffix('.')} ({_recalled(answers)}).")


def _recalled(answers: Sequence[QuotedAnswer]) -> str:
    given: dict[str, list[str]] = {}
    missing: list[str] = []
    for answer in answers:
        if answer.answer == unanswered():
            missing.append(quoted(answer.text))
        else:
            given.setdefault(quoted(answer.text), []).append(quoted(answer.answer))
    clauses: list[str] = []
    for question, quotes in given.items():
        message = _("to {question}, {answers}") if clauses else _("to {question}, you answered {answers}")
        clauses.append(message.format(question=question, answers=listed(quotes)))
    if missing:
        clauses.append(_("you did not answer {questions}").format(questions=_(" or ").join(missing)))
    return _(", and ").join(clauses)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]

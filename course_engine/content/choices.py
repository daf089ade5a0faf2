"""`choix-unique` and `choix-multiple`: options, what is said of each, partial credit."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from string import ascii_lowercase

from markdown_it.token import Token

from course_engine.content.answers import Asked, Item
from course_engine.content.blocks import BlockWriter
from course_engine.content.report import Report
from course_engine.content.words import nearest
from course_engine.model.folding import fold
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import (
    AnswerKey,
    CreditRule,
    MultipleChoice,
    MultipleChoiceKey,
    Option,
    Question,
    SingleChoice,
    SingleChoiceKey,
)

RULES: Mapping[str, CreditRule] = {
    "tout-ou-rien": CreditRule.OFF,
    "net": CreditRule.NET_CORRECT,
    "couverture": CreditRule.COVERAGE,
    "par-reponse": CreditRule.EACH_ANSWER,
}
MULTIPLE = "choix-multiple"
MOST_OPTIONS = len(ascii_lowercase)
_ALL_ABOVE = re.compile(r"(toutes|aucune)s? (les|des) (reponses?|propositions?) (ci-dessus|precedentes?)")


def read_choices(asked: Asked, writer: BlockWriter) -> tuple[Question, AnswerKey] | None:
    """Read a list of boxes; see `answers.Reading`."""
    report, items, line = writer.context.report, asked.answer.items, asked.public["line"]
    _check_options(items, line, report)
    letters = ascii_lowercase[: len(items)]
    right = [letter for letter, item in zip(letters, items, strict=False) if item.ticked]
    if not right:
        report.add("QZ104", line, "#")
    rule = read_rule(asked, report) if asked.kind == MULTIPLE else CreditRule.OFF
    check_unused(asked, ("strict",) if asked.kind == MULTIPLE else ("bareme", "strict"), report)
    written = {letter: written_option(item, writer) for letter, item in zip(letters, items, strict=False)}
    options = tuple(Option(letter=letter, content=content) for letter, (content, _) in written.items())
    feedback = {letter: said for letter, (_, said) in written.items() if said}
    question, explanation = asked.public["id"], asked.explanation
    if not right or len(items) > MOST_OPTIONS:
        return None
    if asked.kind != MULTIPLE:
        return SingleChoice(**asked.public, options=options), SingleChoiceKey(
            question=question, right=right[0], feedback=feedback, explanation=explanation
        )
    _warn_of_ticking_all(rule, len(right), len(letters), line, report)
    return MultipleChoice(**asked.public, options=options), MultipleChoiceKey(
        question=question,
        right=frozenset(right),
        offered=frozenset(letters),
        rule=rule,
        feedback=feedback,
        explanation=explanation,
    )


def check_unused(asked: Asked, names: Sequence[str], report: Report) -> None:
    """Note the attributes that mean nothing for the question's type."""
    for name in names:
        if name in asked.attributes.values or name in asked.attributes.flags:
            report.add("QZ123", asked.public["line"], name, name=name, type=asked.kind)


def _check_options(items: Sequence[Item], line: int, report: Report) -> None:
    if len(items) < 2:  # noqa: PLR2004  # one option is no choice
        report.add("QZ130", line, "#")
    if len(items) > MOST_OPTIONS:
        report.add("QZ131", line, "#", number=len(items), most=MOST_OPTIONS)
    seen: dict[str, int] = {}
    for item in items:
        folded = fold(item.text)
        if not folded and len(item.tokens) <= 3:  # noqa: PLR2004  # one paragraph is three tokens
            report.add("QZ132", item.line, "[")
        elif folded and folded in seen:
            report.add("QZ133", item.line, item.text[:20], text=item.text[:60], first=seen[folded])
        seen.setdefault(folded, item.line)
        if _ALL_ABOVE.search(folded):
            report.add("QZ134", item.line, item.text[:20], text=item.text[:60])


def read_rule(asked: Asked, report: Report, allowed: Mapping[str, CreditRule] = RULES) -> CreditRule:
    """Return the rule that a question is marked by; one that its type does not know is noted."""
    written = asked.attributes.values.get("bareme")
    if written is None:
        return CreditRule.OFF
    if fold(written) not in allowed:
        near = nearest(written, allowed)
        report.add("QZ124", asked.public["line"], written, value=written, nearest=near)
    return allowed.get(fold(written), CreditRule.OFF)


def written_option(item: Item, writer: BlockWriter) -> tuple[Fragment, Fragment]:
    """Return an option's content and what is said to who chose it: the quotation that ends the item."""
    tokens, said = item.tokens, []
    if tokens[-1].type == "blockquote_close":
        start = max(
            index
            for index, token in enumerate(tokens)
            if token.type == "blockquote_open" and token.level == tokens[-1].level
        )
        tokens, said = tokens[:start], tokens[start + 1 : -1]
    text = writer.phrase(tokens[1].children or (), item.line)
    rest = writer.fragment(tokens[3:])
    return (*text, *rest), writer.fragment(_shown(said))


def _shown(tokens: Sequence[Token]) -> list[Token]:
    return [token.copy(hidden=False) for token in tokens]


def _warn_of_ticking_all(rule: CreditRule, right: int, offered: int, line: int, report: Report) -> None:
    """Warn what ticking everything earns where right options are the more numerous."""
    wrong = offered - right
    if right <= wrong:
        return
    share = {
        CreditRule.OFF: Fraction(wrong == 0),
        CreditRule.NET_CORRECT: Fraction(max(0, right - wrong), right),
        CreditRule.COVERAGE: Fraction(right, offered),
        CreditRule.EACH_ANSWER: Fraction(right, offered),
    }[rule]
    if share:
        report.add("QZ135", line, "#", share=int(share * 100))

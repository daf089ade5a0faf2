"""What a question's key says, for whoever writes the quiz or runs the session; no trainee's page is ever given it."""

from collections.abc import Iterator, Mapping
from html import escape

from markupsafe import Markup

from course_engine.content import WrittenQuestion
from course_engine.content.choices import RULES
from course_engine.i18n import translator
from course_engine.model.fragment import Fragment
from course_engine.model.identity import Slug
from course_engine.model.quiz import (
    AnswerKey,
    CreditRule,
    Hotspot,
    MultipleChoice,
    Question,
    ShortTextKey,
    SingleChoice,
)
from course_engine.planning.reasons import level_in_words
from course_engine.preview.addresses import question_id
from course_engine.preview.contexts import KeyView
from course_engine.rendering.controls import TRUE_FALSE_WORDS
from course_engine.rendering.feedback import SolutionKind
from course_engine.rendering.fragment import FragmentRenderer
from course_engine.rendering.solutions import solution

_ = translator("preview")

RULE_WORDS: Mapping[CreditRule, str] = {rule: word for word, rule in RULES.items()}


def key_view(
    question: Question,
    key: AnswerKey,
    written: WrittenQuestion,
    number: int,
    renderer: FragmentRenderer,
    problems: Markup,
    objectives: Mapping[Slug, str],
) -> KeyView:
    """Return a question with its key.

    Args:
        question: as it is in the course.
        key: what judges it.
        written: as its file has it.
        number: its place in the file, from 1.
        renderer: that of the page.
        problems: what is wrong with it, safe HTML.
        objectives: the programme's, by id.
    """
    right = solution(question, key)
    answers = [(escape(text),) for text in key.accepted] if isinstance(key, ShortTextKey) else right.answers
    return KeyView(
        id=question_id(written.line),
        number=number,
        name=written.id,
        type=written.type,
        place=_place(written),
        title=renderer.render(question.title),
        facts=tuple(_facts(question, key, objectives)),
        answers=tuple(map(renderer.render, answers)),
        are_in_order=right.kind is SolutionKind.RIGHT_ORDER,
        said=tuple(
            (renderer.render(content), renderer.render(key.feedback[letter]))
            for letter, content in _offered(question)
            if letter in key.feedback
        ),
        hints=tuple(map(renderer.render, question.hints)),
        explanation=renderer.render(key.explanation),
        is_set_aside=False,
        problems=problems,
    )


def set_aside_view(written: WrittenQuestion, number: int, title: str, problems: Markup) -> KeyView:
    """Return a question that its errors set aside: all that is known of it is what is written.

    Args:
        written: as its file has it.
        number: its place in the file, from 1.
        title: its title, as written.
        problems: what is wrong with it, safe HTML.
    """
    return KeyView(
        id=question_id(written.line),
        number=number,
        name=written.id,
        type=written.type,
        place=_place(written),
        title=Markup("{}").format(title),
        facts=(),
        answers=(),
        are_in_order=False,
        said=(),
        hints=(),
        explanation=Markup(),
        is_set_aside=True,
        problems=problems,
    )


def _place(written: WrittenQuestion) -> str:
    return f"{written.file.rsplit('/', 1)[-1]}:{written.line}"


def _facts(question: Question, key: AnswerKey, objectives: Mapping[Slug, str]) -> Iterator[str]:
    """Yield what a question says of itself beside its text, a few words each."""
    if not question.is_scored:
        yield _("not scored")
    elif question.points > 1:
        yield _("{points} points").format(points=question.points)
    rule = getattr(key, "rule", CreditRule.OFF)
    if rule is not CreditRule.OFF:
        yield _("partial credit: {rule}").format(rule=RULE_WORDS[rule])
    if question.levels:
        yield _("level: {levels}").format(levels=", ".join(map(level_in_words, question.levels)))
    if question.objective:
        yield _("objective: {objective}").format(
            objective=objectives.get(question.objective, question.objective)
        )
    if question.page:
        yield _("to read again: {page}").format(page=question.page)


def _offered(question: Question) -> Iterator[tuple[str, Fragment]]:
    """Yield what an option's own feedback may be about, by letter."""
    match question:
        case SingleChoice() | MultipleChoice():
            yield from ((option.letter, option.content) for option in question.options)
        case Hotspot():
            yield from ((zone.letter, zone.content) for zone in question.zones)
        case _:
            yield from ((value, (word,)) for value, word in TRUE_FALSE_WORDS.items())

"""Questions of Moodle → Moodle XML."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from html import escape

from course_engine.exchange.quizzes.leaving import NotSaid
from course_engine.exchange.quizzes.moodle import PROSES, Answer, MoodleQuestion, Prose, TextFormat
from course_engine.i18n import translator

_ = translator("exchange")

_FORMATS: Mapping[TextFormat, str] = {
    TextFormat.HTML: "html",
    TextFormat.MOODLE: "moodle_auto_format",
    TextFormat.PLAIN: "plain_text",
    TextFormat.MARKDOWN: "markdown",
}
_WRITTEN = frozenset(
    {"category", "description", "essay", "match", "multianswer", "multichoice", "numerical", "ordering"}
    | {"shortanswer", "truefalse"}
)
_TYPES = {"match": "matching", "multianswer": "cloze"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, even by its number."""


def write_moodle_xml(questions: Iterable[MoodleQuestion], *, shuffles: bool = False) -> str:
    """Return a file of Moodle XML.

    Args:
        questions: in order, the category first.
        shuffles: whether choices are shown in another order to each.
    """
    body = "".join(_question(question, shuffles=shuffles) for question in questions)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{body}</quiz>\n'


def xml_losses(question: MoodleQuestion) -> list[str]:
    """Return a sentence for each thing that a question says and that is not written.

    Raises:
        NotSaid: its type is not written.
    """
    if question.type not in _WRITTEN:
        raise NotSaid(_("questions of type {type} are not written").format(type=question.type or "?"))
    written = PROSES | {"id", "tag"}
    lost = [(word, text) for word, text in question.unsaid if word not in written]
    return [_("its {word} is left out: “{text}”").format(word=word, text=text) for word, text in lost]


def _question(question: MoodleQuestion, *, shuffles: bool) -> str:
    if question.type == "category":
        path = question.name.replace("/", "//")  # one slash parts categories
        return f'<question type="category"><category>{_text(f"$course$/top/{path}")}</category></question>\n'
    lines = [
        f"<name>{_text(question.name)}</name>",
        _prose("questiontext", question.text),
        _prose("generalfeedback", question.general_feedback),
        f"<defaultgrade>{question.grade:f}</defaultgrade>",
        *_specific(question, shuffles=shuffles),
        *(_prose("hint", hint) for hint in question.hints),
    ]
    kind = _TYPES.get(question.type, question.type)
    return f'<question type="{kind}">\n' + "".join(f"  {line}\n" for line in lines) + "</question>\n"


def _specific(question: MoodleQuestion, *, shuffles: bool) -> Iterator[str]:
    kind = question.type
    if kind == "multichoice":
        yield f"<single>{str(question.single).lower()}</single>"
        yield f"<shuffleanswers>{str(shuffles).lower()}</shuffleanswers>"
        yield "<answernumbering>abc</answernumbering>"
    elif kind == "shortanswer":
        yield f"<usecase>{int(question.case_sensitive)}</usecase>"
    elif kind == "ordering":
        yield f"<gradingtype>{question.grading}</gradingtype><selecttype>ALL</selecttype>"
    elif kind == "match":
        yield "<shuffleanswers>true</shuffleanswers>"
        for pair in question.pairs:
            yield _prose("subquestion", pair.left, f"<answer>{_text(pair.right)}</answer>")
    yield from _unsaid(question)
    for answer in question.answers:
        yield _answer(answer, kind)
    if question.unit:
        yield f"<units><unit><multiplier>1</multiplier><unit_name>{_escaped(question.unit)}</unit_name></unit></units>"


def _unsaid(question: MoodleQuestion) -> Iterator[str]:
    tags = [f"<tag>{_text(text)}</tag>" for word, text in question.unsaid if word == "tag"]
    for word, text in question.unsaid:
        if word == "id":
            yield f"<idnumber>{_escaped(text)}</idnumber>"
        elif word in PROSES:
            yield _prose(word, Prose(text))
    if tags:
        yield f"<tags>{''.join(tags)}</tags>"


def _answer(answer: Answer, kind: str) -> str:
    fraction = answer.fraction if kind == "ordering" else answer.fraction * 100
    tolerance = f"<tolerance>{answer.tolerance:f}</tolerance>" if kind == "numerical" else ""
    inside = _inside(answer.text) + _prose("feedback", answer.feedback) + tolerance
    return f'<answer fraction="{_number(fraction)}" format="{_FORMATS[answer.text.format]}">{inside}</answer>'


def _prose(tag: str, prose: Prose, more: str = "") -> str:
    return f'<{tag} format="{_FORMATS[prose.format]}">{_inside(prose)}{more}</{tag}>'


def _inside(prose: Prose) -> str:
    files = "".join(
        f'<file name="{_escaped(name)}" path="/" encoding="base64">{b64encode(content).decode()}</file>'
        for name, content in prose.files.items()
    )
    return _text(prose.text) + files


def _text(text: str) -> str:
    """Return a text, as CDATA where it holds marks; what would end that is cut in two."""
    clean = _NOT_XML.sub("", text)
    if not re.search("[<>&]", clean):
        return f"<text>{clean}</text>"
    whole = clean.replace("]]>", "]]]]><![CDATA[>")
    return f"<text><![CDATA[{whole}]]></text>"


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _number(number: Decimal) -> str:
    text = format(number.quantize(Decimal("0.00001")), "f")
    return text.rstrip("0").rstrip(".")

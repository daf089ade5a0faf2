"""A quiz, and each of its questions, as the lines of its file."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from course_engine.content.choices import RULES
from course_engine.content.words import QUOTES
from course_engine.content.writing.answers import gap_texts, written_answer
from course_engine.content.writing.prose import ProseWriter, quoted
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import (
    AnswerKey,
    ClozeKey,
    CreditRule,
    FreeTextKey,
    MatchingKey,
    MultipleChoiceKey,
    NumericKey,
    OrderingKey,
    Question,
    Quiz,
)

_RULE_WORDS = {rule: word for word, rule in RULES.items()}


def write_quiz(quiz: Quiz, keys: Mapping[str, AnswerKey]) -> str:
    """Return the text of a quiz's file.

    What the format can say reads back as the same quiz, letters apart: these are given by the reader. What it
    cannot say (a table in a heading, say) is written as near as may be: whoever must know reads it back.

    Args:
        quiz: its `path` says in which folder the file will stand: addresses of pictures start there.
        keys: what judges its questions, by id.
    """
    home = str(PurePosixPath(quiz.path).parent)
    introduction = ProseWriter(home).blocks(quiz.introduction)
    parts = [_front_matter(quiz), *([introduction] if introduction else [])]
    parts += [write_question(question, keys[question.id], home) for question in quiz.questions]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def write_question(question: Question, key: AnswerKey, home: str) -> list[str]:
    """Return the lines of one question.

    Args:
        question: in the order of its letters.
        key: of that question.
        home: the folder of its file, relative to the course folder.
    """
    prose = ProseWriter(home, gap_texts(question, key))
    title = prose.phrase(question.title)
    stem = prose.blocks(question.stem)
    answer = written_answer(question, key, prose)
    braces = " ".join(_attributes(question, key, answer.kind, answer.flags))
    blocks = [[f"## {title} {{{braces}}}"], stem, answer.lines, *_callouts(question, key, prose)]
    lines: list[str] = []
    for block in blocks:
        # The answer follows the heading at once, as authors write it; every other block stands apart.
        lines += [""] * bool(block and len(lines) > 1) + block
    return lines


def _front_matter(quiz: Quiz) -> list[str]:
    named = quiz.title.startswith(tuple(opening for opening, _closing in QUOTES))
    settings = {
        "titre": f'"{quiz.title}"' if named else quiz.title,
        "id": quiz.id if PurePosixPath(quiz.path).stem != quiz.id else "",
        "seuil": f"{quiz.threshold} %" if quiz.threshold is not None else "",
        "tirage": str(quiz.draw or ""),
        "melange": "oui" if quiz.shuffle else "",
    }
    return ["---", *(f"{key}: {value}" for key, value in settings.items() if value), "---"]


def _attributes(question: Question, key: AnswerKey, kind: str, flags: Sequence[str]) -> list[str]:
    rule = (
        key.rule
        if isinstance(key, MultipleChoiceKey | MatchingKey | OrderingKey | ClozeKey)
        else CreditRule.OFF
    )
    unit = key.unit_label if isinstance(key, NumericKey) else question.unit
    values = {
        "type": kind,
        "bareme": "" if rule is CreditRule.OFF else _RULE_WORDS[rule],
        "points": str(question.points) if question.points > 1 else "",
        "objectif": question.objective,
        "page": question.page,
        "niveau": " ".join(question.levels),
        "unite": unit,
    }
    return [
        f"#{question.id}",
        *(f"{name}={_value(value)}" for name, value in values.items() if value),
        *flags,
    ]


def _value(text: str) -> str:
    return f'"{text}"' if any(character.isspace() or character in "«“'=#" for character in text) else text


def _callouts(question: Question, key: AnswerKey, prose: ProseWriter) -> list[list[str]]:
    model_answer = key.model_answer if isinstance(key, FreeTextKey) else ()
    said = [
        *(("indice", hint) for hint in question.hints),
        ("corrige", model_answer),
        ("explication", key.explanation),
    ]
    return [_callout(word, fragment, prose) for word, fragment in said if fragment]


def _callout(word: str, fragment: Fragment, prose: ProseWriter) -> list[str]:
    prose.mark = ""
    lines = prose.blocks(fragment)
    begins_with_text = bool(lines) and str(fragment[0]).startswith("<p>")
    # The mark may be followed by a colon: one that begins the text needs that one before it.
    mark = f"[!{word}]:" if lines and lines[0].removeprefix("\\").startswith(":") else f"[!{word}]"
    marked = [f"{mark} {lines[0]}", *lines[1:]] if begins_with_text else [mark, "", *lines]
    return quoted(marked)

"""Pairing the `:::` lines: which container each opens or closes, and whether that is sound."""

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from course_engine.content.markdown import CONTAINER_MARK, DEEPEST
from course_engine.content.report import Report
from course_engine.content.words import is_slug, nearest, unquoted
from course_engine.model.folding import fold
from course_engine.model.fragment import BlockKind

KINDS: Mapping[str, BlockKind] = {
    "niveau": BlockKind.LEVEL,
    "animateur": BlockKind.ANIMATOR,
    "retenir": BlockKind.KEY_POINT,
    "attention": BlockKind.WARNING,
    "exemple": BlockKind.EXAMPLE,
    "definition": BlockKind.DEFINITION,
    "exercice": BlockKind.EXERCISE,
    "solution": BlockKind.SOLUTION,
    "simplifie": BlockKind.PLAIN_WORDING,
    "transcription": BlockKind.TRANSCRIPT,
}
QUIZ = "quiz"
WORDS = {word: word for word in KINDS} | {QUIZ: QUIZ}
_FRAMES = {"list_item_open", "blockquote_open", "footnote_reference_open"}
_FRAME_ENDS = {"list_item_close", "blockquote_close", "footnote_reference_close"}
_PAIRED = _FRAMES | _FRAME_ENDS | {CONTAINER_MARK}


class Container(Struct):
    """One container, from its opening line to its closing one.

    Attributes:
        word: its first word, as the format spells it.
        arguments: what follows the word, without the closing `:::` of a one-line quiz.
        start: index of the token that opens it.
        end: index of the token that closes it; None while it is open.
        line: from 1.
        around: the containers around it, outermost first; no more of them than may nest.
        walled: whether a list item or a quotation holds it.
        sound: whether its tokens can be trusted.
    """

    word: str
    arguments: list[str]
    start: int
    line: int
    around: "tuple[Container, ...]"
    walled: bool
    end: int | None = None
    sound: bool = True

    @property
    def parents(self) -> tuple[str, ...]:
        """The words of the containers around it, but for those that nothing closes: they hold nothing."""
        return tuple(container.word for container in self.around if container.end is not None)


class Pairing(Struct):
    """The containers of a file.

    Attributes:
        tokens: the file's tokens, where marks have become `container_open`, `container_close`
            and `quiz_place`; those that could not be trusted are `container_amiss`, which hold nothing.
        quizzes: the quizzes placed, with their lines.
    """

    tokens: list[Token]
    quizzes: list[tuple[str, int]] = field(default_factory=list)


def pair_containers(tokens: Sequence[Token], levels: Sequence[str], report: Report) -> Pairing:
    """Pair the marks of a file and check what each container may be, stand in and hold.

    Args:
        tokens: the tokens of the whole file.
        levels: the levels that `niveau` may name; none where they are not known.
        report: where problems go.
    """
    containers = _paired(tokens, report)
    for container in containers:
        if container.end is not None:
            _check(container, tokens, levels, report)
    return _rewritten(tokens, containers)


def _paired(tokens: Sequence[Token], report: Report) -> list[Container]:
    """Match opening and closing marks with a stack; list items and quotations are walls in it."""
    containers: list[Container] = []
    stack: list[Container | None] = []  # None is a wall
    for index, token in enumerate(tokens):
        if token.type not in _PAIRED:  # most
            continue
        if token.type in _FRAMES:
            stack.append(None)
        elif token.type in _FRAME_ENDS:
            while (open_one := stack.pop()) is not None:
                _unclosed(open_one, report)
        elif token.info:
            containers.append(container := _opened(token, index, stack))
            if container.end is None:
                stack.append(container)
        else:
            _close(token, index, stack, report)
    for open_one in stack:
        if open_one is not None:
            _unclosed(open_one, report)
    return containers


def _close(token: Token, index: int, stack: list[Container | None], report: Report) -> None:
    if stack and (open_one := stack[-1]) is not None:
        stack.pop()
        open_one.end = index
    else:
        report.add("CT102", token.map[0] + 1 if token.map else 1, ":::")


def _unclosed(container: Container, report: Report) -> None:
    report.add("CT101", container.line, ":::", word=container.word)


def _opened(token: Token, index: int, stack: Sequence[Container | None]) -> Container:
    written = re.sub(r"\s*:{3,}$", "", token.info)
    word, *arguments = written.replace(",", " ").split() or [""]
    near = stack[-DEEPEST - 1 :]  # deeper ones are refused: no need to carry them along
    around = tuple(container for container in near if container is not None)
    line = token.map[0] + 1 if token.map else 1
    container = Container(
        fold(word), [unquoted(text) for text in arguments], index, line, around, None in near
    )
    if written != token.info:
        container.end = index
    return container


def _check(container: Container, tokens: Sequence[Token], levels: Sequence[str], report: Report) -> None:
    """Check one closed container."""
    if len(container.parents) >= DEEPEST:
        if len(container.parents) == DEEPEST:
            report.add("MD109", container.line, ":::")
        container.sound = False
        return
    if container.word not in WORDS:
        report.add(
            "CT103", container.line, ":::", word=container.word, nearest=nearest(container.word, WORDS)
        )
        container.sound = False
        return
    one_line = container.end == container.start
    if one_line and container.word != QUIZ:
        report.add("CT104", container.line, ":::", word=container.word)
        container.sound = False
        return
    inside = tokens[container.start + 1 : container.end]
    for token in inside:
        if token.type == "heading_open" and token.tag in {"h1", "h2"} and token.map:
            report.add("CT105", token.map[0] + 1, "#", word=container.word, opened=container.line)
            container.sound = False
    checks: Mapping[str, Callable[[Container, Sequence[str], Report], None]] = {
        "niveau": _check_level,
        "solution": _check_solution,
        QUIZ: _check_quiz,
    }
    if container.word == QUIZ and inside:
        report.add("CT112", container.line, ":::")
        container.sound = False
        return
    checks.get(container.word, _check_plain)(container, levels, report)


def _check_plain(container: Container, _levels: Sequence[str], report: Report) -> None:
    if container.arguments:
        words = " ".join(container.arguments)
        report.add("CT106", container.line, words, word=container.word, words=words)


def _check_solution(container: Container, levels: Sequence[str], report: Report) -> None:
    around = [word for word in container.parents if word != "niveau"]
    if not around or around[-1] != "exercice":
        report.add("CT110", container.line, ":::")
    _check_plain(container, levels, report)


def _check_level(container: Container, levels: Sequence[str], report: Report) -> None:
    if "niveau" in container.parents:
        report.add("CT107", container.line, ":::")
    if not container.arguments:
        report.add("CT108", container.line, ":::", levels=", ".join(levels))
    for level in container.arguments:
        if levels and level not in levels:
            report.add("CT109", container.line, level, level=level, nearest=nearest(level, levels))


def _check_quiz(container: Container, _levels: Sequence[str], report: Report) -> None:
    if len(container.arguments) != 1 or not is_slug(container.arguments[0]):
        report.add("CT113", container.line, ":::")
        container.sound = False
    elif container.walled or any(word != "niveau" for word in container.parents):
        report.add("CT111", container.line, ":::")
        container.sound = "animateur" not in container.parents


def _rewritten(tokens: Sequence[Token], containers: Sequence[Container]) -> Pairing:
    kept = {container.start: container for container in containers if container.end is not None}
    ends = {container.end: container for container in containers if container.end is not None}
    pairing, after = Pairing([]), 0
    for index in [index for index, token in enumerate(tokens) if token.type == CONTAINER_MARK]:
        pairing.tokens.extend(tokens[after:index])
        after = index + 1
        container = kept.get(index) or ends.get(index)
        if container is None or not container.sound:
            pairing.tokens.append(Token("container_amiss", "", 0, map=tokens[index].map, block=True))
            continue
        if container.word == QUIZ:
            if index == container.start:
                pairing.tokens.append(_token("quiz_place", container))
                pairing.quizzes.append((container.arguments[0], container.line))
        else:
            kind = "container_open" if index == container.start else "container_close"
            pairing.tokens.append(_token(kind, container))
    pairing.tokens.extend(tokens[after:])
    return pairing


def _token(kind: str, container: Container) -> Token:
    nesting = {"container_open": 1, "container_close": -1}.get(kind, 0)
    meta = {"word": container.word, "arguments": container.arguments}
    return Token(kind, "", nesting, map=[container.line - 1, container.line], meta=meta, block=True)  # type: ignore[arg-type]  # 0, 1 or -1

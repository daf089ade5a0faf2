"""A bank of Moodle → the file of a new quiz, each question read back before it is believed."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from course_engine.content.assets import Shelf
from course_engine.content.quiz import read_quiz
from course_engine.content.source import MAX_BYTES, Source
from course_engine.content.writing import meaning, write_quiz
from course_engine.errors import Severity
from course_engine.exchange.quizzes.account import Account, Entry
from course_engine.exchange.quizzes.files import refusal
from course_engine.exchange.quizzes.moodle import Bank, MoodleQuestion
from course_engine.exchange.quizzes.reading import Item, Reading, carry
from course_engine.i18n import translator
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import AnswerKey, Question, Quiz

_ = translator("exchange")

_MOST_TEXT = 3 * MAX_BYTES
"""How much text is carried at most, marks of HTML included: more could not make a file short enough."""


class NewQuiz(Struct, frozen=True):
    """A quiz to be written.

    Attributes:
        path: of its file, relative to the course folder.
        text: what the file holds.
        pictures: their bytes, by path.
    """

    path: str
    text: str
    pictures: Mapping[str, bytes]


def new_quiz(
    bank: Bank, source: str, quiz: str, title: str, taken: Sequence[str], on_disk: Mapping[str, bytes]
) -> tuple[NewQuiz, Account]:
    """Return the file of a new quiz, and what became of each question.

    A question is kept only if what is written of it reads back without an error and means the same.

    Args:
        bank: what the file holds.
        source: the file's name.
        quiz: the id of the new quiz; its file is `quizzes/<id>.md`.
        title: of the quiz.
        taken: the ids of the questions that the course has elsewhere.
        on_disk: the pictures that the folder of pictures has, by path.

    Raises:
        InvalidForm: nothing of it can be carried, or it is too long for one file; one sentence.
    """
    path = f"quizzes/{quiz}.md"
    if sum(map(_size, bank.questions)) > _MOST_TEXT:
        raise refusal(source, _("it is too long for one quiz: export one category at a time"))
    reading = carry(bank, quiz, taken, on_disk)
    with TemporaryDirectory() as folder:
        _write_pictures(Path(folder), reading.pictures)
        reading = _believed(reading, Quiz(id=quiz, path=path, title=title, questions=()), Shelf(Path(folder)))
    if not reading.pairs:
        raise refusal(source, _("none of its questions can be carried") + _reasons(reading))
    text = write_quiz(
        _quiz(quiz, path, title, reading), {key.question: key for _question, key in reading.pairs}
    )
    if len(text.encode()) > MAX_BYTES:
        raise refusal(source, _("it is too long for one quiz: export one category at a time"))
    shown = {place: content for place, content in reading.pictures.items() if _is_shown(place, text)}
    return NewQuiz(path, text, shown), Account(
        source, path, _entries(reading), reading.told, tuple(sorted(shown))
    )


def _size(question: MoodleQuestion) -> int:
    said = [
        question.text,
        question.general_feedback,
        *question.hints,
        *(pair.left for pair in question.pairs),
    ]
    said += [prose for answer in question.answers for prose in (answer.text, answer.feedback)]
    return sum(len(prose.text) for prose in said)


def _believed(reading: Reading, frame: Quiz, shelf: Shelf) -> Reading:
    items = tuple(
        replace(item, question=None, key=None, refusal=reason)
        if (reason := _doubt(item, frame, shelf))
        else item
        for item in reading.items
    )
    introduction, told = reading.introduction, reading.told
    if introduction and (reason := _introduction_doubt(introduction, items, frame, shelf)):
        introduction = ()
        told = (*told, _("the introduction is set aside: {reason}").format(reason=reason))
    return replace(reading, items=items, introduction=introduction, told=told)


def _doubt(item: Item, frame: Quiz, shelf: Shelf) -> str:
    """Return why a question that is carried cannot be kept; empty if it can."""
    if item.question is None or item.key is None:
        return ""
    return _read_back((), item.question, item.key, frame, shelf)


def _introduction_doubt(introduction: Fragment, items: Sequence[Item], frame: Quiz, shelf: Shelf) -> str:
    first = next((item for item in items if item.question and item.key), None)
    if first is None or first.question is None or first.key is None:
        return ""
    return _read_back(introduction, first.question, first.key, frame, shelf)


def _read_back(introduction: Fragment, question: Question, key: AnswerKey, frame: Quiz, shelf: Shelf) -> str:
    quiz = replace(frame, questions=(question,), introduction=introduction)
    text = write_quiz(quiz, {question.id: key})
    read = read_quiz(Source(quiz.path, text, ""), None, shelf)
    errors = [found for found in read.report.diagnostics if found.severity is Severity.ERROR]
    if errors:
        return "; ".join(dict.fromkeys(found.message for found in errors))
    back = read.quiz.questions[0] if read.quiz and read.quiz.questions else None
    if back is None or not read.keys or meaning(back, read.keys[0]) != meaning(question, key):
        return _("what would be written of it does not read back the same")
    return ""


def _quiz(quiz: str, path: str, title: str, reading: Reading) -> Quiz:
    questions = tuple(question for question, _key in reading.pairs)
    return Quiz(id=quiz, path=path, title=title, introduction=reading.introduction, questions=questions)


def _entries(reading: Reading) -> list[Entry]:
    return [
        Entry(item.line, item.name, item.question.id if item.question else "", item.told, item.refusal)
        for item in reading.items
    ]


def _is_shown(place: str, text: str) -> bool:
    """Return whether a quiz shows a picture: those of questions set aside are not written."""
    return f"]({PurePosixPath(place).relative_to('quizzes')})" in text


def _reasons(reading: Reading) -> str:
    reasons = dict.fromkeys(item.refusal for item in reading.items if item.refusal)
    return f" ({'; '.join(reasons)})" if reasons else ""


def _write_pictures(folder: Path, pictures: Mapping[str, bytes]) -> None:
    for path, content in pictures.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)

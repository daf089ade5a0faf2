"""A quiz, or a bank of Moodle, as the text of a file of GIFT or of Moodle XML."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from course_engine.exchange.quizzes.account import Account, Entry
from course_engine.exchange.quizzes.files import refusal
from course_engine.exchange.quizzes.gift_writer import gift_losses, write_gift
from course_engine.exchange.quizzes.leaving import NotSaid, ReadFile
from course_engine.exchange.quizzes.moodle import Bank, MoodleQuestion
from course_engine.exchange.quizzes.moodle_xml_writer import write_moodle_xml, xml_losses
from course_engine.exchange.quizzes.to_moodle import Left, leave
from course_engine.i18n import translator
from course_engine.model.quiz import AnswerKey, Quiz

_ = translator("exchange")


class Target(StrEnum):
    """A format that is written."""

    GIFT = "gift"
    MOODLE_XML = "moodle-xml"


SUFFIXES: Mapping[Target, str] = {Target.GIFT: ".gift", Target.MOODLE_XML: ".xml"}


class _Format(Struct, frozen=True):
    """How one format is written.

    Attributes:
        write: the file of some questions, and whether choices are shuffled.
        losses: what one question says and the format does not; raises `NotSaid` where it has no such question.
    """

    write: Callable[[Sequence[MoodleQuestion], bool], str]
    losses: Callable[[MoodleQuestion], list[str]]


def _gift(questions: Sequence[MoodleQuestion], _shuffles: bool) -> str:  # noqa: FBT001  # a format's signature
    return "\n".join(map(write_gift, questions))


def _xml(questions: Sequence[MoodleQuestion], shuffles: bool) -> str:  # noqa: FBT001  # a format's signature
    return write_moodle_xml(questions, shuffles=shuffles)


_FORMATS: Mapping[Target, _Format] = {
    Target.GIFT: _Format(_gift, gift_losses),
    Target.MOODLE_XML: _Format(_xml, xml_losses),
}


def export_quiz(
    quiz: Quiz, keys: Mapping[str, AnswerKey], read: ReadFile, to: Target, target: str
) -> tuple[str, Account]:
    """Return the text of a quiz in another format, and what became of each question.

    Args:
        quiz: as compiled.
        keys: what judges its questions, by id.
        read: gives the bytes of its pictures.
        to: the format.
        target: the file that will be written, as the report calls it.

    Raises:
        InvalidForm: none of its questions can be said in that format; one sentence.
    """
    left, told = leave(quiz, keys, read)
    return _exported(left, to, told, (quiz.path, target), shuffles=quiz.shuffle)


def convert_bank(bank: Bank, source: str, to: Target, target: str) -> tuple[str, Account]:
    """Return the text of a bank of Moodle in another of its formats, and what became of each question.

    Args:
        bank: what the file holds; weights and types that our format has not pass unchanged.
        source: the file's name.
        to: the format.
        target: the file that will be written, as the report calls it.

    Raises:
        InvalidForm: none of its questions can be said in that format; one sentence.
    """
    left = [Left("", question.name, question, line=question.line) for question in bank.questions]
    left += [Left("", unread.text, None, refusal=unread.reason, line=unread.line) for unread in bank.unread]
    told = [_("settings of Moodle that are left out: {names}").format(names=", ".join(bank.settings))]
    return _exported(left, to, told if bank.settings else [], (source, target), shuffles=False)


def _exported(
    left: Sequence[Left], to: Target, told: Sequence[str], names: tuple[str, str], *, shuffles: bool
) -> tuple[str, Account]:
    source, target = names
    kept: list[MoodleQuestion] = []
    entries: list[Entry] = []
    for one in sorted(left, key=lambda one: one.line):
        entry, question = _entry(one, _FORMATS[to])
        if question is not None:
            kept.append(question)
        if question is None or question.type != "category":
            entries.append(entry)
    account = Account(source, target, entries, told)
    if not account.carried:
        raise refusal(source, _("none of its questions can be said in this format"))
    return _FORMATS[to].write(kept, shuffles), account


def _entry(one: Left, target: _Format) -> tuple[Entry, MoodleQuestion | None]:
    if one.question is None:
        return Entry(one.line, one.name, one.id, one.told, one.refusal), None
    try:
        losses = (*one.told, *target.losses(one.question))
    except NotSaid as reason:
        return Entry(one.line, one.name, one.id, one.told, str(reason)), None
    return Entry(one.line, one.name, one.id, losses), one.question

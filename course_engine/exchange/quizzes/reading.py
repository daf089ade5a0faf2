"""A file of another tool → questions of ours, and what became of each."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct, field

from course_engine.content.html_tree import TooDeep
from course_engine.content.questions import proposed_id
from course_engine.exchange.quizzes import carrying_choices, carrying_gaps, carrying_lists, carrying_typed
from course_engine.exchange.quizzes.carrying import Carriers, Passage, SetAside, quoted
from course_engine.exchange.quizzes.moodle import Bank, MoodleQuestion
from course_engine.exchange.quizzes.pictures import Tray
from course_engine.i18n import mark, translator
from course_engine.model.fragment import Fragment
from course_engine.model.quiz import AnswerKey, Question

_ = translator("exchange")

CARRIERS: Carriers = {
    **carrying_choices.CARRIERS,
    **carrying_typed.CARRIERS,
    **carrying_lists.CARRIERS,
    **carrying_gaps.CARRIERS,
}
_UNSAID: Mapping[str, str] = {
    "correctfeedback": mark("what is said to whoever is right has no place: “{text}”"),
    "partiallycorrectfeedback": mark("what is said to whoever is partly right has no place: “{text}”"),
    "incorrectfeedback": mark("what is said to whoever is wrong has no place: “{text}”"),
    "graderinfo": mark("the notes for whoever marks have no place, for nobody marks: “{text}”"),
    "responsetemplate": mark("the text that the answer starts from has no place: “{text}”"),
    "units": mark("several units, or one with a multiplier, have no place: “{text}”"),
    "selecttype": mark("only some of its items were shown ({text}); here all are"),
    "id": mark("its identifier in Moodle is left out: “{text}”"),
    "tag": mark("its tag is left out: “{text}”"),
}


class Item(Struct, frozen=True):
    """What became of one question.

    Attributes:
        line: where it starts in the file.
        name: what the file calls it.
        type: the file's word for its type.
        question, key: as carried; None where it is set aside.
        told: a sentence for each thing that it lost or that changed.
        refusal: why it is set aside; empty where it is carried.
    """

    line: int
    name: str
    type: str
    question: Question | None = None
    key: AnswerKey | None = None
    told: tuple[str, ...] = ()
    refusal: str = ""


class Reading(Struct, frozen=True):
    """What was read of a file.

    Attributes:
        introduction: a text that stands before every question.
        items: every question, in order.
        told: what is said of the file as a whole.
        pictures: the bytes of those that the questions show, by path relative to the course folder.
    """

    introduction: Fragment
    items: tuple[Item, ...]
    told: tuple[str, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def pairs(self) -> tuple[tuple[Question, AnswerKey], ...]:
        """The questions that are carried, each with its key."""
        return tuple((item.question, item.key) for item in self.items if item.question and item.key)


def carry(
    bank: Bank, quiz: str, taken: Collection[str] = (), on_disk: Mapping[str, bytes] | None = None
) -> Reading:
    """Return the questions of a bank as ours.

    Args:
        bank: as read of its file.
        quiz: the id of the quiz that they will make: ids of questions are made from it.
        taken: ids that other questions of the course bear.
        on_disk: the pictures that the course has beside its quizzes, by path.
    """
    tray, ids = Tray(quiz, on_disk), set(taken)
    introduction: Fragment = ()
    items = [Item(unread.line, quoted(unread.text), "", refusal=unread.reason) for unread in bank.unread]
    told = []
    carried = False
    for question in bank.questions:
        passage = Passage(question, _new_id(question, quiz, ids), tray)
        if question.type == "category":
            told.append(
                _("the category “{name}” has no place: a quiz is one list").format(name=question.name)
            )
        elif question.type == "description" and not carried:
            item = _described(passage)
            introduction += passage.blocks(question.text) if not item.refusal else ()
            items.append(item)
        else:
            items.append(_carried(passage))
            if items[-1].question is not None:
                carried = True
                ids.add(passage.id)
    if bank.settings:
        told.append(
            _("settings of Moodle that have no place: {names}").format(names=", ".join(bank.settings))
        )
    return Reading(introduction, tuple(sorted(items, key=lambda item: item.line)), tuple(told), tray.kept)


def _described(passage: Passage) -> Item:
    """Return what becomes of a text that stands before every question: the introduction."""
    question = passage.question
    try:
        passage.blocks(question.text)
    except TooDeep:
        return _set_aside(passage, _("its text is nested too deep"))
    passage.tell(_("a text without a question: it becomes the introduction"))
    _tell_unsaid(passage)
    return Item(question.line, question.name, question.type, told=tuple(passage.told))


def _carried(passage: Passage) -> Item:
    question = passage.question
    carrier = CARRIERS.get(question.type, _refuse)
    try:
        ours, key = carrier(passage)
    except SetAside as reason:
        return _set_aside(passage, str(reason))
    except TooDeep:
        return _set_aside(passage, _("its text is nested too deep"))
    _tell_unsaid(passage)
    return Item(question.line, question.name, question.type, ours, key, tuple(passage.told))


def _set_aside(passage: Passage, reason: str) -> Item:
    question = passage.question
    return Item(question.line, question.name, question.type, told=tuple(passage.told), refusal=reason)


def _refuse(passage: Passage) -> tuple[Question, AnswerKey]:
    """Refuse a question of a type that we have not."""
    question = passage.question
    if question.type == "description":
        sentence = _("a text without a question has a place before the first one only: “{text}”")
        raise SetAside(sentence.format(text=quoted(passage.words(question.text))))
    raise SetAside(_("its type, {type}, is not one of this format").format(type=question.type or "?"))


def _tell_unsaid(passage: Passage) -> None:
    for word, text in passage.question.unsaid:
        passage.tell(_(_UNSAID[word]).format(text=quoted(text)))


def _new_id(question: MoodleQuestion, quiz: str, taken: set[str]) -> str:
    candidates = _candidates(question.name or question.text.text[:80], quiz)
    return next(candidate for candidate in candidates if candidate not in taken)


def _candidates(title: str, quiz: str) -> Iterator[str]:
    number = 1
    while True:
        yield proposed_id(title, quiz if number == 1 else f"{quiz}|{number}")
        number += 1

"""A quiz of ours → questions of Moodle, and what each loses on the way."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from course_engine.content.writing.prose import tree_of
from course_engine.exchange.quizzes.leaving import Departure, NotSaid, ReadFile
from course_engine.exchange.quizzes.moodle import Answer, MoodleQuestion, Pair, Prose, TextFormat
from course_engine.exchange.quizzes.to_cloze import leave_cloze
from course_engine.i18n import translator
from course_engine.model.quiz import (
    AnswerKey,
    CreditRule,
    FreeTextKey,
    Matching,
    MatchingKey,
    MultipleChoice,
    MultipleChoiceKey,
    NumericKey,
    Ordering,
    OrderingKey,
    Quiz,
    ShortTextKey,
    SingleChoice,
    SingleChoiceKey,
    TrueFalseKey,
)

_ = translator("exchange")

_PARTS = 10
"""Moodle knows the shares of up to ten right options: 100 %, 50 %, 33.33333 %… 10 %."""


class Left(Struct, frozen=True):
    """What became of one question.

    Attributes:
        id, name: of the question.
        question: as Moodle holds it; None where it cannot.
        told: a sentence for each thing that it loses.
        refusal: why it cannot leave; empty where it does.
        line: where it starts in the file that it comes from; 0 where that says nothing.
    """

    id: str
    name: str
    question: MoodleQuestion | None
    told: tuple[str, ...] = ()
    refusal: str = ""
    line: int = 0


def leave(quiz: Quiz, keys: Mapping[str, AnswerKey], read: ReadFile) -> tuple[list[Left], list[str]]:
    """Return every question of a quiz as Moodle would hold it, and what is said of the quiz as a whole.

    The title becomes the category, the introduction a `description`.

    Args:
        quiz: as compiled.
        keys: what judges its questions, by id.
        read: gives the bytes of the pictures that they show.
    """
    told = [
        sentence
        for is_set, sentence in (
            (
                quiz.threshold is not None,
                _("the threshold is a setting of Moodle's test, not of its questions"),
            ),
            (quiz.draw is not None, _("the draw is a setting of Moodle's test, not of its questions")),
        )
        if is_set
    ]
    category = MoodleQuestion("category", quiz.title)
    left = [Left("", quiz.title, category)]
    departures = [Departure(question, keys[question.id], read) for question in quiz.questions]
    if quiz.introduction:
        text = departures[0].html(quiz.introduction)
        left.append(Left("", _("Introduction"), MoodleQuestion("description", _("Introduction"), text=text)))
    return [*left, *map(_left, departures)], told


def _left(departure: Departure) -> Left:
    question = departure.question
    name = " ".join(tree_of(question.title).text().split())
    try:
        moodle = _LEAVING[question.type](departure)
    except NotSaid as reason:
        return Left(question.id, name, None, tuple(departure.told), str(reason))
    except OSError as error:
        return Left(
            question.id,
            name,
            None,
            (),
            _("one of its pictures cannot be read: {name}").format(name=error.filename),
        )
    return Left(question.id, name, moodle, tuple(departure.told))


def _one(departure: Departure) -> MoodleQuestion:
    question, key = departure.question, departure.key
    assert isinstance(question, SingleChoice)  # noqa: S101 - dispatched by type
    assert isinstance(key, SingleChoiceKey)  # noqa: S101
    answers = tuple(
        Answer(departure.html(one.content), Decimal(one.letter == key.right), departure.feedback(one.letter))
        for one in question.options
    )
    return replace(departure.moodle("multichoice"), answers=answers)


def _several(departure: Departure) -> MoodleQuestion:
    question, key = departure.question, departure.key
    assert isinstance(question, MultipleChoice)  # noqa: S101 - dispatched by type
    assert isinstance(key, MultipleChoiceKey)  # noqa: S101
    expected = len(key.right)
    if expected > _PARTS:
        raise NotSaid(_("Moodle has no weight for more than ten right options"))
    share = _share(expected)
    penalty = Decimal(-1) if key.rule is CreditRule.OFF else -share
    if key.rule is CreditRule.OFF and expected > 1:
        departure.tell(
            _("Moodle gives a part of the points to whoever finds a part; here it was all or nothing")
        )
    elif key.rule in {CreditRule.COVERAGE, CreditRule.EACH_ANSWER}:
        departure.tell(_("Moodle cannot count by this rule: a wrong option cancels a right one, as by “net”"))
    answers = tuple(
        Answer(
            departure.html(one.content),
            share if one.letter in key.right else penalty,
            departure.feedback(one.letter),
        )
        for one in question.options
    )
    return replace(departure.moodle("multichoice"), answers=answers, single=False)


def _share(parts: int) -> Decimal:
    """Return 1/n as Moodle writes it: five decimals of a percentage."""
    return (Decimal(100) / parts).quantize(Decimal("0.00001")) / 100


def _judgement(departure: Departure) -> MoodleQuestion:
    key = departure.key
    assert isinstance(key, TrueFalseKey)  # noqa: S101 - dispatched by type
    answers = tuple(
        Answer(Prose(word, TextFormat.PLAIN), Decimal(key.right is value), departure.feedback(word))
        for word, value in (("true", True), ("false", False))
    )
    return replace(departure.moodle("truefalse"), answers=answers)


def _spellings(departure: Departure) -> MoodleQuestion:
    key = departure.key
    assert isinstance(key, ShortTextKey)  # noqa: S101 - dispatched by type
    answers = tuple(
        Answer(Prose(text.replace("*", "\\*"), TextFormat.PLAIN), Decimal(1)) for text in key.accepted
    )
    if not key.strict:
        departure.tell(_("Moodle tells accents apart: write the spellings without them that are right too"))
    return replace(departure.moodle("shortanswer"), answers=answers, case_sensitive=key.strict)


def _number(departure: Departure) -> MoodleQuestion:
    key = departure.key
    assert isinstance(key, NumericKey)  # noqa: S101 - dispatched by type
    low, high = Decimal(key.low), Decimal(key.high)
    middle = ((low + high) / 2).normalize()
    answer = Answer(
        Prose(format(middle, "f"), TextFormat.PLAIN), Decimal(1), tolerance=(high - middle).normalize()
    )
    return replace(departure.moodle("numerical"), answers=(answer,), unit=key.unit_label)


def _rows(departure: Departure) -> MoodleQuestion:
    question, key = departure.question, departure.key
    assert isinstance(question, Matching)  # noqa: S101 - dispatched by type
    assert isinstance(key, MatchingKey)  # noqa: S101
    departure.tell(_("the headings of the two columns have no place in Moodle"))
    if key.rule is not CreditRule.EACH_ANSWER:
        departure.tell(_("Moodle counts each right row by itself"))
    choices = {choice.letter: departure.words(choice.content) for choice in question.choices}
    pairs = [Pair(departure.html(row.content), choices[key.right[row.letter]]) for row in question.rows]
    lures = [Pair(Prose(), text) for letter, text in choices.items() if letter not in key.right.values()]
    return replace(departure.moodle("match"), pairs=(*pairs, *lures))


def _sequence(departure: Departure) -> MoodleQuestion:
    question, key = departure.question, departure.key
    assert isinstance(question, Ordering)  # noqa: S101 - dispatched by type
    assert isinstance(key, OrderingKey)  # noqa: S101
    contents = {item.letter: item.content for item in question.items}
    answers = tuple(
        Answer(departure.html(contents[letter]), Decimal(place)) for place, letter in enumerate(key.right, 1)
    )
    if key.rule is CreditRule.OFF:
        return replace(departure.moodle("ordering"), answers=answers, grading="ALL_OR_NOTHING")
    departure.tell(_("Moodle counts the longest run of items in order a little otherwise"))
    return replace(departure.moodle("ordering"), answers=answers, grading="LONGEST_ORDERED_SUBSET")


def _free(departure: Departure) -> MoodleQuestion:
    key = departure.key
    assert isinstance(key, FreeTextKey)  # noqa: S101 - dispatched by type
    departure.tell(_("somebody has to mark it in Moodle"))
    notes = (("graderinfo", departure.html(key.model_answer).text),) if key.model_answer else ()
    return replace(departure.moodle("essay"), grade=Decimal(1), unsaid=notes)


def _hotspot(_departure: Departure) -> MoodleQuestion:
    raise NotSaid(_("Moodle has no question that asks to point at one place of a picture"))


def _rating(_departure: Departure) -> MoodleQuestion:
    raise NotSaid(_("Moodle asks opinions by its activity Feedback, not by a question"))


_LEAVING: Mapping[str, Callable[[Departure], MoodleQuestion]] = {
    "single-choice": _one,
    "multiple-choice": _several,
    "true-false": _judgement,
    "short-text": _spellings,
    "numeric": _number,
    "matching": _rows,
    "ordering": _sequence,
    "cloze": leave_cloze,
    "hotspot": _hotspot,
    "free-text": _free,
    "rating": _rating,
}

"""`match` and `ordering`: rows and items whose written order is the answer."""

from string import ascii_lowercase

from course_engine.content.lettered import letters_by_text
from course_engine.exchange.quizzes.carrying import MOST_OFFERED, Carriers, Passage, SetAside, check_different
from course_engine.exchange.quizzes.moodle import Prose, TextFormat
from course_engine.i18n import translator
from course_engine.model.folding import fold
from course_engine.model.quiz import (
    AnswerKey,
    CreditRule,
    Matching,
    MatchingKey,
    Option,
    Ordering,
    OrderingKey,
    Question,
)

_ = translator("exchange")

_LEAST_ROWS, _LEAST_ITEMS = 2, 3
_ALL_OR_NOTHING = {"ALL_OR_NOTHING", "-1"}


def carry_rows(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry a `match`, where each right row counts by itself; see `carrying.Carrying`."""
    pairs = [pair for pair in passage.question.pairs if pair.right.strip()]
    rows = [(fragment, pair.right) for pair in pairs if (fragment := passage.phrase(pair.left))]
    if len(rows) < _LEAST_ROWS:
        raise SetAside(_("it has fewer than two rows"))
    choices = {fold(pair.right): " ".join(pair.right.split()) for pair in pairs}
    if len(rows) > MOST_OFFERED or len(choices) > MOST_OFFERED:
        raise SetAside(_("there are more than {most} of them").format(most=MOST_OFFERED))
    check_different(content for content, _right in rows)
    letters = letters_by_text(choices.values())
    question = Matching(
        **passage.public(),
        headings=((_("To match"),), (_("Answer"),)),
        rows=tuple(
            Option(letter=letter, content=content)
            for letter, (content, _right) in zip(ascii_lowercase, rows, strict=False)
        ),
        choices=tuple(
            Option(letter=letter, content=passage.phrase(Prose(choices[text], TextFormat.PLAIN)))
            for text, letter in letters.items()
        ),
    )
    right = {
        letter: letters[fold(right)] for letter, (_row, right) in zip(ascii_lowercase, rows, strict=False)
    }
    return question, MatchingKey(
        question=passage.id, right=right, rule=CreditRule.EACH_ANSWER, explanation=passage.explanation()
    )


def carry_ordering(passage: Passage) -> tuple[Question, AnswerKey]:
    """Carry an `ordering`: its answers are in the order of their places."""
    answers = sorted(passage.question.answers, key=lambda answer: answer.fraction)
    if len(answers) < _LEAST_ITEMS:
        raise SetAside(_("it has fewer than three items to put in order"))
    items = passage.options([answer.text for answer in answers])
    texts = [passage.words(answer.text) or str(number) for number, answer in enumerate(answers)]
    letters = letters_by_text(texts)
    lettered = {letters[fold(text)]: item.content for text, item in zip(texts, items, strict=True)}
    rule = CreditRule.OFF if passage.question.grading in _ALL_OR_NOTHING else CreditRule.EACH_ANSWER
    if rule is CreditRule.EACH_ANSWER:
        sentence = _(
            "parts counted by Moodle's rule {rule}; here by the items already in the right relative order"
        )
        passage.tell(sentence.format(rule=passage.question.grading or "ABSOLUTE_POSITION"))
    question = Ordering(
        **passage.public(),
        items=tuple(Option(letter=letter, content=lettered[letter]) for letter in sorted(lettered)),
    )
    return question, OrderingKey(
        question=passage.id,
        right=tuple(letters[fold(text)] for text in texts),
        rule=rule,
        explanation=passage.explanation(),
    )


CARRIERS: Carriers = {"match": carry_rows, "ordering": carry_ordering}

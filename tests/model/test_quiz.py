"""What a trainee is asked: drawn and shuffled by who they are, for ever the same."""

from hashlib import sha256

from msgspec.structs import replace

from course_engine.model.quiz import (
    AnswerKey,
    ChosenGapKey,
    Cloze,
    ClozeKey,
    Gap,
    Matching,
    MatchingKey,
    Option,
    Ordering,
    OrderingKey,
    Question,
    Quiz,
    Rating,
    SingleChoice,
    SingleChoiceKey,
    TrueFalse,
    TrueFalseKey,
)
from course_engine.model.quiz.drawing import as_shown, asked, drawn


def choice(name: str, letters: str = "abcde", levels: tuple[str, ...] = ()) -> SingleChoice:
    options = tuple(Option(letter=letter, content=(letter,)) for letter in letters)
    return SingleChoice(id=name, title=(name,), options=options, levels=levels)


def quiz(*questions: Question, draw: int | None = None, shuffle: bool = False) -> Quiz:
    return Quiz(
        id="essai", path="quizzes/essai.md", title="Essai", draw=draw, shuffle=shuffle, questions=questions
    )


def asked_of(one: Quiz, trainee: str, level: str) -> tuple[Question, ...]:
    keys: dict[str, AnswerKey] = {
        question.id: TrueFalseKey(question=question.id, right=True)
        if isinstance(question, TrueFalse)
        else SingleChoiceKey(question=question.id, right="a")
        for question in one.questions
    }
    return asked(one, keys, trainee, drawn(one, trainee, level))


def ids(questions: tuple[Question, ...]) -> list[str]:
    return [question.id for question in questions]


def letters(question: Question) -> list[str]:
    assert isinstance(question, SingleChoice)
    return [option.letter for option in question.options]


FIVE = [choice(f"q-{number}") for number in range(5)]


def test_without_a_draw_everything_is_asked_as_written() -> None:
    assert asked_of(quiz(*FIVE), "st-1", "pratique") == tuple(FIVE)


def test_a_question_of_other_levels_is_not_asked() -> None:
    found = asked_of(quiz(choice("q-1", levels=("autonome",)), choice("q-2")), "st-1", "pratique")
    assert ids(found) == ["q-2"]


def test_the_draw_takes_the_smallest_digests_and_keeps_the_written_order() -> None:
    def rank(name: str) -> str:
        return sha256(f"st-1|essai|{name}".encode()).hexdigest()

    smallest = sorted(ids(tuple(FIVE)), key=rank)[:2]
    assert ids(asked_of(quiz(*FIVE, draw=2), "st-1", "pratique")) == sorted(smallest)


def test_a_question_added_later_only_takes_a_place_it_won() -> None:
    before = ids(asked_of(quiz(*FIVE, draw=3), "st-1", "pratique"))
    after = ids(asked_of(quiz(*FIVE, choice("q-9"), draw=3), "st-1", "pratique"))
    assert set(after) - {"q-9"} <= set(before)


def test_options_keep_the_written_order_unless_the_quiz_shuffles() -> None:
    (shown,) = asked_of(quiz(FIVE[0]), "st-1", "pratique")
    assert letters(shown) == ["a", "b", "c", "d", "e"]


def test_shuffled_options_are_in_an_order_of_each_trainee_s_own() -> None:
    def order(trainee: str) -> list[str]:
        (shown,) = asked_of(quiz(FIVE[0], shuffle=True), trainee, "pratique")
        return letters(shown)

    expected = sorted("abcde", key=lambda letter: sha256(f"st-1|q-0|{letter}".encode()).hexdigest())
    assert order("st-1") == order("st-1") == expected
    assert len({tuple(order(f"st-{number}")) for number in range(20)}) > 10


def test_what_has_no_options_is_not_shuffled() -> None:
    statement = TrueFalse(id="q-1", title=("Vrai ?",))
    assert asked_of(quiz(statement, shuffle=True), "st-1", "pratique") == (statement,)


def offered(*letters: str) -> tuple[Option, ...]:
    return tuple(Option(letter=letter, content=(letter.upper(),)) for letter in letters)


def order_of(trainee: str, where: str, letters: str) -> list[str]:
    return sorted(letters, key=lambda letter: sha256(f"{trainee}|{where}|{letter}".encode()).hexdigest())


def test_what_is_not_scored_is_always_asked_and_comes_last() -> None:
    opinion = Rating(id="avis", title=("?",), steps=offered("a", "b"))
    assert drawn(quiz(opinion, *FIVE, draw=2), "st-1", "pratique")[2:] == ("avis",)


def test_a_question_that_is_no_longer_there_is_left_out_of_what_was_drawn() -> None:
    keys = {"q-0": SingleChoiceKey(question="q-0", right="a")}
    assert ids(asked(quiz(FIVE[0]), keys, "st-1", ("q-9", "q-0"))) == ["q-0"]


def test_choices_of_rows_and_of_gaps_are_shown_in_an_order_of_each_trainee_s_own() -> None:
    pairs = Matching(
        id="paires", title=("?",), headings=(("A",), ("B",)), rows=offered("a"), choices=offered(*"abcd")
    )
    key = MatchingKey(question="paires", right={"a": "a"})
    shown = as_shown(pairs, key, "st-1", shuffles=False)
    assert isinstance(shown, Matching)
    assert [one.letter for one in shown.choices] == order_of("st-1", "paires", "abcd")
    assert shown.rows == pairs.rows

    text = Cloze(id="texte", title=("?",), gaps=(Gap(letter="b", choices=offered(*"abcd")), Gap(letter="c")))
    filled = ClozeKey(question="texte", right={"b": ChosenGapKey(right="a")})
    gapped = as_shown(text, filled, "st-1", shuffles=False)
    assert isinstance(gapped, Cloze)
    assert [one.letter for one in gapped.gaps[0].choices] == order_of("st-1", "texte|b", "abcd")
    assert gapped.gaps[1] == text.gaps[1]


def test_items_to_put_in_order_are_never_shown_in_the_right_one() -> None:
    for number in range(60):
        trainee = f"st-{number}"
        drawn_order = order_of(trainee, "ordre", "abc")
        key = OrderingKey(question="ordre", right=tuple(drawn_order))
        shown = as_shown(
            Ordering(id="ordre", title=("?",), items=offered(*"abc")), key, trainee, shuffles=False
        )
        assert isinstance(shown, Ordering)
        assert [one.letter for one in shown.items] == [*drawn_order[1:], drawn_order[0]]
        other = replace(key, right=(*drawn_order[1:], drawn_order[0]))
        kept = as_shown(
            Ordering(id="ordre", title=("?",), items=offered(*"abc")), other, trainee, shuffles=False
        )
        assert isinstance(kept, Ordering)
        assert [one.letter for one in kept.items] == drawn_order

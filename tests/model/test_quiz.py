"""What a trainee is asked: drawn and shuffled by who they are, for ever the same."""

from hashlib import sha256

from course_engine.model.quiz import Option, Question, Quiz, SingleChoice, TrueFalse


def choice(name: str, letters: str = "abcde", levels: tuple[str, ...] = ()) -> SingleChoice:
    options = tuple(Option(letter=letter, content=(letter,)) for letter in letters)
    return SingleChoice(id=name, title=(name,), options=options, levels=levels)


def quiz(*questions: Question, draw: int | None = None, shuffle: bool = False) -> Quiz:
    return Quiz(
        id="essai", path="quizzes/essai.md", title="Essai", draw=draw, shuffle=shuffle, questions=questions
    )


def ids(questions: tuple[Question, ...]) -> list[str]:
    return [question.id for question in questions]


def letters(question: Question) -> list[str]:
    assert isinstance(question, SingleChoice)
    return [option.letter for option in question.options]


FIVE = [choice(f"q-{number}") for number in range(5)]


def test_without_a_draw_everything_is_asked_as_written() -> None:
    assert quiz(*FIVE).asked_of("st-1", "pratique") == tuple(FIVE)


def test_a_question_of_other_levels_is_not_asked() -> None:
    asked = quiz(choice("q-1", levels=("autonome",)), choice("q-2")).asked_of("st-1", "pratique")
    assert ids(asked) == ["q-2"]


def test_the_draw_takes_the_smallest_digests_and_keeps_the_written_order() -> None:
    def rank(name: str) -> str:
        return sha256(f"st-1|essai|{name}".encode()).hexdigest()

    smallest = sorted(ids(tuple(FIVE)), key=rank)[:2]
    assert ids(quiz(*FIVE, draw=2).asked_of("st-1", "pratique")) == sorted(smallest)


def test_a_question_added_later_only_takes_a_place_it_won() -> None:
    before = ids(quiz(*FIVE, draw=3).asked_of("st-1", "pratique"))
    after = ids(quiz(*FIVE, choice("q-9"), draw=3).asked_of("st-1", "pratique"))
    assert set(after) - {"q-9"} <= set(before)


def test_options_keep_the_written_order_unless_the_quiz_shuffles() -> None:
    (asked,) = quiz(FIVE[0]).asked_of("st-1", "pratique")
    assert letters(asked) == ["a", "b", "c", "d", "e"]


def test_shuffled_options_are_in_an_order_of_each_trainee_s_own() -> None:
    def order(trainee: str) -> list[str]:
        (asked,) = quiz(FIVE[0], shuffle=True).asked_of(trainee, "pratique")
        return letters(asked)

    expected = sorted("abcde", key=lambda letter: sha256(f"st-1|q-0|{letter}".encode()).hexdigest())
    assert order("st-1") == order("st-1") == expected
    assert len({tuple(order(f"st-{number}")) for number in range(20)}) > 10


def test_what_has_no_options_is_not_shuffled() -> None:
    statement = TrueFalse(id="q-1", title=("Vrai ?",))
    assert quiz(statement, shuffle=True).asked_of("st-1", "pratique") == (statement,)

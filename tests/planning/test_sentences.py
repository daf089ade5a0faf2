"""Sentences are set as a French printer would set them."""

from course_engine.model.path import QuotedAnswer
from course_engine.planning.sentences import half_days, listed, quoted, said, unanswered


def answer(question: str, given: str) -> QuotedAnswer:
    return QuotedAnswer(question="question", text=question, answer=given)


def test_a_quotation_has_guillemets_and_no_break_spaces() -> None:
    assert quoted("Et vous ?") == "«\u00a0Et vous\u00a0?\u00a0»"


def test_a_quotation_in_a_quotation_has_inner_marks() -> None:
    assert quoted("L'objet « urgent » ?") == "«\u00a0L’objet “urgent”\u00a0?\u00a0»"


def test_a_list_ends_with_et() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a et b", "a, b et c"]


def test_half_days_are_counted_in_words_up_to_one() -> None:
    assert [half_days(number) for number in range(3)] == [
        "aucune demi-journée",
        "une demi-journée",
        "2\u00a0demi-journées",
    ]


def test_a_claim_without_an_answer_stands_alone() -> None:
    assert said([], "cette séance répond.") == "Cette séance répond."


def test_answers_to_one_question_stand_together() -> None:
    assert said([answer("Que voulez-vous ?", "A"), answer("Que voulez-vous ?", "B")], "voilà.") == (
        "Voilà (à «\u00a0Que voulez-vous\u00a0?\u00a0», vous avez répondu «\u00a0A\u00a0» et «\u00a0B\u00a0»)."
    )


def test_unanswered_questions_are_said_to_be_so() -> None:
    answers = [answer("Un ?", "oui"), answer("Deux ?", unanswered()), answer("Trois ?", unanswered())]
    assert said(answers, "voilà.").replace("\u00a0", " ") == (
        "Voilà (à « Un ? », vous avez répondu « oui », et vous n’avez pas répondu à « Deux ? » ni à « Trois ? »)."
    )

"""What can be shown of a course that has errors: never twice the same id, nothing named that is not there."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from course_engine.content.summary import QuizBody
from course_engine.model.course import Programme
from course_engine.model.quiz import AnswerKey, Question, Quiz


def less_missing_units(programme: Programme, units: Collection[str]) -> Programme:
    """Return a programme whose every unit is one of `units`, each where it first stands."""
    placed: set[str] = set()
    series = []
    for part in programme.series:
        kept = tuple(name for name in dict.fromkeys(part.units) if name in units and name not in placed)
        placed |= set(kept)
        series.append(replace(part, units=kept))
    closing = programme.closing if programme.closing and programme.closing.unit in placed else None
    return replace(programme, series=tuple(series), closing=closing)


def less_doubled_questions(
    bodies: Mapping[str, QuizBody],
) -> tuple[dict[str, Quiz], dict[str, AnswerKey]]:
    """Return the quizzes that can be shown, by id, and what judges them; of one question, the first written."""
    quizzes: dict[str, Quiz] = {}
    keys: dict[str, AnswerKey] = {}
    for identity, body in bodies.items():
        if body.quiz is None:
            continue
        questions: list[Question] = []
        # A question that can be shown and its key were read together, in one order.
        for question, key in zip(body.quiz.questions, body.keys, strict=True):
            if question.id not in keys:
                keys[question.id] = key
                questions.append(question)
        quizzes[identity] = replace(body.quiz, questions=tuple(questions))
    return quizzes, keys

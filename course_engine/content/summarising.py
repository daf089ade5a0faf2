"""What was read of a file → what the rest of the course must know of it."""

from msgspec.structs import replace

from course_engine.content.comparison import lettered
from course_engine.content.publication import versions_of
from course_engine.content.quiz import QuizReading
from course_engine.content.report import Report
from course_engine.content.summary import QuestionSummary, QuizBody, QuizSummary, UnitSummary
from course_engine.content.unit import UnitReading
from course_engine.model.publication import Publication


def unit_summary(reading: UnitReading) -> UnitSummary:
    """Return what other files must know of a unit."""
    head = reading.head
    return UnitSummary(
        id=reading.id,
        path=reading.path,
        title=head.text("titre"),
        levels=reading.shown.levels,
        sound=reading.unit is not None,
        id_line=head.line("id"),
        objectives=tuple(head.items("objectifs")),
        prerequisites=tuple(head.items("prerequis")),
        pages=reading.pages,
        quizzes=reading.quizzes,
        assessment=reading.assessment,
        assessed=reading.assessed,
    )


def quiz_summary(reading: QuizReading, publication: Publication) -> tuple[QuizSummary, QuizBody]:
    """Return what other files must know of a quiz, and its text, once it was compared with what was published."""
    sound = reading.quiz is not None
    now = lettered(replace(reading, report=Report(reading.path, reading.report.lines)), publication)
    keys = {key.question: key for key in now.keys}
    asked = now.quiz.questions if now.quiz else ()
    summary = QuizSummary(
        id=reading.id,
        path=reading.path,
        questions=tuple(
            QuestionSummary(
                draft.id,
                draft.line,
                draft.kind,
                draft.attributes.values.get("page"),
                None if draft.is_number or not draft.kind else draft.attributes.values.get("unite"),
            )
            for draft in reading.drafts
        ),
        sound=sound,
        asks_all=not sound or any(not question.levels for question in asked),
        asks=tuple(dict.fromkeys(level for question in asked for level in question.levels)),
        versions=versions_of([now.quiz] if now.quiz else [], keys, publication),
        compared=tuple(now.report.diagnostics),
    )
    return summary, QuizBody(now.quiz or reading.shown, now.keys)

"""Quiz and keys → the text of `quizzes/<quiz>.md`, which reads back as the same quiz."""

from course_engine.content.writing.quiz import write_question, write_quiz

__all__ = ["write_question", "write_quiz"]

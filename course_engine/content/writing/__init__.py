"""Quiz and keys → the text of `quizzes/<quiz>.md`, which reads back as the same quiz."""

from course_engine.content.writing.meaning import meaning
from course_engine.content.writing.quiz import write_question, write_quiz

__all__ = ["meaning", "write_question", "write_quiz"]

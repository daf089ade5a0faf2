"""(Question, AnswerKey, Response) → Score: pure, the twin of runtime/grader.js.

Both graders obey `tests/vectors/*.json`. A fraction is computed by the same operations on doubles in the
same order, so that a score made offline and one made by the server are the same number. The rules and
their sources are written out in `docs/grading.md`.
"""

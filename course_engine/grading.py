"""(Question, AnswerKey, Response) → Score: pure, the twin of runtime/quiz.js."""

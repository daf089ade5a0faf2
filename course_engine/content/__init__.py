"""Text ↔ Catalogue: the only reader of modules/ and quizzes/."""

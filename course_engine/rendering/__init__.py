"""Model → HTML: fragments, pages, quizzes, figures, and the theme that dresses them."""

"""Text ↔ Catalogue: the only reader of modules/ and quizzes/."""

from course_engine.content.compilation import (
    Compilation,
    Compiler,
    WrittenQuestion,
    compile_course,
    load_course,
    unretained,
)

__all__ = ["Compilation", "Compiler", "WrittenQuestion", "compile_course", "load_course", "unretained"]

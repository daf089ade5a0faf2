"""`python -m course_engine.content COURSE`: a compiled course, or its problems, for the process that started this one.

Its standard output is a pickle of the `Catalogue`, or of the diagnostics of a course that has errors.
"""

import pickle
import sys
from pathlib import Path

from course_engine.content import compile_course


def main() -> None:
    """Compile the course that the one argument names."""
    compilation = compile_course(Path(sys.argv[1]))
    pickle.dump(compilation.catalogue or compilation.diagnostics, sys.stdout.buffer)


if __name__ == "__main__":
    main()

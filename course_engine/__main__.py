"""`python -m course_engine` and the `course-engine` command."""

from course_engine.cli import main

if __name__ == "__main__":
    main()

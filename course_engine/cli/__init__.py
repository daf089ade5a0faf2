"""The `course-engine` command: one verb, one file."""


def main() -> None:
    """Run the command line."""

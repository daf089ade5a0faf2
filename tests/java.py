"""Java programs that judge files for a whole run of the tests: starting one takes longer than most files do."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

Judge = Callable[[Path], list[str]]
"""Gives the lines that a program says of a file."""

QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Xss4m")
"""For a program that works some seconds in all: neither a second compilation nor several collectors pay."""


@contextmanager
def java_judge(source: Path, *words: str, classpath: str) -> Iterator[Judge]:
    """Run a program that reads files, one a line, and says some lines of each, then an empty one."""
    command = ["java", *QUICK_START, "-cp", classpath, str(source), *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, encoding="utf-8") as program:

        def judge(file: Path) -> list[str]:
            program.stdin.write(f"{file}\n")
            program.stdin.flush()
            said = list(takewhile(lambda line: line != "\n", iter(program.stdout.readline, "")))
            assert program.poll() is None, f"{source.name} ended while it judged {file}"
            return [line.removesuffix("\n") for line in said]

        yield judge

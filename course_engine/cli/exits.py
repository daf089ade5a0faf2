"""What an error looks like on the command line: one sentence, one exit code."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from course_engine import errors
from course_engine.i18n import translator

_ = translator("cli")

EXIT_CODES: Mapping[type[errors.CourseError], int] = {
    errors.Refused: 1,
    # 2 is click's own, for a command that was not understood.
    errors.NotFound: 3,
    errors.NotCertifiable: 4,
    errors.VerificationFailed: 5,
    errors.StoreError: 6,
    errors.OutputRefused: 7,
    errors.EnvironmentRefused: 8,
    errors.CourseError: 9,
}
INTERRUPTED = 130


def exit_code(error: errors.CourseError) -> int:
    """Return the exit code of the nearest class of `error` that has one."""
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


@contextmanager
def exits() -> Iterator[None]:
    """Turn an error of ours, or Ctrl-C, into its sentence on standard error and its exit code."""
    try:
        yield
    except errors.CourseError as error:
        click.echo(str(error), err=True)
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        click.echo(_("Interrupted. Run the same command again to go on from here."), err=True)
        sys.exit(INTERRUPTED)

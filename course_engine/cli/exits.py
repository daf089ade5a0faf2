"""What an error looks like on the command line: one sentence, one exit code."""

import errno
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from course_engine import errors
from course_engine.i18n import mark, translator

_ = translator("cli")

EXIT_CODES: Mapping[type[errors.CourseError], int] = {
    errors.Refused: 1,
    errors.InvalidForm: 1,
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

# What the system says of a file → what to do about it.
SYSTEM_SENTENCES: Mapping[int, str] = {
    errno.ENOENT: mark("“{name}” does not exist."),
    errno.EACCES: mark("“{name}” cannot be read or written: check the rights on it."),
    errno.EPERM: mark("“{name}” cannot be read or written: check the rights on it."),
    errno.EROFS: mark("“{name}” cannot be written: its disk is read-only."),
    errno.ENOTDIR: mark("“{name}” cannot be written: a file stands where a folder is needed."),
    errno.EEXIST: mark("“{name}” cannot be written: a file stands where a folder is needed."),
    errno.EISDIR: mark("“{name}” is a folder: name a file."),
    errno.EFBIG: mark("A file this large does not fit on that disk: format the USB key in exFAT, not FAT32."),
    errno.ENOSPC: mark("The disk is full: free some space, then run the same command again."),
}
ANY_SYSTEM_SENTENCE = mark("The system refuses “{name}”: {reason}.")


def exit_code(error: errors.CourseError) -> int:
    """Return the exit code of the nearest class of `error` that has one."""
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


def system_sentence(error: OSError) -> str:
    """Return one sentence about a file that the system refuses."""
    name = error.filename2 or error.filename or ""
    sentence = SYSTEM_SENTENCES.get(error.errno or 0, ANY_SYSTEM_SENTENCE)
    return _(sentence).format(name=name, reason=error.strerror or error)


@contextmanager
def exits() -> Iterator[None]:
    """Turn an error of ours, or Ctrl-C, into its sentence on standard error and its exit code."""
    try:
        yield
    except errors.CourseError as error:
        click.echo(str(error), err=True)
        sys.exit(exit_code(error))
    except BrokenPipeError:
        raise  # whoever reads has read enough: click ends quietly
    except OSError as error:
        click.echo(system_sentence(error), err=True)
        sys.exit(EXIT_CODES[errors.OutputRefused])
    except KeyboardInterrupt:
        click.echo(_("Interrupted. Run the same command again to go on from here."), err=True)
        sys.exit(INTERRUPTED)

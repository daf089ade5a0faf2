"""`check --fix`: show the ids that are missing, ask, write them."""

from collections.abc import Sequence
from pathlib import Path
from stat import S_IMODE

import click

from course_engine.content.missing_ids import MissingIds, missing_ids
from course_engine.errors import OutputRefused
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.model.folding import fold

_ = translator("cli")

AGREED = frozenset({"o", "oui"})


def fix(course: Path, *, yes: bool) -> None:
    """Give an id to each question that has none, once what would change has been shown and agreed to.

    Args:
        course: the folder that holds `modules/` and `quizzes/`.
        yes: whether to write without asking.

    Raises:
        OutputRefused: a file changed since its difference was shown; those before it are written.
    """
    found = missing_ids(course)
    if not found:
        click.echo(_("No question lacks an id."), err=True)
        return
    for completed in found:
        click.echo(completed.diff)
    if not (yes or _agreed()):
        click.echo(_("Nothing was written."), err=True)
        return
    for completed in found:
        write(course, completed)
    click.echo(_told(found), err=True)


def write(course: Path, completed: MissingIds) -> None:
    """Write one file with its ids; it keeps its rights, and a link stays a link.

    Raises:
        OutputRefused: the file is not as it was read.
    """
    target = (course / completed.path).resolve()
    if not target.is_file() or target.read_bytes() != completed.before:
        sentence = _("{path} has changed meanwhile: nothing was written there. Run the same command again.")
        raise OutputRefused(sentence.format(path=completed.path))
    rights = S_IMODE(target.stat().st_mode)
    with atomic_write(target) as draft:
        draft.write(completed.after)
    target.chmod(rights)


def _agreed() -> bool:
    question = _("Write these ids? (oui/non)")
    return fold(click.prompt(question, default="non", show_default=False, prompt_suffix=_(": "))) in AGREED


def _told(found: Sequence[MissingIds]) -> str:
    ids = sum(len(completed.ids) for completed in found)
    return _("Ids written: {ids}; files changed: {files}.").format(ids=ids, files=len(found))

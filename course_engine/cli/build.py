"""`course-engine build`: a course compiled into pages that can be read at each level."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from course_engine import runtime
from course_engine.cli.options import course_option, out_option, settings
from course_engine.cli.progress import progress_bar
from course_engine.content import load_course
from course_engine.errors import OutputRefused
from course_engine.i18n import translator
from course_engine.jobs import Job, atomic_write, fingerprint, folder_fingerprint, is_foreign, run
from course_engine.model.sources import sources_behind
from course_engine.rendering.reading import CONTENTS, ReadingRoom
from course_engine.rendering.theme import load_theme
from course_engine.settings import ENGINE

_ = translator("cli")

JOURNAL = ".made"


@click.command(help=_("Compile a course into pages to read at each level. A course with errors is refused."))
@course_option
@out_option("build/site")
def command(course: Path, out: Path) -> None:
    """Make every page that is not up to date."""
    if is_foreign(out, JOURNAL):
        sentence = _("“{folder}” already holds something else than a built course: choose another folder.")
        raise OutputRefused(sentence.format(folder=out))
    room = ReadingRoom(load_course(course), load_theme(settings().theme))
    with progress_bar(_("Pages")) as progress:
        # One process: a page is made in a few hundredths of a second.
        outcome = run(list(site_jobs(room, course, out)), out / JOURNAL, workers=1, progress=progress)
    click.echo(
        _("Files made: {done}; up to date: {kept}. Open {page}").format(
            done=len(outcome.done), kept=len(outcome.kept), page=out / CONTENTS
        )
    )


def site_jobs(room: ReadingRoom, course: Path, out: Path) -> Iterator[Job]:
    """Yield the jobs that make a course's pages, each depending only on what it shows."""
    catalogue = room.catalogue
    dress = [folder_fingerprint(ENGINE), folder_fingerprint(room.theme.folder)]
    for name, content in _dress(room).items():
        yield _job(out, f"theme/{name}", dress, partial(bytes, content))
    for path, asset in catalogue.assets.items():
        yield _job(out, path, [asset.sha256], (course / path).read_bytes)
    every_unit = sources_behind(catalogue, catalogue.units)
    yield _job(out, CONTENTS, [dress, every_unit], partial(_text, room.contents))
    for unit in catalogue.units.values():
        for level in unit.levels:
            make = partial(_text, partial(room.unit, unit.id, level))
            yield _job(out, f"{unit.id}/{level}.html", [dress, sources_behind(catalogue, [unit.id])], make)


def _job(out: Path, name: str, depends_on: Sequence[object], make: Callable[[], bytes]) -> Job:
    target = out / name
    return Job(name=name, key=fingerprint(depends_on), outputs=(target,), work=partial(_write, target, make))


def _write(target: Path, make: Callable[[], bytes]) -> None:
    with atomic_write(target) as draft:
        draft.write_bytes(make())


def _text(make: Callable[[], str]) -> bytes:
    return make().encode()


def _dress(room: ReadingRoom) -> dict[str, bytes]:
    return {**room.theme.static_files(), **{name: runtime.read(name) for name in runtime.STYLES}}

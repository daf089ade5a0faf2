"""`course-engine build`: a course compiled into pages that can be read at each level."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

import click

from course_engine import runtime
from course_engine.cli.collector import lasting
from course_engine.cli.options import course_option, out_option, settings
from course_engine.cli.progress import progress_bar
from course_engine.content import Compiler
from course_engine.errors import ContentRefused, OutputRefused
from course_engine.i18n import translator
from course_engine.jobs import (
    Job,
    atomic_write,
    fingerprint,
    folder_fingerprint,
    is_foreign,
    run,
    write_if_changed,
)
from course_engine.model.outline import CourseOutline
from course_engine.rendering.fonts import web_font_names
from course_engine.rendering.reading import CONTENTS, ReadingRoom
from course_engine.rendering.theme import Theme, load_theme
from course_engine.settings import ENGINE

_ = translator("cli")

JOURNAL = ".made"
APART = ("bundle", "documents", "exchange", "preview", "rehearsal", "shipped", "store", "training", "web")
"""The folders of the engine that no page depends on: layers beside or above the one that makes pages."""


@click.command(help=_("Compile a course into pages to read at each level. A course with errors is refused."))
@course_option
@out_option("build/site")
def command(course: Path, out: Path) -> None:
    """Make every page that is not up to date."""
    if is_foreign(out, JOURNAL):
        sentence = _("“{folder}” already holds something else than a built course: choose another folder.")
        raise OutputRefused(sentence.format(folder=out))
    engine, memory = folder_fingerprint(ENGINE, but=APART), memory_beside(out)
    with TemporaryFile() as spool:
        compiler = Compiler(course, spool=spool)
        # Reading a course leaves nothing to collect, and what it gives is kept until the last page.
        with lasting():
            if memory.is_file():
                compiler.remember(memory.read_bytes(), engine)
            compilation = compiler.compile()
            outline = compiler.outline()
        if compilation.catalogue is None or outline is None:
            raise ContentRefused(compilation.diagnostics)
        room = ReadingRoom(compilation.catalogue, load_theme(settings().theme))
        done, kept = _make(list(site_jobs(room, outline, course, out, engine)), out)
    # Where nothing may be written beside the folder, the next build reads every file again.
    with suppress(OSError):
        write_if_changed(memory, compiler.remembered(engine))
    sentence = _("Files made: {done}; up to date: {kept}. Open {page}")
    click.echo(sentence.format(done=done, kept=kept, page=out / CONTENTS))


def _make(jobs: Sequence[Job], out: Path) -> tuple[int, int]:
    """Do the jobs that are not done; return how many files were made, and how many were up to date."""
    with progress_bar(_("Pages")) as progress:
        # One process: a page is made in a few thousandths of a second.
        outcome = run(jobs, out / JOURNAL, workers=1, progress=progress)
    files = {job.name: len(job.outputs) for job in jobs}
    return sum(files[name] for name in outcome.done), sum(files[name] for name in outcome.kept)


def memory_beside(out: Path) -> Path:
    """Return the file of what is known of each file of a course: not among its pages, which may be published."""
    folder = out.resolve()
    return folder.with_name(f".{folder.name}.compiled")


def site_jobs(
    room: ReadingRoom, outline: CourseOutline, course: Path, out: Path, engine: str
) -> Iterator[Job]:
    """Yield the jobs that make a course's pages, each depending only on what it shows.

    Args:
        room: makes the pages; texts are opened only for those that are made.
        outline: of the course.
        course: its folder.
        out: the folder to write to.
        engine: fingerprint of the engine.
    """
    dress = fingerprint(engine, folder_fingerprint(room.theme.folder))
    yield from _dress_jobs(room.theme, out, dress)
    for path, asset in room.catalogue.assets.items():
        yield _job(out, path, [asset.sha256], (course / path).read_bytes)
    listed = [[unit.id, unit.title, unit.levels] for unit in outline.units.values()]
    programme = outline.sources["modules/programme.yml"]
    yield _job(
        out, CONTENTS, [dress, programme, listed], partial(_text, partial(room.contents, outline.units))
    )
    for unit in outline.units.values():
        sources = outline.sources_behind([unit.id])
        for level in unit.levels:
            make = partial(_text, partial(room.unit, unit.id, level))
            yield _job(out, f"{unit.id}/{level}.html", [dress, sources], make)


def _dress_jobs(theme: Theme, out: Path, dress: str) -> Iterator[Job]:
    styles = {**theme.own_files(), **{name: runtime.read(name) for name in runtime.STYLES}}
    for name, content in styles.items():
        yield _job(out, f"theme/{name}", [dress], partial(bytes, content))
    fonts = out / "theme" / "fonts"
    # Converting them takes as long as many pages: all or none of them, and never when they are there.
    yield Job(
        name="theme/fonts",
        key=dress,
        outputs=tuple(fonts / name for name in web_font_names()),
        work=partial(_write_fonts, theme, out / "theme"),
    )


def _write_fonts(theme: Theme, folder: Path) -> None:
    for name, content in theme.font_files().items():
        _write(folder / name, partial(bytes, content))


def _job(out: Path, name: str, depends_on: Sequence[object], make: Callable[[], bytes]) -> Job:
    target = out / name
    return Job(name=name, key=fingerprint(depends_on), outputs=(target,), work=partial(_write, target, make))


def _write(target: Path, make: Callable[[], bytes]) -> None:
    with atomic_write(target) as draft:
        draft.write(make())


def _text(make: Callable[[], str]) -> bytes:
    return make().encode()

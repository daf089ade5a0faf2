"""`course-engine demo`: the whole job on the sample data, then the served course."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from time import perf_counter

import click
from rich.console import Console
from rich.table import Table

from course_engine.cli.options import course_option, settings
from course_engine.cli.progress import progress_bar
from course_engine.cli.serve import serve_course
from course_engine.content import load_course
from course_engine.i18n import translator
from course_engine.rendering.theme import load_theme
from course_engine.rendering.wording import size_in_words
from course_engine.training.demonstration import Demonstration
from course_engine.training.registration import Registrant
from course_engine.web.site import DemoCode

_ = translator("cli")

SHOWN_CODES = 4


@dataclass(frozen=True)
class Made:
    """One line of the table: what, how many, where, how large, in how many seconds."""

    what: str
    count: int
    where: Path
    size: int
    seconds: float


@click.command(
    help=_("Do the whole job on the sample data, then serve it. Run again, it does only what is left.")
)
@course_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build/demo"),
    show_default=True,
    help=_("The folder to write to."),
)
@click.option("--serve/--no-serve", "serves", default=True, help=_("Whether to serve what was made."))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=_("0 for any free one.")
)
def command(course: Path, out: Path, serves: bool, port: int) -> None:  # noqa: FBT001 - click passes the flag
    """Make everything, show it in a table, serve it."""
    codes, made = make(course, out)
    show(made, codes)
    if serves:
        serve_course(str(out / "demo.db"), course, port=port, demo_codes=codes)


def make(course: Path, out: Path) -> tuple[tuple[DemoCode, ...], list[Made]]:
    """Do the job; return some codes to try, and what was made."""
    watch = _Watch()
    catalogue = load_course(course)
    demo = Demonstration(out, catalogue, course, load_theme(settings().theme), SystemRandom())
    demo.claim()
    made = [Made(_("Units compiled"), len(catalogue.units), course, _size(course / "modules"), watch.lap())]
    registered = demo.plan()
    made.append(Made(_("Paths"), len(registered), out / "paths.json", _size(out / "paths.json"), watch.lap()))
    with demo.open_records() as database:
        codes = demo.record(database, registered)
        made.append(
            Made(_("People recorded"), len(codes), out / "demo.db", _size(out / "demo.db"), watch.lap())
        )
        with progress_bar(_("Attestations")) as progress:
            attested = demo.attest(database, progress)
        folder = out / "attestations"
        made.append(Made(_("Attestations"), len(attested), folder, _size(folder), watch.lap()))
        with progress_bar(_("Bundles")) as progress:
            packed = demo.pack(database, progress)
    made.append(Made(_("Bundles (ZIP)"), len(packed), out / "bundles", _size(*packed), watch.lap()))
    return _shown(registered, codes), made


def show(made: list[Made], codes: tuple[DemoCode, ...]) -> None:
    """Print what was made, and codes to enter with."""
    console = Console()
    table = Table(title=_("What was made"), title_justify="left")
    table.add_column(_("What"))
    for figure in (_("How many"), _("Size"), _("Seconds")):
        table.add_column(figure, justify="right")
    table.add_column(_("Where"))
    for line in made:
        table.add_row(
            line.what,
            str(line.count),
            size_in_words(line.size),
            f"{line.seconds:.1f}".replace(".", ","),
            str(line.where),
        )
    console.print(table)
    console.print(_("Codes to try:"))
    for code in codes:
        console.print(f"  {code.code}  {code.label}", highlight=False)


class _Watch:
    """Seconds since the last lap."""

    def __init__(self) -> None:
        self._last = perf_counter()

    def lap(self) -> float:
        now = perf_counter()
        self._last, passed = now, now - self._last
        return passed


def _shown(registered: tuple[Registrant, ...], codes: Mapping[str, str]) -> tuple[DemoCode, ...]:
    return tuple(
        DemoCode(
            label=_("{name} (half-days: {count})").format(
                name=f"{one.registration.first_name} {one.registration.last_name}", count=len(one.path.kept)
            ),
            code=codes[one.registration.id],
        )
        for one in registered[:SHOWN_CODES]
    )


def _size(*places: Path) -> int:
    found = [path for place in places for path in (place.rglob("*") if place.is_dir() else [place])]
    return sum(path.stat().st_size for path in found if path.is_file())

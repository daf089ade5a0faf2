"""`course-engine demo`: the whole job on the sample data, then the served course."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from time import perf_counter

import click
from rich.console import Console
from rich.table import Table

from course_engine.cli.options import course_option, out_option, port_option, settings
from course_engine.cli.progress import progress_bar
from course_engine.content import load_course
from course_engine.i18n import translator
from course_engine.rendering.theme import load_theme
from course_engine.rendering.wording import size_in_words
from course_engine.training.demonstration import Demonstration
from course_engine.training.registration import Registrant

_ = translator("cli")


@dataclass(frozen=True)
class Made:
    """One line of the table.

    Attributes:
        what: the kind of thing that was made.
        count: how many.
        where: the file or folder that holds them.
        seconds: how long they took.
        files: what their size is the sum of; everything in `where` if empty.
    """

    what: str
    count: int
    where: Path
    seconds: float
    files: tuple[Path, ...] = ()

    @property
    def size(self) -> int:
        """Bytes on the disk, now."""
        held = self.where.rglob("*") if self.where.is_dir() else [self.where]
        return sum(path.stat().st_size for path in self.files or held if path.is_file())


@click.command(
    help=_("Do the whole job on the sample data, then serve it. Run again, it does only what is left.")
)
@course_option
@out_option("build/demo")
@click.option("--serve/--no-serve", "serves", default=True, help=_("Whether to serve what was made."))
@port_option
def command(course: Path, out: Path, serves: bool, port: int) -> None:  # noqa: FBT001 - click passes the flag
    """Make everything, show it in a table, serve it."""
    codes, made = make(course, out)
    show(made, codes)
    if serves:
        # Imported only here: the web server takes as long to import as all the rest.
        from course_engine.cli.serve import serve_course

        serve_course(str(out / "demo.db"), course, port=port, demo_codes=codes)


def make(course: Path, out: Path) -> tuple[Mapping[str, str], list[Made]]:
    """Do the job; return some codes to try, by what they show, and what was made."""
    watch = _Watch()
    catalogue = load_course(course)
    demo = Demonstration(out, catalogue, course, load_theme(settings().theme), SystemRandom())
    demo.claim()
    made = [Made(_("Units compiled"), len(catalogue.units), course / "modules", watch.lap())]
    registered = demo.plan()
    made.append(Made(_("Paths"), len(registered), out / "paths.json", watch.lap()))
    with demo.open_records() as database:
        codes = demo.record(database, registered)
        made.append(Made(_("People recorded"), len(registered), out / "demo.db", watch.lap()))
        with progress_bar(_("Attestations")) as progress:
            attested = demo.attest(database, progress)
        made.append(Made(_("Attestations"), len(attested), out / "attestations", watch.lap()))
        with progress_bar(_("Bundles")) as progress:
            packed = demo.pack(database, progress)
    made.append(Made(_("Bundles (ZIP)"), len(packed), out / "bundles", watch.lap(), packed))
    return {
        _label(one): codes[one.registration.id] for one in registered if one.registration.id in codes
    }, made


def show(made: list[Made], codes: Mapping[str, str]) -> None:
    """Print what was made, and codes to enter with."""
    console = Console()
    table = Table(title=_("What was made"), title_justify="left")
    table.add_column(_("What"))
    for figure in (_("How many"), _("Size"), _("Seconds")):
        table.add_column(figure, justify="right")
    table.add_column(_("Where"), overflow="fold")
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
    for label, code in codes.items():
        console.print(f"  {code}  {label}", highlight=False)


class _Watch:
    """Seconds since the last lap."""

    def __init__(self) -> None:
        self._last = perf_counter()

    def lap(self) -> float:
        now = perf_counter()
        self._last, passed = now, now - self._last
        return passed


def _label(one: Registrant) -> str:
    return _("{name} (half-days: {count})").format(
        name=f"{one.registration.first_name} {one.registration.last_name}", count=len(one.path.kept)
    )

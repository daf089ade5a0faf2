"""`course-engine demo`: the whole job on the sample data, then the served course."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom
from time import perf_counter

import click
from msgspec import Struct
from rich.console import Console
from rich.table import Table

from course_engine.cli.options import course_option, out_option, port_option, settings
from course_engine.cli.progress import progress_bar
from course_engine.content import load_course
from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.training import TrainingSession
from course_engine.rendering.theme import load_theme
from course_engine.rendering.wording import size_in_words, time_in_words
from course_engine.training.demonstration.staff import DemoAccount
from course_engine.training.demonstration.steps import Demonstration
from course_engine.training.registration import Registrant

_ = translator("cli")


class Made(Struct, frozen=True):
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


class Outcome(Struct, frozen=True):
    """What came of the job.

    Attributes:
        catalogue: the compiled course.
        made: the lines of the table.
        codes: some to enter with, by what they show.
        accounts: one of each role, to sign in with.
    """

    catalogue: Catalogue
    made: tuple[Made, ...]
    codes: Mapping[str, str]
    accounts: tuple[DemoAccount, ...]


@click.command(
    help=_("Do the whole job on the sample data, then serve it. Run again, it does only what is left.")
)
@course_option
@out_option("build/demo")
@click.option("--serve/--no-serve", "serves", default=True, help=_("Whether to serve what was made."))
@port_option
def command(course: Path, out: Path, serves: bool, port: int) -> None:  # noqa: FBT001 - click passes the flag
    """Make everything, show it in a table, serve it."""
    made = make(course, out)
    show(made)
    if serves:
        # Imported only here: the web server takes as long to import as all the rest.
        from course_engine.cli.serving import serve_course

        serve_course(
            str(out / "demo.db"),
            course,
            made.catalogue,
            port=port,
            demo_codes=made.codes,
            demo_accounts=made.accounts,
        )


def make(course: Path, out: Path) -> Outcome:
    """Do the job; return what was made, and how to enter."""
    watch = _Watch()
    catalogue = load_course(course)
    demo = Demonstration(out, catalogue, course, load_theme(settings().theme), SystemRandom())
    demo.claim()
    made = [Made(_("Units compiled"), len(catalogue.units), course / "modules", watch.lap())]
    now = datetime.now(UTC)
    registered = demo.plan()
    made.append(Made(_("Paths"), len(registered), out / "paths.json", watch.lap()))
    with demo.open_records() as database:
        codes = demo.record(database, registered)
        made.append(Made(_("People recorded"), len(registered), out / "demo.db", watch.lap()))
        staff = demo.let_staff_in(database, now=now)
        made.append(Made(_("Accounts"), len(staff), out / "demo.db", watch.lap()))
        sessions = demo.lay_out_stay(database, staff, now=now)
        made.append(Made(_("Sessions to come"), sessions, out / "demo.db", watch.lap()))
        today, in_room, others = demo.hold_session(database, staff, now=now)
        made.append(Made(_("People in today's session"), today.capacity, out / "demo.db", watch.lap()))
        debriefs = demo.let_people_speak(database, registered, today, others)
        made.append(Made(_("Debriefs, after the quizzes"), debriefs, out / "demo.db", watch.lap()))
        with progress_bar(_("Attestations")) as progress:
            attested = demo.attest(database, progress)
        made.append(Made(_("Attestations"), len(attested), out / "attestations", watch.lap()))
        with progress_bar(_("Bundles")) as progress:
            packed = demo.pack(database, registered, progress)
    made.append(Made(_("Bundles (ZIP)"), len(packed), out / "bundles", watch.lap(), packed))
    shown = (one for one in registered if one.registration.id in codes)
    labelled = {_in_room(name, today): code for name, code in in_room.items()}
    labelled |= {_label(one): codes[one.registration.id] for one in shown}
    return Outcome(catalogue, tuple(made), labelled, tuple(staff.values()))


def show(outcome: Outcome) -> None:
    """Print what was made, and how to enter."""
    console = Console()
    table = Table(title=_("What was made"), title_justify="left")
    table.add_column(_("What"))
    for figure in (_("How many"), _("Size"), _("Seconds")):
        table.add_column(figure, justify="right")
    table.add_column(_("Where"), overflow="fold")
    for line in outcome.made:
        table.add_row(
            line.what,
            str(line.count),
            size_in_words(line.size),
            f"{line.seconds:.1f}".replace(".", ","),
            str(line.where),
        )
    console.print(table)
    console.print(_("Codes to try:"))
    for label, code in outcome.codes.items():
        console.print(f"  {code}  {label}", highlight=False)
    console.print(_("Accounts to try, at /connexion:"))
    for login, password, shows in _aligned(outcome.accounts):
        console.print(f"  {login}  {password}  {shows}", highlight=False)


def _aligned(accounts: Collection[DemoAccount]) -> Iterator[tuple[str, str, str]]:
    """Yield the login of each account, as wide as the widest, its password and what it shows."""
    width = max((len(one.account.id) for one in accounts), default=0)
    for one in accounts:
        yield one.account.id.ljust(width), one.password, one.shows


class _Watch:
    """Seconds since the last lap."""

    def __init__(self) -> None:
        self._last = perf_counter()

    def lap(self) -> float:
        now = perf_counter()
        self._last, passed = now, now - self._last
        return passed


def _in_room(name: str, session: TrainingSession) -> str:
    return _("{name} (in the room now, until {hour})").format(name=name, hour=time_in_words(session.ends))


def _label(one: Registrant) -> str:
    return _("{name} (half-days: {count})").format(
        name=f"{one.registration.first_name} {one.registration.last_name}", count=len(one.path.kept)
    )

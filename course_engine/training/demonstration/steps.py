"""The steps of the demonstration: the whole job on sample data, from the answers to the bags. Everyone in it is fictional.

Run again, it finds what is done and does the rest: each step changes only what is not as it should be.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

from msgspec import Struct

from course_engine.errors import OutputRefused
from course_engine.exchange.csv_deployments import read_deployments
from course_engine.exchange.csv_sessions import read_enrolments, read_sessions
from course_engine.exchange.csv_sheets import read_sheet
from course_engine.exchange.csv_territories import read_territories
from course_engine.exchange.registrations import read_registrations
from course_engine.i18n import translator
from course_engine.jobs import Progress, atomic_write, is_foreign, run, write_if_changed
from course_engine.model.accounts import AccountRole
from course_engine.model.course import Catalogue
from course_engine.model.training import TrainingSession
from course_engine.rendering.theme import Theme
from course_engine.signing import Signer, generate_key, load_signer, public_path
from course_engine.store import Database, open_database
from course_engine.training.access import issue_codes
from course_engine.training.admission import admit
from course_engine.training.bag import Bench, bag_jobs, bags_of
from course_engine.training.certification import Issuer, certifiable, certify
from course_engine.training.demonstration.sample import sample, sample_file
from course_engine.training.demonstration.session_today import SessionToday
from course_engine.training.demonstration.staff import DemoAccount, let_staff_in
from course_engine.training.demonstration.stay_ahead import StayAhead
from course_engine.training.demonstration.voices import Voices
from course_engine.training.deployments import import_deployments
from course_engine.training.library import Library
from course_engine.training.passwords import Passwords
from course_engine.training.printing import attestation_printer
from course_engine.training.record import import_sheets
from course_engine.training.registration import (
    Registrant,
    paths_document,
    register,
    registrants,
)
from course_engine.training.schedule import import_enrolments, import_sessions
from course_engine.training.stand_time import STAND_ZONE
from course_engine.training.territories import import_territories

_ = translator("training")

MARKER = "LISEZ-MOI.txt"
TOLD_ON = datetime(2026, 6, 15, 9, 0, tzinfo=STAND_ZONE)
"""The sample's sessions are over by then: the day on which its people are recorded and certified."""
CODES_SEED = "demonstration"
"""The same people get the same codes each time: they open sample data only."""
DEMO = "demo"
"""Who decides and types in the demonstration."""
TERRITORY = "territoire-exemple"
"""Where the sample's people are: fictional, as they are."""
SHOWN_CODES = 4
SHOWN_IN_ROOM = 3
IN_ROOM_SEED = "en salle"
DRAFTS = (".*.txt.*", ".*.json.*", ".*.pem.*", ".*.pdf.*", "..made.*")
"""What `atomic_write` and `generate_key` call the files that they have not finished."""


class Demonstration(Struct, frozen=True):
    """Where the demonstration is made, and with what.

    Attributes:
        out: the folder that receives everything.
        catalogue: the compiled course.
        course: the folder of its files.
        theme: what dresses pages and documents.
        rng: draws ids and numbers.
    """

    out: Path
    catalogue: Catalogue
    course: Path
    theme: Theme
    rng: Random

    def claim(self) -> None:
        """Make the folder ours.

        Raises:
            OutputRefused: it holds something else.
        """
        if is_foreign(self.out, MARKER):
            sentence = _(
                "“{folder}” already holds something else than a demonstration: choose another folder."
            )
            raise OutputRefused(sentence.format(folder=self.out))
        self._sweep()
        marker = self.out / MARKER
        if not marker.exists():
            with atomic_write(marker) as draft:
                sentence = _("Made by “course-engine demo” from sample data: everyone in it is fictional.")
                draft.write(f"{sentence}\n".encode())

    def plan(self) -> tuple[Registrant, ...]:
        """Plan everyone's path and write `paths.json`."""
        registrations = read_registrations(sample() / "registrations.json", self.catalogue)
        document = b"".join(paths_document(self.catalogue, registrations))
        write_if_changed(self.out / "paths.json", document)
        return registrants(self.catalogue, registrations)

    def open_records(self) -> Database:
        """Open `demo.db`."""
        return open_database(self.out / "demo.db")

    def record(self, database: Database, registered: tuple[Registrant, ...]) -> Mapping[str, str]:
        """Record people, territories, sessions, places and signed sheets; return the codes of the first trainees.

        The others have none: a code that nobody is shown would let nobody in, and hashing takes long.
        """
        register(database, registered, now=TOLD_ON, rng=self.rng)
        self._plan_places(database)
        everyone = [one.registration.id for one in registered]
        admit(database, everyone, territory=TERRITORY, decided_by=DEMO, now=TOLD_ON, rng=self.rng)
        # Whatever was decided by hand since the first run stands: the lines that say otherwise are left out.
        enrolments = read_enrolments(*sample_file("enrolments.csv"))
        import_enrolments(database, enrolments, decided_by=DEMO, now=TOLD_ON, rng=self.rng, keep_good=True)
        sheets = [
            read_sheet(sheet.read_bytes(), sheet.name)
            for sheet in sorted((sample() / "sheets").glob("*.csv"))
        ]
        import_sheets(database, sheets, entered_by=DEMO, now=TOLD_ON, rng=self.rng)
        trainees = [one.registration.id for one in registered[:SHOWN_CODES]]
        return issue_codes(database, trainees, by="demo", now=TOLD_ON, rng=Random(CODES_SEED))  # noqa: S311 - see CODES_SEED

    def let_staff_in(self, database: Database, *, now: datetime) -> Mapping[AccountRole, DemoAccount]:
        """Make an account of each role where there is none; return them with their passwords, drawn anew."""
        return let_staff_in(
            database, territory=TERRITORY, by=DEMO, passwords=Passwords(), now=now, rng=self.rng
        )

    def lay_out_stay(
        self, database: Database, staff: Mapping[AccountRole, DemoAccount], *, now: datetime
    ) -> int:
        """Bring a stand soon after the first run, and people who wait for it; return its number of sessions."""
        ahead = StayAhead(
            database,
            Library(self.catalogue),
            referent=staff[AccountRole.REFERENT].account,
            animator=staff[AccountRole.ANIMATOR].account,
            waiting=sample() / "waiting.json",
        )
        return ahead.lay_out(now=now, rng=self.rng)

    def hold_session(
        self, database: Database, staff: Mapping[AccountRole, DemoAccount], *, now: datetime
    ) -> tuple[TrainingSession, Mapping[str, str], tuple[str, ...]]:
        """Open the room of a session held now.

        Returns:
            It, codes of some people in it by name, and the ids of the others: somebody else sits there.
        """
        people = read_registrations(sample() / "room.json", self.catalogue)
        animator = staff[AccountRole.ANIMATOR].account
        today = SessionToday(database, Library(self.catalogue), animator, tuple(people))
        session, seated = today.hold(now=now, rng=self.rng)
        shown = {one.registration.id: one.registration for one in seated[:SHOWN_IN_ROOM]}
        codes = issue_codes(database, list(shown), by=DEMO, now=TOLD_ON, rng=Random(IN_ROOM_SEED))  # noqa: S311 - see CODES_SEED
        by_name = {f"{form.first_name} {form.last_name}": codes[one] for one, form in shown.items()}
        return session, by_name, tuple(one.registration.id for one in seated[SHOWN_IN_ROOM:])

    def let_people_speak(
        self,
        database: Database,
        registered: tuple[Registrant, ...],
        today: TrainingSession,
        in_room: Sequence[str],
    ) -> int:
        """Let people answer quizzes: those whose sessions are over, who say their debrief too, and some in the room.

        Args:
            database: the records.
            registered: those whose sessions are over.
            today: the session being held.
            in_room: ids of those who have answered there already.

        Returns:
            How many debriefs there are.
        """
        voices = Voices(database, Library(self.catalogue))
        voices.of_those_in_room(today, in_room)
        everyone = [one.registration.id for one in registered]
        return voices.of_those_whose_sessions_are_over(everyone, now=TOLD_ON)

    def attest(self, database: Database, progress: Progress) -> tuple[Path, ...]:
        """Issue every attestation that is due and write each to `attestations/<id>.pdf`."""
        issue = attestation_printer(self._signer(), self.theme)
        issuer = Issuer(
            organiser=self.catalogue.programme.organiser,
            place=_("Saint-Exemple (fictional)"),
            signatory=_("The organiser (demonstration)"),
        )
        due = certifiable(database)
        targets = []
        for settled, trainee in enumerate(due, start=1):
            issued = certify(
                database, self.catalogue, trainee, issue=issue, issuer=issuer, now=TOLD_ON, rng=self.rng
            )
            target = self.out / "attestations" / f"{trainee}.pdf"
            write_if_changed(target, issued.document)
            targets.append(target)
            progress(settled, len(due), trainee)
        return tuple(targets)

    def pack(
        self, database: Database, registered: tuple[Registrant, ...], progress: Progress
    ) -> tuple[Path, ...]:
        """Make the bags of those whose sessions are over, `bundles/<id>/` and `<id>.zip`; return the archives."""
        bundles = self.out / "bundles"
        bundles.mkdir(exist_ok=True)
        bench = Bench(self.catalogue, self.course, self.theme, bundles)
        over = {one.registration.id for one in registered}
        everyone = bags_of(database, Library(self.catalogue), now=TOLD_ON, rng=self.rng)
        bags = [bag for bag in everyone if bag.trainee.id in over]
        jobs = bag_jobs(tuple(bags), bench)
        # One process: two dozen bags are made in less time than a second process takes to start.
        run(jobs, bundles / ".made", workers=1, progress=progress)
        return tuple(bundles / f"{job.name}.zip" for job in jobs)

    def _plan_places(self, database: Database) -> None:
        """Record the first territories, a fictional one with its stay of a stand, and the stay's sessions."""
        import_territories(database, read_territories(*sample_file("territories.csv")))
        import_deployments(database, read_deployments(*sample_file("deployments.csv")))
        sessions = read_sessions(*sample_file("sessions.csv"))
        import_sessions(database, sessions, units=self.catalogue.programme.unit_order)

    def _sweep(self) -> None:
        """Remove the drafts of a run that was killed."""
        for folder in (self.out, self.out / "attestations", self.out / "bundles"):
            for draft in (path for pattern in DRAFTS for path in folder.glob(pattern)):
                draft.unlink()

    def _signer(self) -> Signer:
        key = self.out / "demo-key.pem"
        if not key.exists():
            return generate_key(key)
        signer = load_signer(key)
        if not public_path(key).exists():  # killed between the two
            with atomic_write(public_path(key)) as draft:
                draft.write(signer.public_key.pem)
        return signer

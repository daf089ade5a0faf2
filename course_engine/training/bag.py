"""The bag: what each trainee takes home, made again only when something in it changed."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from random import Random

from msgspec import Struct, field

from course_engine.bundle.folder import write_folder
from course_engine.bundle.plan import plan_bundle
from course_engine.bundle.zip import write_zip
from course_engine.jobs import Job, fingerprint, folder_fingerprint
from course_engine.model.course import Catalogue
from course_engine.model.outline import sources_behind
from course_engine.model.path import LearningPath
from course_engine.model.training import AttestedHalfDay, Trainee, TrainingSession
from course_engine.rendering.theme import Theme, load_theme
from course_engine.store import Database
from course_engine.training.drawing import record_draws
from course_engine.training.journey import journey
from course_engine.training.library import Library
from course_engine.training.personal_course import Draws

ENGINE = Path(__file__).parents[1]
ATTESTATION = "attestation.pdf"


class Bag(Struct, frozen=True):
    """What one trainee takes home.

    Attributes:
        planned: the sessions in which they have a place.
        followed: the half-days they signed for.
        documents: what else goes in, by file name.
        draws: the questions drawn for them, by quiz.
    """

    trainee: Trainee
    path: LearningPath
    planned: tuple[TrainingSession, ...] = ()
    followed: tuple[AttestedHalfDay, ...] = ()
    documents: Mapping[str, bytes] = field(default_factory=dict)
    draws: Draws = field(default_factory=dict)


class Bench(Struct, frozen=True):
    """Where bags are made: from which course, in which dress, to which folder.

    Attributes:
        catalogue: the compiled course.
        course: the folder of its files.
        theme: what dresses the bundles.
        out: each bag is `<id>/` and `<id>.zip` in it.
    """

    catalogue: Catalogue
    course: Path
    theme: Theme
    out: Path


def bags_of(database: Database, library: Library, *, now: datetime, rng: Random) -> tuple[Bag, ...]:
    """Return the bag of everyone who has a path, with the latest attestation issued to them.

    A bundle opens every quiz of a path: what these draw is recorded, where it never was.

    Args:
        database: the records.
        library: the course.
        now: when they are made, aware.
        rng: for the ids of the draws.
    """
    with database.reading() as records:
        issued = {
            trainee: records.attestations.latest_of(trainee)
            for trainee in records.people.trainees()
            if records.people.path(trainee)
        }
    bags = []
    for trainee, attestation in issued.items():
        known = journey(database, library, trainee)
        draws = record_draws(database, known, sorted(known.quizzes), now=now, rng=rng)
        documents = {ATTESTATION: attestation.document} if attestation else {}
        bags.append(Bag(known.trainee, known.path, known.planned, known.followed, documents, draws))
    return tuple(bags)


def bag_jobs(bags: tuple[Bag, ...], bench: Bench) -> list[Job]:
    """Return the job that makes each bag."""
    dress = [folder_fingerprint(ENGINE), folder_fingerprint(bench.theme.folder)]
    titles = [[unit.title, unit.summary] for unit in bench.catalogue.units.values()]
    return [
        Job(
            name=bag.trainee.id,
            key=fingerprint(dress, titles, _facts(bag, bench.catalogue)),
            outputs=(bench.out / bag.trainee.id / "index.html", bench.out / f"{bag.trainee.id}.zip"),
            work=partial(make_bag, bag, bench.catalogue, bench.course, bench.theme.folder, bench.out),
        )
        for bag in bags
    ]


def make_bag(bag: Bag, catalogue: Catalogue, course: Path, theme: Path, out: Path) -> None:
    """Write one bag as a folder and as a ZIP."""
    plan = plan_bundle(
        catalogue,
        bag.trainee,
        bag.path,
        bag.planned,
        bag.followed,
        bag.documents,
        _theme(theme),
        draws=bag.draws,
    )
    write_folder(plan, course, out / bag.trainee.id)
    write_zip(plan, course, out / f"{bag.trainee.id}.zip")


@cache
def _theme(folder: Path) -> Theme:
    """Return the theme in `folder`, its templates compiled once in a process."""
    return load_theme(folder)


def _facts(bag: Bag, catalogue: Catalogue) -> list[object]:
    """Return everything that one bag depends on and others may not."""
    series = {catalogue.units[step.unit].series for step in bag.path.kept}
    beside = (*(f"modules/{name}/" for name in sorted(series)), "quizzes/")
    return [
        bag.trainee.model_dump(mode="json"),
        bag.path.model_dump(mode="json"),
        {quiz: list(questions) for quiz, questions in sorted(bag.draws.items())},
        [session.model_dump(mode="json") for session in bag.planned],
        [half_day.model_dump(mode="json") for half_day in bag.followed],
        {name: sha256(content).hexdigest() for name, content in sorted(bag.documents.items())},
        sources_behind(catalogue, [step.unit for step in bag.path.kept]),
        [[path, asset.sha256] for path, asset in catalogue.assets.items() if path.startswith(beside)],
    ]

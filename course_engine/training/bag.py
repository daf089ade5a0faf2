"""The bag: what a trainee takes home, made from the records."""

from functools import partial
from pathlib import Path

from course_engine.bundle.folder import write_folder
from course_engine.bundle.plan import plan_bundle, sources_of
from course_engine.bundle.zip import write_zip
from course_engine.jobs import Job, fingerprint
from course_engine.rendering.theme import Theme
from course_engine.store import Database
from course_engine.training.journey import Journey, journey
from course_engine.training.library import Library


def bag_jobs(database: Database, library: Library, theme: Theme, course: Path, out: Path) -> list[Job]:
    """Return one job for each person who has a path: their folder `<id>/` and their `<id>.zip` in `out`.

    Args:
        database: the records.
        library: the course.
        theme: what dresses the bundles.
        course: the folder of the course's files.
        out: where the bundles go.
    """
    with database.reading() as records:
        trainees = list(records.people.trainees())
        attestations = {trainee: records.attestations.latest_of(trainee) for trainee in trainees}
    jobs = []
    for trainee in trainees:
        followed = journey(database, library, trainee)
        issued = attestations[trainee]
        documents = {"attestation.pdf": issued.document} if issued else {}
        jobs.append(_job(followed, documents, theme, course, out))
    return jobs

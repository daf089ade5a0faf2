"""`course-engine bundle`: what trainees take home, as folders and ZIP files."""

import os
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.options import (
    WholeNumber,
    course_option,
    existing_file,
    existing_records,
    out_option,
    settings,
)
from course_engine.cli.progress import progress_bar
from course_engine.content import load_course
from course_engine.errors import NotFound, OutputRefused
from course_engine.exchange.registrations import read_registrations
from course_engine.i18n import translator
from course_engine.jobs import is_foreign, run
from course_engine.model.course import Catalogue
from course_engine.model.training import Trainee
from course_engine.rendering.theme import load_theme
from course_engine.store import open_database
from course_engine.training.bag import Bag, Bench, bag_jobs, bags_of
from course_engine.training.library import Library
from course_engine.training.registration import registrants

_ = translator("cli")

JOURNAL = ".made"


@click.command(help=_("Make the folder and the archive (ZIP) that trainees take home."))
@click.argument("trainees", nargs=-1, metavar=_("[TRAINEE]…"))
@click.option("--answers", type=existing_file, help=_("A registration file (JSON): no records are needed."))
@click.option(
    "--database",
    metavar=_("RECORDS"),
    help=_("The file of the records: adds sessions, presence and attestation."),
)
@course_option
@out_option("bundles")
@click.option(
    "--workers",
    type=WholeNumber(1, 64),
    default=os.cpu_count() or 1,
    metavar=_("NUMBER"),
    help=_("How many processes; as many as processors if not given."),
)
def command(
    trainees: tuple[str, ...],
    answers: Path | None,
    database: str | None,
    course: Path,
    out: Path,
    workers: int,
) -> None:
    """Make the bags of the trainees named, or of everyone."""
    if is_foreign(out, JOURNAL):
        sentence = _("“{folder}” already holds something else than bundles: choose another folder.")
        raise OutputRefused(sentence.format(folder=out))
    catalogue = load_course(course)
    bags = _chosen(
        _from_answers(answers, catalogue) if answers else _from_records(database, catalogue), trainees
    )
    bench = Bench(catalogue, course, load_theme(settings().theme), out)
    out.mkdir(parents=True, exist_ok=True)
    with progress_bar(_("Bundles")) as progress:
        outcome = run(bag_jobs(bags, bench), out / JOURNAL, workers=workers, progress=progress)
    click.echo(
        _("Bundles made: {done}; up to date: {kept}. They are in {out}").format(
            done=len(outcome.done), kept=len(outcome.kept), out=out
        )
    )


def _from_answers(answers: Path, catalogue: Catalogue) -> tuple[Bag, ...]:
    return tuple(
        Bag(Trainee.of(one.registration, one.role), one.path)
        for one in registrants(catalogue, read_registrations(answers, catalogue))
    )


def _from_records(database: str | None, catalogue: Catalogue) -> tuple[Bag, ...]:
    with open_database(existing_records(database or settings().database_url)) as records:
        return bags_of(records, Library(catalogue), now=datetime.now(UTC), rng=SystemRandom())


def _chosen(bags: tuple[Bag, ...], trainees: tuple[str, ...]) -> tuple[Bag, ...]:
    if not trainees:
        return bags
    known = {bag.trainee.id: bag for bag in bags}
    unknown = [trainee for trainee in trainees if trainee not in known]
    if unknown:
        raise NotFound(_("No trainee has the identifier: {ids}.").format(ids=", ".join(unknown)))
    return tuple(known[trainee] for trainee in trainees)

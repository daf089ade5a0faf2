"""`course-engine rehearse`: a half-day with simulated trainees, and everything that can go wrong in it."""

import signal
import sys
from pathlib import Path

import click
from rich.console import Console

from course_engine.cli.options import WholeNumber, course_option, out_option
from course_engine.i18n import translator
from course_engine.model.places import MOST_SEATS
from course_engine.rehearsal.rehearsal import Rehearsal
from course_engine.rehearsal.report import show, write
from course_engine.rehearsal.script import LEAST_TRAINEES

_ = translator("cli")

SUMMARY = "bilan.txt"
MOST_KILLS, MOST_SEED = 20, 2**31


@click.command(
    help=_("Play a half-day with simulated trainees against a real server, kill it, and count what is left.")
)
@course_option
@out_option("build/rehearsal")
@click.option(
    "--trainees",
    type=WholeNumber(LEAST_TRAINEES, MOST_SEATS),
    default=MOST_SEATS,
    show_default=True,
    metavar=_("NUMBER"),
    help=_("How many trainees come."),
)
@click.option(
    "--kills",
    type=WholeNumber(0, MOST_KILLS),
    default=3,
    show_default=True,
    metavar=_("NUMBER"),
    help=_("How often the server is killed while they answer."),
)
@click.option(
    "--seed",
    type=WholeNumber(0, MOST_SEED),
    default=1,
    show_default=True,
    metavar=_("NUMBER"),
    help=_("Draws what is answered, and when the server is killed."),
)
def command(course: Path, out: Path, trainees: int, kills: int, seed: int) -> None:
    """Play it, show what came of it; 1 if anything was lost."""
    # Asked to stop, by Ctrl-C or by another program, it stops the server that it started first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    progress = Console(stderr=True)
    rehearsal = Rehearsal(out, course, trainees=trainees, kills=kills, seed=seed)
    outcome = rehearsal.play(lambda title: progress.print(f"· {title}", highlight=False))
    write(outcome, out / SUMMARY)
    show(outcome, Console())
    sys.exit(0 if outcome.is_good else 1)

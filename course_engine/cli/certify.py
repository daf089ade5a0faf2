"""`course-engine certify`: the attestation of an agent who signed, or of all of them."""

import os
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.options import course_option, database_option, existing_file
from course_engine.content import load_course
from course_engine.documents.attestation import render_attestation
from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.rendering.theme import load_theme
from course_engine.settings import read_settings
from course_engine.signing import load_signer
from course_engine.store import open_database
from course_engine.training.certification import IssuedDocument, Issuer, certifiable, certify

_ = translator("cli")


@click.command(help=_("Issue the attestation of one agent who signed, or of every agent to whom one is due."))
@click.argument("trainees", nargs=-1, metavar=_("[TRAINEE]…"))
@database_option
@course_option
@click.option("--key", type=existing_file, help=_("The organiser's private key (PEM)."))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("attestations"), help=_("The folder to write to.")
)
def command(trainees: tuple[str, ...], database: str, course: Path, key: Path | None, out: Path) -> None:
    """Write one PDF a trainee; what was issued before is given back as it was."""
    configured = read_settings(os.environ)
    private_key = key or configured.private_key
    if private_key is None:
        raise EnvironmentRefused(
            _("No key to sign with: give --key, or make one with “course-engine keys”. There is no default key.")
        )
    catalogue, printer = load_course(course), attestation_printer(load_signer(private_key), configured.theme)
    issuer = issuer_of(configured, catalogue)
    with open_database(database) as records:
        for trainee in trainees or certifiable(records):
            issued = certify(
                records, catalogue, trainee, issue=printer, issuer=issuer, now=datetime.now(UTC), rng=SystemRandom()
            )
            with atomic_write(out / f"{trainee}.pdf") as draft:
                draft.write_bytes(issued.content)
            click.echo(out / f"{trainee}.pdf")

"""`course-engine certify`: the attestation of an agent who signed, or of all of them."""

from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from course_engine.cli.options import (
    course_option,
    database_option,
    existing_file,
    existing_records,
    out_option,
    settings,
)
from course_engine.content import load_course
from course_engine.errors import EnvironmentRefused, NotCertifiable
from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.model.course import Catalogue
from course_engine.rendering.theme import load_theme
from course_engine.settings import Settings
from course_engine.signing import load_signer
from course_engine.store import open_database
from course_engine.training.certification import Issuer, certifiable, certify
from course_engine.training.printing import attestation_printer

_ = translator("cli")


@click.command(help=_("Issue the attestation of each trainee named, or of every agent to whom one is due."))
@click.argument("trainees", nargs=-1, metavar=_("[TRAINEE]…"))
@database_option
@course_option
@click.option("--key", type=existing_file, help=_("The organiser's private key (see the verb keygen)."))
@out_option("attestations")
def command(trainees: tuple[str, ...], database: str, course: Path, key: Path | None, out: Path) -> None:
    """Write one PDF a trainee; what was issued before is given back as it was."""
    configured = settings()
    issuer = issuer_of(configured, catalogue := load_course(course))
    printer = attestation_printer(load_signer(_key(key, configured)), load_theme(configured.theme))
    with open_database(existing_records(database)) as records:
        due = trainees or certifiable(records)
        if not due:
            click.echo(_("No attestation is due: no agent has signed for a half-day."))
        refused = []
        for trainee in due:
            try:
                issued = certify(
                    records,
                    catalogue,
                    trainee,
                    issue=printer,
                    issuer=issuer,
                    now=datetime.now(UTC),
                    rng=SystemRandom(),
                )
            except NotCertifiable as refusal:
                refused.append(str(refusal))
                continue
            with atomic_write(out / f"{trainee}.pdf") as draft:
                draft.write(issued.document)
            click.echo(out / f"{trainee}.pdf")
    if refused:
        raise NotCertifiable("\n".join(refused))


def issuer_of(configured: Settings, catalogue: Catalogue) -> Issuer:
    """Return who issues attestations.

    Raises:
        EnvironmentRefused: a setting that an attestation prints is empty; names every one.
    """
    issuer = Issuer(
        configured.organiser or catalogue.programme.organiser, configured.place, configured.signatory
    )
    printed = {"ORGANISER": issuer.organiser, "PLACE": issuer.place, "SIGNATORY": issuer.signatory}
    missing = [f"COURSE_ENGINE_{name}" for name, value in printed.items() if not value]
    if missing:
        sentence = _("An attestation prints what these settings say, and they are empty: {names}.")
        raise EnvironmentRefused(sentence.format(names=", ".join(missing)))
    return issuer


def _key(given: Path | None, configured: Settings) -> Path:
    key = given or configured.private_key
    if key is None:
        raise EnvironmentRefused(
            _("No key to sign with, and there is no default one: give --key, or make one with “keygen”.")
        )
    return key

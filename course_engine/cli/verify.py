"""`course-engine verify`: is this attestation true? Needs only the file (or the statement) and a public key."""

import re
from pathlib import Path

import click

from course_engine.cli.options import existing_file, existing_records, settings
from course_engine.documents.seal import verify_pdf
from course_engine.errors import EnvironmentRefused, NotFound, VerificationFailed
from course_engine.i18n import translator
from course_engine.rendering.wording import day_in_words, duration_in_words, time_in_words
from course_engine.settings import Settings
from course_engine.signing import AttestationClaims, PublicKey, load_public_key, public_path, verify_statement
from course_engine.store import open_database
from course_engine.store.attestations import RegisteredAttestation
from course_engine.training.certification import in_register
from course_engine.training.stand_time import on_the_stand

_ = translator("cli")

STATEMENT = re.compile(r"[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}", re.ASCII)
"""The shape of a signed statement: three long words with points between."""
ZIP = b"PK\x03\x04"


@click.command(help=_("Check an attestation: a PDF file, or the text that its QR code holds."))
@click.argument("proof", metavar=_("FILE|TEXT"))
@click.option(
    "--key",
    "keys",
    type=existing_file,
    multiple=True,
    help=_("A public key of the organiser (PEM); may be repeated. That of the settings if not given."),
)
@click.option(
    "--register",
    metavar=_("RECORDS"),
    help=_("The records: says whether this very file was issued, its name erased since or not."),
)
def command(proof: str, keys: tuple[Path, ...], register: str | None) -> None:
    """Say what the proof proves, or why it does not."""
    trusted = [load_public_key(key) for key in keys or _keys_of(settings())]
    claims, how = _checked(proof, trusted)
    click.echo(click.style(_("✔ This attestation is true."), bold=True))
    for line in told(claims):
        click.echo(f"  {line}")
    click.echo(how)
    if register is not None:
        with open_database(existing_records(register)) as records:
            click.echo(registered(in_register(records, _read(Path(proof)))))


def registered(entry: RegisteredAttestation) -> str:
    """Return what the register says of an attestation, one sentence."""
    issued = day_in_words(on_the_stand(entry.issued_at).date())
    sentence = _("In the register: No. {number}, issued on {day}, {duration}.")
    return sentence.format(number=entry.number, day=issued, duration=duration_in_words(entry.minutes))


def told(claims: AttestationClaims) -> list[str]:
    """Return what an attestation says, one line a fact."""
    quality = {"agent": _("municipal staff"), "elu": _("elected representative")}
    issued = on_the_stand(claims.issued_at).date()
    return [
        f"{claims.name}, {quality.get(claims.role or '', '')}, {claims.employer}",
        _("{programme} — {organiser}").format(programme=claims.programme, organiser=claims.organiser),
        *(
            _("{day}, from {begins} to {ends}: {duration} ({unit})").format(
                day=day_in_words(half_day.day),
                begins=time_in_words(half_day.begins),
                ends=time_in_words(half_day.ends),
                duration=duration_in_words(half_day.minutes),
                unit=half_day.unit,
            )
            for half_day in claims.half_days
        ),
        _("Time signed for: {duration}").format(duration=duration_in_words(claims.minutes)),
        _("No. {number}, issued on {day}").format(number=claims.number, day=day_in_words(issued)),
    ]


def _keys_of(configured: Settings) -> list[Path]:
    if configured.public_key is not None:
        return [configured.public_key]
    if configured.private_key is not None:
        return [public_path(configured.private_key)]
    raise EnvironmentRefused(_("No key to verify with: give --key, or set COURSE_ENGINE_PUBLIC_KEY."))


def _checked(proof: str, trusted: list[PublicKey]) -> tuple[AttestationClaims, str]:
    content = proof.encode() if STATEMENT.fullmatch(proof.strip()) else _read(Path(proof))
    if STATEMENT.fullmatch(content.decode("ascii", errors="replace").strip()):
        claims = verify_statement(content.decode(), trusted)
        return claims, _("Checked: the signature of the statement. Compare it with what is printed.")
    if content.startswith(ZIP):
        sentence = _("“{name}” is an archive: open it, and give the attestation.pdf that it holds.")
        raise VerificationFailed(sentence.format(name=proof))
    return verify_pdf(content, trusted), _(
        "Checked: the signature of the statement and the seal of the whole file."
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        sentence = _("“{name}” is neither a file that can be read nor the text of a QR code.")
        raise NotFound(sentence.format(name=path)) from error

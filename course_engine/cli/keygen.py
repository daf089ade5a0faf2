"""`course-engine keygen`: the organiser's keys, made once and kept."""

from pathlib import Path

import click

from course_engine.i18n import translator
from course_engine.signing import generate_key, public_path

_ = translator("cli")


@click.command(help=_("Make the key that signs attestations, and the public key that verifies them."))
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar=_("FILE"))
def command(path: Path) -> None:
    """Write both keys; an existing key is never replaced."""
    generate_key(path)
    click.echo(_("Private key: {path}. Keep it secret, and keep a copy.").format(path=path))
    click.echo(_("Public key: {path}. Publish it: it verifies attestations.").format(path=public_path(path)))

"""`course-engine schema`: what an editor needs to complete and underline what authors write."""

import json
from pathlib import Path

import click

from course_engine.cli.check_report import report_schema
from course_engine.cli.options import out_option
from course_engine.content.schemas import Schema, author_schemas
from course_engine.i18n import translator
from course_engine.jobs import write_if_changed

_ = translator("cli")


@click.command(help=_("Write the JSON Schemas of the files that authors write, for their editor."))
@out_option("modules/schemas")
def command(out: Path) -> None:
    """Write one file for each schema; those that are as they should be are left alone."""
    for name, schema in schemas().items():
        target = out / f"{name}.json"
        write_if_changed(target, json.dumps(schema, ensure_ascii=False, indent=2).encode() + b"\n")
        click.echo(target)


def schemas() -> dict[str, Schema]:
    """Return every schema by name: those of what authors write, and that of what `check` says as JSON."""
    return {**author_schemas(), "check": report_schema()}

"""What became of each question, on standard output: as text, or as JSON."""

import json
from collections.abc import Sequence

import click

from course_engine.exchange.quizzes.account import Account
from course_engine.i18n import translator

_ = translator("cli")

format_option = click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_("How the report is written."),
)


def report(accounts: Sequence[Account], layout: str) -> None:
    """Write what became of each file."""
    if layout == "json":
        document = json.dumps([account.document() for account in accounts], ensure_ascii=False, indent=2)
        click.echo(document.encode())  # JSON is in UTF-8, whatever the terminal
        return
    for account in accounts:
        for line in account.lines():
            click.echo(line)

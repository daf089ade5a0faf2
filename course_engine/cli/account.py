"""`course-engine account`: who may sign in. The first account is made here; the others may be made on the site."""

from datetime import UTC, datetime
from random import SystemRandom

import click

from course_engine.cli.options import by_command, by_option, database_option, existing_records
from course_engine.i18n import translator
from course_engine.model.accounts import Account, AccountRole
from course_engine.store import open_database
from course_engine.training import accounts
from course_engine.training.passwords import Passwords

_ = translator("cli")

ROLES = click.Choice([role.value for role in AccountRole])


@click.group(
    help=_("Manage the accounts of those who work on the operation."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("VERB [ARGUMENTS]…"),
)
def command() -> None:
    """Hold the verbs about accounts."""


@command.command("add", help=_("Add an account, and show the password that lets it in once."))
@click.argument("login", metavar=_("LOGIN"))
@click.option("--name", required=True, metavar=_("NAME"), help=_("The person's first name and last name."))
@click.option("--role", type=ROLES, required=True, help=_("What the person does."))
@click.option(
    "--territory",
    "territories",
    multiple=True,
    metavar=_("TERRITORY"),
    help=_("Where a référent or an animateur works; may be repeated."),
)
@by_option
@database_option
def add_command(
    login: str, name: str, role: str, territories: tuple[str, ...], by: str, database: str
) -> None:
    """Add an account; records that are not there yet are made."""
    now = datetime.now(UTC)
    account = accounts.new_account(login, name=name, role=role, territories=territories, created_at=now)
    with open_database(database) as records:
        password = accounts.add_account(
            records, account, by=by_command(by), passwords=Passwords(), now=now, rng=SystemRandom()
        )
    _show(account.id, password)


@command.command("list", help=_("List the accounts, the open ones first."))
@database_option
def list_command(database: str) -> None:
    """Write one account a line: login, role, state, name, territories."""
    with open_database(existing_records(database)) as records:
        for account in accounts.every_account(records):
            click.echo(_line(account))


@command.command("reset", help=_("Issue a password in place of a forgotten one, and show it once."))
@click.argument("login", metavar=_("LOGIN"))
@by_option
@database_option
def reset_command(login: str, by: str, database: str) -> None:
    """Issue a password; the account's sessions are closed."""
    with open_database(existing_records(database)) as records:
        password = accounts.issue_password(
            records,
            login,
            by=by_command(by),
            passwords=Passwords(),
            now=datetime.now(UTC),
            rng=SystemRandom(),
        )
    _show(login, password)


@command.command("close", help=_("Let an account in no more; what it did stays."))
@click.argument("login", metavar=_("LOGIN"))
@by_option
@database_option
def close_command(login: str, by: str, database: str) -> None:
    """Close an account, and its sessions."""
    with open_database(existing_records(database)) as records:
        accounts.close_account(records, login, by=by_command(by), now=datetime.now(UTC), rng=SystemRandom())
    click.echo(_("“{login}” is closed.").format(login=login))


def _show(login: str, password: str) -> None:
    click.echo(_("Login: {login}").format(login=login))
    click.echo(_("Temporary password, shown this once: {password}").format(password=password))
    click.echo(_("It must be replaced at the first entry."), err=True)


def _line(account: Account) -> str:
    state = _("open") if account.closed_at is None else _("closed")
    return "\t".join((account.id, account.role.value, state, account.name, ", ".join(account.territories)))

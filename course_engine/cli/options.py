"""The options that several verbs share; what is not given comes from the settings."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from course_engine.errors import NotFound
from course_engine.i18n import translator
from course_engine.settings import Settings, read_settings

_ = translator("cli")

MOST_OF_A_NAME = 60
existing_file = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)


def settings() -> Settings:
    """Return the settings of this process's environment."""
    return read_settings(os.environ)


course_option = click.option(
    "--course",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=lambda: settings().course,
    help=_("The folder that holds modules/ and quizzes/; the shipped course if not given."),
)
database_option = click.option(
    "--database",
    default=lambda: settings().database_url,
    metavar=_("RECORDS"),
    help=_("The file of the records, or a database URL."),
)


by_option = click.option(
    "--by",
    envvar="USER",
    required=True,
    metavar=_("NAME"),
    help=_("Who does it: the records say so."),
)


def by_command(name: str) -> str:
    """Return who acts by a command, told apart from every login, as the trail keeps it."""
    return _("command line ({name})").format(name=name[:MOST_OF_A_NAME])


def existing_records(database: str) -> str:
    """Return `database` as it is: the verbs that only read or complete records do not start new ones.

    Raises:
        NotFound: it names a file that is not there, most often by a slip of the keyboard.
    """
    if "://" not in database and not Path(database).exists():
        raise NotFound(_("There are no records at “{name}”: check --database.").format(name=database))
    return database


def out_option(default: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option that says which folder to write to."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(default),
        show_default=True,
        help=_("The folder to write to."),
    )


class WholeNumber(click.ParamType[int]):
    """A whole number within two bounds, both included."""

    name = "integer"

    def __init__(self, least: int, most: int) -> None:
        """Accept numbers from `least` to `most`."""
        self.least = least
        self.most = most

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number that was written.

        Raises:
            BadParameter: it is not a number, or out of bounds.
        """
        if not str(value).isdecimal() or not self.least <= int(str(value)) <= self.most:
            sentence = _("“{value}” is not a whole number from {least} to {most}.")
            raise click.BadParameter(
                sentence.format(value=value, least=self.least, most=self.most), ctx=ctx, param=param
            )
        return int(str(value))


port_option = click.option(
    "--port",
    type=WholeNumber(0, 65535),
    default=8000,
    show_default=True,
    metavar=_("NUMBER"),
    help=_("0 for any free one."),
)

"""The options that several verbs share; what is not given comes from the settings."""

import os
from pathlib import Path

import click

from course_engine.i18n import translator
from course_engine.settings import Settings, read_settings

_ = translator("cli")

existing_file = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)


def settings() -> Settings:
    """Return the settings of this process's environment."""
    return read_settings(os.environ)


course_option = click.option(
    "--course",
    type=click.Path(path_type=Path),
    default=lambda: settings().course,
    help=_("The folder that holds modules/ and quizzes/; the shipped course if not given."),
)
database_option = click.option(
    "--database",
    default=lambda: settings().database_url,
    help=_("The file of the records, or a database URL."),
)

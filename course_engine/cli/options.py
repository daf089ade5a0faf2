"""The options that several verbs share."""

from pathlib import Path

import click

from course_engine.i18n import translator
from course_engine.settings import shipped

_ = translator("cli")

course_option = click.option(
    "--course",
    type=click.Path(path_type=Path),
    default=shipped,
    help=_("The folder that holds modules/ and quizzes/; the shipped course if not given."),
)

"""`course-engine serve`: the course, to the trainees on this machine or on the stand's network."""

from pathlib import Path

import click

from course_engine.cli.collector import lasting
from course_engine.cli.compiled_apart import compiled_apart
from course_engine.cli.options import course_option, database_option, port_option
from course_engine.i18n import translator

_ = translator("cli")


@click.command(help=_("Serve the course, on this machine or on the stand's network, until Ctrl-C."))
@database_option
@course_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar=_("ADDRESS"),
    help=_("The address to listen on; another than this machine's own once an account exists."),
)
@port_option
def command(database: str, course: Path, host: str, port: int) -> None:
    """Serve what is recorded."""
    with compiled_apart(course) as compiled:
        # Imported only here: the web server takes as long to import as the course to be compiled.
        with lasting():
            from course_engine.cli.serving import serve_course
        catalogue = compiled()
    serve_course(database, course, catalogue, host=host, port=port)

"""`course-engine check`: every problem of every file, in one pass."""

import sys
from collections import Counter
from pathlib import Path

import click

from course_engine.cli.check_report import check_report
from course_engine.cli.missing_ids import fix
from course_engine.cli.options import course_option, settings
from course_engine.content import WrittenQuestion, compile_course, unretained
from course_engine.errors import Diagnostic, Severity
from course_engine.i18n import translator
from course_engine.planning.coverage import unreachable_units

_ = translator("cli")


@click.command(
    help=_("Read a whole course and list every problem in it, each with its place and the way out.")
)
@course_option
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_("How the problems are written."),
)
@click.option(
    "--fix",
    "fixing",
    is_flag=True,
    help=_("Write the ids that questions lack, and nothing else, after showing them."),
)
@click.option("--types", is_flag=True, help=_("Also say how each question was understood."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
def command(course: Path, layout: str, *, types: bool, fixing: bool, yes: bool) -> None:
    """Print the diagnostics; exit with 1 if any is an error."""
    if fixing and layout == "json":
        raise click.UsageError(_("--fix shows what it writes: it does not go with --format json."))
    if fixing:
        fix(course, yes=yes)
    compilation = compile_course(course, settings().reading_ease)
    diagnostics = compilation.diagnostics
    if catalogue := compilation.catalogue:
        diagnostics = tuple(sorted((*diagnostics, *unretained(catalogue, unreachable_units(catalogue)))))
    if layout == "json":
        report = check_report(diagnostics, compilation.questions)
        click.echo(report.model_dump_json(indent=2).encode())  # in UTF-8, whatever the terminal
    else:
        for question in compilation.questions if types else ():
            click.echo(_told(question))
        for diagnostic in diagnostics:
            click.echo(str(diagnostic))
        click.echo(summary(diagnostics), err=True)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
        sys.exit(1)


def _told(question: WrittenQuestion) -> str:
    """Return the line that says of which type a question was read: `quizzes/a.md:6 champ-cci choix-unique`."""
    return f"{question.file}:{question.line} {question.id or '–'} {question.type or '–'}"


def summary(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Return one sentence that counts the problems."""
    count = Counter(diagnostic.severity for diagnostic in diagnostics)
    if not diagnostics:
        return _("No problem found.")
    return _("Errors: {errors}; warnings: {warnings}.").format(
        errors=count[Severity.ERROR], warnings=count[Severity.WARNING]
    )

"""What `check --format json` says: its shape is a promise to editors and programs."""

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import asdict
from pydantic import Field

from course_engine.content import WrittenQuestion
from course_engine.content.schemas import DIALECT, Schema
from course_engine.errors import Diagnostic, Severity
from course_engine.model.frozen import Frozen


class ReportedProblem(Frozen):
    """A `Diagnostic` as JSON."""

    file: str = Field(description="Relative to the course folder, with /")
    line: int = Field(ge=1)
    column: int = Field(ge=1, description="1 where the reader cannot tell")
    code: str = Field(pattern="^[A-Z]{2}[0-9]{3}$", description="Explained in docs/diagnostics.md")
    severity: Literal["error", "warning"]
    message: str = Field(description="In French")
    hint: str = Field(description="The way out, in French; may be empty")


class ReportedQuestion(Frozen):
    """A question as it was read."""

    file: str
    line: int = Field(ge=1)
    id: str = Field(description="Empty where the author gave none")
    type: str = Field(description="Inferred from the answer, or given; empty where it could not be told")


class CheckReport(Frozen):
    """Everything that `check` found in a course."""

    version: Literal[1] = 1
    errors: int = Field(ge=0, description="The exit code is 1 unless it is 0")
    warnings: int = Field(ge=0)
    problems: tuple[ReportedProblem, ...] = Field(description="By file, line and column")
    questions: tuple[ReportedQuestion, ...] = Field(description="By file and line")


def check_report(diagnostics: Sequence[Diagnostic], questions: Sequence[WrittenQuestion]) -> CheckReport:
    """Return the report of what was found."""
    errors = sum(found.severity is Severity.ERROR for found in diagnostics)
    return CheckReport(
        errors=errors,
        warnings=len(diagnostics) - errors,
        problems=tuple(ReportedProblem(**asdict(found)) for found in diagnostics),
        questions=tuple(ReportedQuestion(**asdict(question)) for question in questions),
    )


def report_schema() -> Schema:
    """Return the JSON Schema of a report."""
    return {"$schema": DIALECT, **CheckReport.model_json_schema(mode="serialization")}

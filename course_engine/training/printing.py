"""What the use cases need of the press: attestations, the questionnaire, quizzes, sheets to sign, a stand's checklist.

The press is imported by whoever prints: a server that prints nothing starts sooner, in less memory.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.names import name_in_list
from course_engine.model.quiz import Question
from course_engine.model.readiness import Checklist
from course_engine.model.training import Attestation
from course_engine.model.variant import quiz_places
from course_engine.planning.reasons import level_in_words
from course_engine.rendering.theme import Theme
from course_engine.training.certification import Issue, IssuedDocument
from course_engine.training.register.sheet import AttendanceSheet, SheetLine
from course_engine.training.stand_time import on_the_stand

if TYPE_CHECKING:
    from course_engine.documents.attendance_sheet import PrintedLine
    from course_engine.signing import Signer

VERSION_LENGTH = 8
"""Characters of the catalogue's digest that the sheet prints, enough to tell two versions apart."""


def attestation_printer(signer: "Signer", theme: Theme) -> Issue:
    """Return the function that prints, signs and seals attestations with one key and one theme."""
    from course_engine.documents.attestation import render_attestation
    from course_engine.documents.seal import read_statement

    templates = theme.folder / "documents"

    def issue(attestation: Attestation) -> IssuedDocument:
        content = render_attestation(attestation, signer, templates)
        return IssuedDocument(content, read_statement(content))

    return issue


def print_questionnaire(
    catalogue: Catalogue,
    theme: Theme,
    *,
    organiser: str,
    notice: Sequence[tuple[str, str]],
    territory: str = "",
    return_to: str = "",
) -> bytes:
    """Return the questionnaire of a course as a PDF to print.

    Args:
        catalogue: the course.
        theme: where the template is.
        organiser: who organises; empty for whom the programme names.
        notice: what is collected and why, as pairs of a heading and a text.
        territory: where it is handed round; empty for a box to write in.
        return_to: to whom it goes back, where and by when; empty for boxes to write in.

    Raises:
        Unprintable, ContentRefused, EnvironmentRefused: see `render_questionnaire`.
    """
    from course_engine.documents.questionnaire import Sheet, render_questionnaire

    sheet = Sheet(
        programme=catalogue.programme.title,
        organiser=organiser or catalogue.programme.organiser,
        version=catalogue.digest[:VERSION_LENGTH],
        territory=territory,
        return_to=return_to,
        notice=tuple(notice),
    )
    return render_questionnaire(catalogue.questionnaire, sheet, theme.folder / "documents")


class SheetFor(Struct, frozen=True):
    """Whose sheet of a quiz is printed.

    Attributes:
        name: of the person; empty for a box to write in.
        level: at which the unit of the quiz is read.
        questions: in order, as that person is asked them.
    """

    name: str
    level: Slug
    questions: tuple[Question, ...]


def print_quiz_sheets(
    quiz: Slug,
    sheets: Sequence[SheetFor],
    catalogue: Catalogue,
    theme: Theme,
    *,
    course: Path,
    organiser: str,
) -> bytes:
    """Return the sheets of a quiz as one PDF to print.

    Args:
        quiz: its id.
        sheets: whose, at least one.
        catalogue: the course.
        theme: where the template is.
        course: the folder of the course, for its pictures.
        organiser: who organises; empty for whom the programme names.

    Raises:
        Unprintable, ContentRefused, EnvironmentRefused: see `render_quiz_sheet`.
    """
    from course_engine.documents.quiz_sheet import QuizSheet, render_quiz_sheet

    units = (unit for unit in catalogue.units.values() if quiz in quiz_places(unit))
    unit = next(units, None)
    printed = [
        QuizSheet(
            programme=catalogue.programme.title,
            organiser=organiser or catalogue.programme.organiser,
            version=catalogue.digest[:VERSION_LENGTH],
            title=catalogue.quizzes[quiz].title,
            unit=unit.title if unit else "",
            level=level_in_words(sheet.level),
            name=sheet.name,
            introduction=catalogue.quizzes[quiz].introduction,
            questions=sheet.questions,
        )
        for sheet in sheets
    ]
    return render_quiz_sheet(printed, lambda path: course / path, theme.folder / "documents")


def print_checklist(checklist: Checklist, theme: Theme) -> bytes:
    """Return the checklist of a stand as a PDF of one page.

    Raises:
        Unprintable, ContentRefused, EnvironmentRefused: see `render_checklist`.
    """
    from course_engine.documents.checklist import render_checklist

    made_at = on_the_stand(checklist.made_at)
    return render_checklist(checklist, made_at=made_at, templates=theme.folder / "documents")


def print_attendance_sheet(
    sheet: AttendanceSheet, catalogue: Catalogue, theme: Theme, *, organiser: str, blank: bool, now: datetime
) -> bytes:
    """Return the sheet of a session as a PDF to print.

    Args:
        sheet: the register of the session.
        catalogue: gives the title of its unit, as the programme says it.
        theme: where the template is.
        organiser: who organises; empty for whom the programme names.
        blank: whether it is to be signed by hand; otherwise it shows who signed, and for which hours.
        now: when it is printed, aware.

    Raises:
        Unprintable, ContentRefused, EnvironmentRefused: see `render_attendance_sheet`.
    """
    from course_engine.documents.attendance_sheet import PrintedSheet, render_attendance_sheet

    session, last = sheet.session, sheet.countersignature
    printed = PrintedSheet(
        programme=catalogue.programme.title,
        organiser=organiser or catalogue.programme.organiser,
        title=catalogue.title_of(session.unit),
        session=session.id,
        day=session.day,
        half_day=session.half_day,
        begins=session.begins,
        ends=session.ends,
        place=session.place,
        animator=session.animator,
        blank=blank,
        lines=tuple(_printed_line(line, blank=blank) for line in sheet.lines if line.expected or not blank),
        countersigned_by=sheet.people.get(last.account, last.account) if last and not blank else "",
        countersigned_at=on_the_stand(last.at) if last and not blank else None,
        countersignature=last.signature if last and not blank else None,
        is_countersigned=sheet.is_countersigned,
        head="" if blank else sheet.head,
        printed_at=on_the_stand(now),
    )
    return render_attendance_sheet(printed, theme.folder / "documents")


def _printed_line(line: SheetLine, *, blank: bool) -> "PrintedLine":
    from course_engine.documents.attendance_sheet import PrintedLine

    present = line.fact if line.is_present and not blank else None
    means = line.signed.means if line.signed and present else None
    return PrintedLine(
        name=name_in_list(line.trainee),
        employer=line.trainee.employer,
        is_present=present is not None,
        arrives=on_the_stand(present.begins).time() if present else None,
        leaves=on_the_stand(present.ends).time() if present else None,
        signature=line.signed.signature if line.signed and present else None,
        means=means.value if means else "",
        corrections=sum(fact.corrects is not None for fact in line.history) if present else 0,
    )

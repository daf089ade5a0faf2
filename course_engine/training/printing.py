"""What the use cases need of the press: signed attestations, the questionnaire to hand round, the checklist of a stand."""

from collections.abc import Sequence

from course_engine.documents.attestation import render_attestation
from course_engine.documents.checklist import render_checklist
from course_engine.documents.questionnaire import Sheet, render_questionnaire
from course_engine.documents.seal import read_statement
from course_engine.model.course import Catalogue
from course_engine.model.readiness import Checklist
from course_engine.model.training import Attestation
from course_engine.rendering.theme import Theme
from course_engine.signing import Signer
from course_engine.training.certification import Issue, IssuedDocument
from course_engine.training.stand_time import on_the_stand

VERSION_LENGTH = 8
"""Characters of the catalogue's digest that the sheet prints, enough to tell two versions apart."""


def attestation_printer(signer: Signer, theme: Theme) -> Issue:
    """Return the function that prints, signs and seals attestations with one key and one theme."""
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
    sheet = Sheet(
        programme=catalogue.programme.title,
        organiser=organiser or catalogue.programme.organiser,
        version=catalogue.digest[:VERSION_LENGTH],
        territory=territory,
        return_to=return_to,
        notice=tuple(notice),
    )
    return render_questionnaire(catalogue.questionnaire, sheet, theme.folder / "documents")


def print_checklist(checklist: Checklist, theme: Theme) -> bytes:
    """Return the checklist of a stand as a PDF of one page.

    Raises:
        Unprintable, ContentRefused, EnvironmentRefused: see `render_checklist`.
    """
    made_at = on_the_stand(checklist.made_at)
    return render_checklist(checklist, made_at=made_at, templates=theme.folder / "documents")

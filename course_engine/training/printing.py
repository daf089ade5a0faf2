"""What the use cases need of the press: signed attestations, the questionnaire to hand round.

The press is imported by whoever prints: a server that prints nothing starts sooner, in less memory.
"""

from collections.abc import Sequence

from course_engine.model.course import Catalogue
from course_engine.model.training import Attestation
from course_engine.rendering.theme import Theme
from course_engine.signing import Signer
from course_engine.training.certification import Issue, IssuedDocument

VERSION_LENGTH = 8
"""Characters of the catalogue's digest that the sheet prints, enough to tell two versions apart."""


def attestation_printer(signer: Signer, theme: Theme) -> Issue:
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

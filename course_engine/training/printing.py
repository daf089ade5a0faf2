"""What certification needs of the press: a function from an attestation to its signed document."""

from course_engine.documents.attestation import render_attestation
from course_engine.documents.seal import read_statement
from course_engine.model.training import Attestation
from course_engine.rendering.theme import Theme
from course_engine.signing import Signer
from course_engine.training.certification import Issue, IssuedDocument


def attestation_printer(signer: Signer, theme: Theme) -> Issue:
    """Return the function that prints, signs and seals attestations with one key and one theme."""
    templates = theme.folder / "documents"

    def issue(attestation: Attestation) -> IssuedDocument:
        content = render_attestation(attestation, signer, templates)
        return IssuedDocument(content, read_statement(content))

    return issue

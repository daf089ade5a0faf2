"""The checklist on paper: one page, a verdict in words, accessible, the same bytes each time."""

import io
import subprocess

import pikepdf
import pytest
from depot import NOW

from course_engine.documents.checklist import render_checklist
from course_engine.model.readiness import Checklist, Finding, Verdict

pytestmark = pytest.mark.pdf

SAID = "Ce qui a été vu tient en deux lignes, avec le nom de la séance, son jour, son heure et ses places. "
TO_DO = "Faites ceci, puis vérifiez de nouveau."


def a_checklist(*verdicts: Verdict, stand: str = "Stand 3") -> Checklist:
    findings = tuple(
        Finding(
            title=f"Point {rank}", verdict=verdict, said=SAID, to_do="" if verdict is Verdict.GOOD else TO_DO
        )
        for rank, verdict in enumerate(verdicts, start=1)
    )
    return Checklist(stand=stand, made_at=NOW, findings=findings)


def text_of(checklist: Checklist, templates) -> str:
    pdf = render_checklist(checklist, made_at=NOW, templates=templates)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    return " ".join(text.decode().split())


@pytest.mark.parametrize(
    ("verdicts", "conclusion"),
    [
        ([Verdict.GOOD], "Le stand est prêt."),
        ([Verdict.GOOD, Verdict.LOOK], "Le stand peut partir. 1 point à voir."),
        ([Verdict.LOOK, Verdict.LOOK], "Le stand peut partir. 2 points à voir."),
        ([Verdict.BLOCKING, Verdict.LOOK], "Le stand n’est pas prêt."),
    ],
)
def test_it_begins_with_what_it_concludes(templates, verdicts, conclusion):
    text = text_of(a_checklist(*verdicts), templates)
    assert text.startswith(
        f"Avant de partir du dépôt Stand 3, vérifié le samedi 13 mars 2027 à 8 h 15. {conclusion}"
    )


def test_everything_to_do_at_once_holds_on_one_page(templates):
    text = text_of(a_checklist(*[Verdict.BLOCKING] * 16), templates)
    assert (text.count("bloquant"), text.count("puis vérifiez de nouveau")) == (16, 16)
    assert "Vérifié par :" in text


def test_a_stand_without_a_name_is_checked_too(templates):
    assert "Vérifié le samedi 13 mars" in text_of(a_checklist(Verdict.GOOD, stand=""), templates)


def test_it_conforms_to_pdf_a_3a_and_to_pdf_ua_1(templates, verapdf):
    checklist = a_checklist(Verdict.GOOD, Verdict.LOOK, Verdict.BLOCKING)
    pdf = render_checklist(checklist, made_at=NOW, templates=templates)
    assert pdf == render_checklist(checklist, made_at=NOW, templates=templates)
    assert verapdf({"checklist.pdf": pdf}) == {"checklist.pdf": {"ua1": "pass", "3a": "pass"}}

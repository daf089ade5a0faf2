"""A theme's mistakes, told to its author."""

import shutil

import pytest

from course_engine.documents.attestation import render_attestation
from course_engine.errors import ContentRefused

pytestmark = pytest.mark.pdf

UNREADABLE = ("documents/attestation.css", 1, "DO102")
UNREAD = "un fichier que le thème nomme ne peut pas être lu\u00a0: "


@pytest.fixture
def theme(templates, tmp_path):
    return shutil.copytree(templates, tmp_path / "documents")


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def refusal(attestation, signer, theme):
    with pytest.raises(ContentRefused) as refused:
        render_attestation(attestation(), signer, theme)
    (diagnostic,) = refused.value.diagnostics
    return diagnostic.file, diagnostic.line, diagnostic.code, diagnostic.message


def test_a_missing_template_is_named(attestation, signer, theme):
    (theme / "attestation.html").unlink()
    assert refusal(attestation, signer, theme)[:3] == ("documents/attestation.html", 1, "DO101")


def test_a_mistake_in_a_template_is_on_its_line(attestation, signer, theme):
    change(theme / "attestation.html", "<h1>Attestation", "<h1>{% si %}Attestation")
    line = (theme / "attestation.html").read_text(encoding="utf-8").split("{% si %}")[0].count("\n") + 1
    assert refusal(attestation, signer, theme) == (
        "documents/attestation.html",
        line,
        "DO101",
        "le gabarit ne peut pas être rempli\u00a0: Encountered unknown tag 'si'.",
    )


def test_a_name_that_the_template_is_not_given_is_refused(attestation, signer, theme):
    change(theme / "attestation.html", "{{ key }}", "{{ cle }}")
    assert refusal(attestation, signer, theme) == (
        "documents/attestation.html",
        1,
        "DO101",
        "le gabarit ne peut pas être rempli\u00a0: 'cle' is undefined",
    )


def test_a_missing_style_sheet_is_named(attestation, signer, theme):
    (theme / "attestation.css").unlink()
    assert refusal(attestation, signer, theme) == (*UNREADABLE, f"{UNREAD}attestation.css")


@pytest.mark.parametrize("address", ["absente.svg", "https://exemple.invalid/a.svg"])
def test_a_picture_that_is_missing_or_on_the_network_stops_the_document(attestation, signer, theme, address):
    change(theme / "attestation.html", "<h1>", f'<img src="{address}" alt="marque"><h1>')
    assert refusal(attestation, signer, theme) == (*UNREADABLE, f"{UNREAD}{address}")


def test_a_mark_of_the_theme_s_own_is_printed(attestation, signer, theme, verapdf):
    (theme / "marque.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>'
    )
    change(theme / "attestation.html", "<h1>", '<img src="marque.svg" alt="Marque fictive"><h1>')
    pdf = render_attestation(attestation(), signer, theme)
    assert verapdf({"a.pdf": pdf}) == {"a.pdf": {"ua1": "pass", "3a": "pass"}}

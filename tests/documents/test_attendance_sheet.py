"""The attendance sheet on paper: what it states, how it holds on its page, and what it conforms to."""

import io
import subprocess
from datetime import UTC, date, datetime, time

import pikepdf
import pytest

from course_engine.documents.attendance_sheet import PrintedLine, PrintedSheet, render_attendance_sheet
from course_engine.errors import Unprintable
from course_engine.model.register import Signature
from course_engine.model.training import HalfDay

pytestmark = pytest.mark.pdf

ZIGZAG = Signature(
    strokes=(tuple((x, 100 + 200 * (x // 50 % 2)) for x in range(100, 900, 50)), ((500, 350),))
)
NAMES = (
    "Alpha",
    "Bravo",
    "Charlie",
    "Delta",
    "Écho",
    "Foxtrot",
    "Golf",
    "Hôtel",
    "India",
    "Juliette",
    "Kilo",
    "Lima",
)
HEAD = "e4e1 b50d 1e02"


def a_line(name: str, **changes: object) -> PrintedLine:
    facts = {
        "name": f"Exemple {name}",
        "employer": "Commune fictive de Saint-Exemple",
        "is_present": True,
        "arrives": time(9),
        "leaves": time(12),
        "means": "ecran",
        "signature": ZIGZAG,
        "corrections": 0,
    }
    return PrintedLine.model_validate(facts | changes)


def absent(name: str) -> PrintedLine:
    return a_line(name, is_present=False, arrives=None, leaves=None, means="", signature=None)


def a_sheet(*lines: PrintedLine, **changes: object) -> PrintedSheet:
    facts = {
        "programme": "Les Démonstr@teurs",
        "organiser": "La Région (exemple)",
        "title": "Communiquer par messagerie",
        "session": "S1",
        "day": date(2027, 3, 16),
        "half_day": HalfDay.MORNING,
        "begins": time(9),
        "ends": time(12),
        "place": "Salle des fêtes, commune fictive de Saint-Exemple",
        "animator": "Dominique Exemple",
        "blank": False,
        "lines": lines or tuple(map(a_line, NAMES)),
        "countersigned_by": "Dominique Exemple",
        "countersigned_at": datetime(2027, 3, 16, 12, 2, tzinfo=UTC),
        "countersignature": ZIGZAG,
        "is_countersigned": True,
        "head": HEAD,
        "printed_at": datetime(2027, 3, 16, 12, 5, tzinfo=UTC),
    }
    return PrintedSheet.model_validate(facts | changes)


def a_blank_sheet() -> PrintedSheet:
    nobody = {"countersigned_by": "", "countersigned_at": None, "countersignature": None}
    return a_sheet(*map(absent, NAMES), blank=True, is_countersigned=False, head="", **nobody)


def text_of(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(text.split())


def pages_of(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def pictures_of(pdf: bytes) -> list[str]:
    """Return what a screen reader says of each picture, in the order of reading."""
    found: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            if element.S == "/Figure":
                found.append(str(element.Alt))
            walk(element.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


@pytest.fixture(scope="module")
def filled(templates):
    return render_attendance_sheet(a_sheet(), templates)


@pytest.fixture(scope="module")
def blank(templates):
    return render_attendance_sheet(a_blank_sheet(), templates)


def test_it_states_what_an_attendance_sheet_must(filled):
    text = text_of(filled)
    for words in (
        "La Région (exemple) – Les Démonstr@teurs",
        "Communiquer par messagerie",
        "Mardi 16 mars 2027, matin, de 9 h à 12 h",
        "Salle des fêtes, commune fictive de Saint-Exemple – Animation : Dominique Exemple",
        "Dominique Exemple, le 16 mars 2027 à 12 h 02",
        f"Empreinte du registre : {HEAD}.",
        "page 1 sur 1",
        *(f"Exemple {name}" for name in NAMES),
    ):
        assert words in text


def test_every_signature_is_a_drawing_with_a_name(filled):
    assert pictures_of(filled) == ["Signature dessinée à l’écran"] * 12 + [
        "Contresignature dessinée à l’écran"
    ]


def test_how_each_one_signed_is_said(templates):
    lines = (
        a_line("Papier", means="papier", signature=None, arrives=time(9, 40)),
        a_line("Effacée", signature=None),
        a_line("Ancienne", means="", signature=None),
        absent("Absente"),
        a_line("Corrigée", corrections=1, leaves=time(11, 10)),
    )
    text = text_of(render_attendance_sheet(a_sheet(*lines, is_countersigned=False), templates))
    for words in (
        "9 h 40 12 h signé sur la feuille de papier",
        "signé à l’écran ; tracé effacé",
        "présence saisie avant le registre",
        "n’a pas signé",
        "11 h 10 heures corrigées",
        "Modifiée après la contresignature : à contresigner de nouveau.",
    ):
        assert words in text


def test_a_blank_sheet_says_nothing_of_who_signed(blank):
    text = text_of(blank)
    assert "Signez en face de votre nom." in text
    assert text.count("Autre personne") == 2
    assert "n’a pas signé" not in text
    assert "Empreinte" not in text
    assert pictures_of(blank) == []


def test_twelve_people_and_their_animateur_hold_on_one_page(filled, blank):
    assert (pages_of(filled), pages_of(blank)) == (1, 1)


def test_more_people_go_on_another_page(templates):
    lines = [a_line(f"Numéro {number}") for number in range(30)]
    pdf = render_attendance_sheet(a_sheet(*lines), templates)
    assert pages_of(pdf) == 2
    assert "page 2 sur 2" in text_of(pdf)


def test_what_looks_like_code_is_text(templates):
    pdf = render_attendance_sheet(a_sheet(a_line("<b>{{ 7 * 7 }}</b>")), templates)
    assert "Exemple <b>{{ 7 * 7 }}</b>" in text_of(pdf)


def test_a_name_that_no_glyph_covers_is_refused(templates):
    with pytest.raises(Unprintable):
        render_attendance_sheet(a_sheet(a_line("例")), templates)


def test_the_same_sheet_is_the_same_bytes(filled, templates):
    assert render_attendance_sheet(a_sheet(), templates) == filled


def test_it_conforms_to_pdf_a_3a_and_to_pdf_ua_1(filled, blank, verapdf):
    verdicts = verapdf({"filled.pdf": filled, "blank.pdf": blank})
    assert verdicts == {name: {"ua1": "pass", "3a": "pass"} for name in ("filled.pdf", "blank.pdf")}

"""The attestation: what it says, looks like, and conforms to."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from course_engine.documents.attestation import render_attestation
from course_engine.documents.fonts import printable
from course_engine.documents.seal import verify_pdf
from course_engine.errors import Unprintable
from course_engine.signing import sign_statement, verify_statement

pytestmark = pytest.mark.pdf


def text_of(pdf: bytes) -> str:
    """Return the text of every page, in the order of reading."""
    command = ["pdftotext", "-raw", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def qr_of(pdf: bytes, folder: Path, page: int = 1) -> str:
    """Return what a scanner reads on the printed page, at 200 dots an inch."""
    command = [
        "pdftoppm",
        "-r",
        "200",
        "-png",
        "-f",
        str(page),
        "-l",
        str(page),
        "-singlefile",
        "-",
        folder / "page",
    ]
    subprocess.run(command, input=pdf, check=True)
    with Image.open(folder / "page.png") as image:
        (code,) = zxingcpp.read_barcodes(image)
    return code.text


ONE_HALF_DAY = """\
N° AP-7K3M-92QF
Région Nord-Pas-de-Calais
Attestation de présence
Nous attestons que
Élodie Lefebvre-d’Hérouville
agent(e) territorial(e), employeur : Commune fictive de Saint-Exemple
a participé à la demi-journée ci-dessous du programme « Les Démonstr@teurs », pour une durée
totale de 3 h.
Contenu suivi Date Horaires Durée
Communiquer par messagerie
Salle des fêtes, commune fictive de Saint-Exemple
Animation : Camille Exemple
mercredi 17 mars 2027
matin
de 9 h
à 12 h
3 h
Durée totale 3 h
Fait à Saint-Exemple, le 12 juin 2027
Région Nord-Pas-de-Calais
Dominique Modèle, responsable de l’opération
Signature et cachet
Vérifier cette attestation
Le code contient les informations ci-dessus, signées électroniquement par l’organisateur ; le fichier PDF porte la même
signature. La moindre modification se voit. Pour vérifier, sans connexion internet : course-engine verify, le fichier PDF
(ou le texte du code) et la clé publique de l’organisateur. Le numéro et le nom affichés doivent être ceux de cette page.
Numéro : AP-7K3M-92QF
Clé de l’organisateur : 1IG2tMH7J2wbJZnOf8LJzQitKf7LMvoAElsuDMVM54Y
Ce document ne comporte aucun résultat d’évaluation. Les données personnelles qu’il contient servent seulement à
prouver la présence ; l’organisateur les communique ou les rectifie à la demande de la personne.
Attestation de présence n° AP-7K3M-92QF – Élodie Lefebvre-d’Hérouville page 1 sur 1
\f"""


def test_the_page_says_who_what_when_where_and_how_long(printed):
    assert text_of(printed) == ONE_HALF_DAY


def test_no_line_breaks_before_a_french_double_mark(templates):
    """Read in the template: a PDF gives every kind of space back as the same one."""
    words = re.sub(r"{%.*?%}|{{|}}|<[^>]*>", "", (templates / "attestation.html").read_text(encoding="utf-8"))
    assert re.findall(r"[ \n][:;?!»]|«[ \n]|[nN]° ", words) == []


def test_partial_hours_are_printed_as_counted(attestation, half_day, signer, templates):
    sheet = attestation(half_day(0), half_day(2, minutes=150), half_day(3, minutes=40))
    text = text_of(render_attestation(sheet, signer, templates))
    for words in ("de 9 h\nà 11 h 30", "2 h 30", "de 9 h\nà 9 h 40", "40 min", "totale de 6 h 10."):
        assert words.replace(" ", "\N{NO-BREAK SPACE}") in text.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("agent", "agent(e) territorial(e), employeur : Commune"),
        ("elu", "élu(e) local(e), collectivité : Commune"),
        (None, "collectivité : Commune"),
    ],
)
def test_the_quality_is_said_when_it_is_known(attestation, signer, templates, role, words):
    text = text_of(render_attestation(attestation(role=role), signer, templates))
    assert words in text.replace("\N{NO-BREAK SPACE}", " ").splitlines()[5]


def test_without_an_organiser_the_programme_signs(attestation, signer, templates):
    sheet = attestation().model_copy(update={"organiser": ""})
    assert text_of(render_attestation(sheet, signer, templates)).splitlines()[1] == "Les Démonstr@teurs"


def test_five_half_days_hold_on_one_page(attestation, half_day, signer, templates):
    pdf = render_attestation(attestation(*map(half_day, range(5))), signer, templates)
    assert text_of(pdf).count("\f") == 1


def test_ten_half_days_take_two_pages_and_repeat_the_table_s_head(
    attestation, half_day, signer, templates, tmp_path
):
    pdf = render_attestation(attestation(*map(half_day, range(10))), signer, templates)
    first, second, rest = text_of(pdf).split("\f")
    assert rest == ""
    assert first.count("Contenu suivi Date Horaires Durée") == 1
    assert second.count("Contenu suivi Date Horaires Durée") == 1
    assert second.count("Animation") >= 2  # the signature never stands alone on its page
    assert verify_statement(qr_of(pdf, tmp_path, page=2), [signer.public_key]).minutes == 1800


def test_the_qr_code_on_paper_is_the_signed_statement(attestation, printed, signer, tmp_path):
    scanned = qr_of(printed, tmp_path)
    assert scanned == sign_statement(attestation(), signer)
    assert verify_statement(scanned, [signer.public_key]) == verify_pdf(printed, [signer.public_key])


def test_the_same_attestation_gives_the_same_bytes(attestation, printed, signer, templates):
    assert render_attestation(attestation(), signer, templates) == printed


def test_the_bytes_hang_neither_on_the_process_nor_on_where_the_theme_is(
    attestation, printed, signer, templates, tmp_path
):
    shutil.copytree(templates, tmp_path / "ailleurs")
    script = (
        "import sys; from pathlib import Path; from hashlib import sha256\n"
        "from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey\n"
        "from course_engine.documents.attestation import render_attestation\n"
        "from course_engine.model.training import Attestation\n"
        "from course_engine.signing import Signer\n"
        "sheet = Attestation.model_validate_json(sys.stdin.read())\n"
        "signer = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))\n"
        "print(sha256(render_attestation(sheet, signer, Path('ailleurs'))).hexdigest())"
    )
    digest = subprocess.run(
        [sys.executable, "-c", script],
        input=attestation().model_dump_json(),
        cwd=tmp_path,
        env=os.environ | {"PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert digest.strip() == sha256(printed).hexdigest()


def test_it_conforms_to_pdf_a_3a_and_to_pdf_ua_1(attestation, half_day, printed, signer, templates, verapdf):
    files = {
        "one.pdf": printed,
        "ten.pdf": render_attestation(attestation(*map(half_day, range(10))), signer, templates),
        "long.pdf": render_attestation(attestation(last_name="de La Rochefoucauld-" * 8), signer, templates),
    }
    assert verapdf(files) == {name: {"ua1": "pass", "3a": "pass"} for name in files}


def test_no_font_of_the_machine_is_used(printed, tmp_path):
    (tmp_path / "a.pdf").write_bytes(printed)
    listing = subprocess.run(
        ["pdffonts", tmp_path / "a.pdf"], capture_output=True, text=True, check=True
    ).stdout
    names = [line.split()[0].partition("+")[2] for line in listing.splitlines()[2:]]
    assert names == ["Atkinson-Hyperlegible-Bold", "Atkinson-Hyperlegible"]


def test_a_name_is_text_whatever_it_looks_like(attestation, signer, templates):
    sheet = attestation(first_name="{{ 7*7 }}", last_name="<b>O'Neil & fils</b>")
    pdf = render_attestation(sheet, signer, templates)
    assert "{{ 7*7 }} <b>O'Neil & fils</b>" in text_of(pdf)
    assert verify_pdf(pdf, [signer.public_key]).name == "{{ 7*7 }} <b>O'Neil & fils</b>"


def test_a_very_long_name_is_printed_whole(attestation, signer, templates):
    last_name = "Rochefoucauld" * 10
    text = text_of(
        render_attestation(attestation(first_name="Marie", last_name=last_name), signer, templates)
    )
    assert f"Marie{last_name}" in re.sub(r"\s", "", text)


def test_a_name_no_glyph_covers_is_refused_by_its_letters(attestation, signer, templates):
    with pytest.raises(Unprintable) as refused:
        render_attestation(attestation(first_name="Văn", last_name="Nguyễn 김"), signer, templates)
    assert str(refused.value) == (
        "«\u00a0Nguyễn 김\u00a0» ne peut pas être imprimé\u00a0: la police des documents n’a pas de signe pour"
        " ễ (U+1EC5), 김 (U+AE40)."
    )


def test_more_than_a_qr_code_holds_is_refused(attestation, signer, templates):
    with pytest.raises(
        Unprintable,
        match=r"^L’attestation en dit trop pour son code QR\u00a0: 2665 octets, pour 2\u00a0331 au plus\.$",
    ):
        render_attestation(attestation(employer="Exemple " * 200), signer, templates)


def corpus(name: str) -> Path:
    folder = os.environ.get("COURSE_ENGINE_CORPORA")
    if not folder:
        pytest.skip("COURSE_ENGINE_CORPORA is not set")
    return Path(folder) / "names" / name


def test_every_french_name_of_the_corpus_is_printed_as_written(attestation, signer, templates):
    with corpus("noms-fr.csv").open(encoding="utf-8-sig") as stream:
        people = list(csv.DictReader(stream))
    for person in people:
        assert printable(person["nom"]) == person["nom"]
        assert printable(person["prenom"]) == person["prenom"]
    for person in people[::20]:
        sheet = attestation(first_name=person["prenom"], last_name=person["nom"])
        pdf = render_attestation(sheet, signer, templates)
        assert sheet.trainee.full_name in text_of(pdf)
        assert verify_pdf(pdf, [signer.public_key]).name == sheet.trainee.full_name


@pytest.mark.parametrize("file", ["edge-names.json", "blns.json"])
def test_extreme_names_are_printed_or_refused_in_one_sentence(attestation, signer, templates, file):
    entries = json.loads(corpus(file).read_text(encoding="utf-8"))[::3]
    printed, sentences = 0, []
    for entry in entries:
        first, last = (entry["prenom"], entry["nom"]) if isinstance(entry, dict) else ("Camille", entry)
        try:
            verify_pdf(
                render_attestation(attestation(first_name=first, last_name=last), signer, templates),
                [signer.public_key],
            )
            printed += 1
        except Unprintable as refused:
            sentences.append(str(refused))
    assert printed
    assert sentences
    assert [sentence for sentence in sentences if "\n" in sentence or not sentence.endswith(".")] == []


@pytest.mark.parametrize(
    ("issued_at", "words", "written"),
    [
        (datetime(2027, 6, 10, 22, 30, tzinfo=UTC), "le 11 juin 2027", "D:20270611003000+02'00"),
        (datetime(2027, 12, 30, 22, 30, tzinfo=UTC), "le 30 décembre 2027", "D:20271230233000+01'00"),
        (datetime(2027, 6, 10, 22, 30), "le 10 juin 2027", "D:20270610223000+02'00"),  # noqa: DTZ001 - local
    ],
)
def test_it_is_dated_where_the_stand_is(attestation, signer, templates, issued_at, words, written):
    pdf = render_attestation(attestation().model_copy(update={"issued_at": issued_at}), signer, templates)
    assert f"Fait à Saint-Exemple, {words}\n" in text_of(pdf)
    assert f"/CreationDate ({written})".encode() in pdf
    assert verify_pdf(pdf, [signer.public_key]).issued_at == issued_at

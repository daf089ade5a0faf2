"""The questionnaire on paper: what it asks, how it holds on its pages, and what it conforms to."""

import io
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from course_engine.content import load_course, shapes
from course_engine.content.shaping import made
from course_engine.documents.questionnaire import Sheet, arrangement, render_questionnaire
from course_engine.errors import Unprintable
from course_engine.model.questionnaire import Questionnaire
from course_engine.rendering.questionnaire import Tick, numbered
from course_engine.settings import shipped

pytestmark = pytest.mark.pdf

SENTENCE = "Vos réponses servent à vous proposer un parcours et des séances dans votre territoire. "
NOTICE = (
    ("Qui répond de vos données", "La Région (exemple)."),
    ("Pour quoi faire", SENTENCE * 3),
    ("Qui les lit", SENTENCE * 2),
    ("Combien de temps", SENTENCE * 3),
    ("Vos droits", SENTENCE * 5),
)
"""Two hundred words: longer than any notice may be."""


def a_sheet(**changes: object) -> Sheet:
    facts = {
        "programme": "Les Démonstr@teurs",
        "organiser": "La Région (exemple)",
        "version": "1a2b3c4d",
        "territory": "Pays fictif de l’Exemple",
        "return_to": "Dominique Modèle, mairie fictive de Saint-Exemple, avant le 12 mars 2027",
        "notice": NOTICE,
    }
    return Sheet.model_validate(facts | changes)


def a_form(*questions: dict[str, object], title: str = "Essai") -> Questionnaire:
    return made(
        Questionnaire,
        shapes.Questionnaire,
        {"titre": "Votre inscription", "sections": [{"titre": title, "questions": questions}]},
    )


def a_choice(rank: int, text: str = "Réponse {}", count: int = 3) -> dict[str, object]:
    options = [{"id": f"o{n}", "texte": text.format(n)} for n in range(count)]
    return {"id": f"q{rank}", "texte": f"Question n°\u00a0{rank}", "type": "choix-unique", "options": options}


def long_form() -> Questionnaire:
    """Forty questions, of a line or of a third of a page."""
    shapes = (
        ("Jamais {}", 2),
        ("Une réponse qui en dit bien plus {}", 4),
        ("Très longue {0} " * 9, 5),
        ("{}", 20),
    )
    return a_form(*(a_choice(rank, *shapes[rank % 4]) for rank in range(1, 41)))


def text_of(pdf: bytes) -> str:
    """Return the text of every page as it is drawn, no-break spaces read as spaces."""
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return text.replace("\N{NO-BREAK SPACE}", " ")


def flat(text: str) -> str:
    return " ".join(text.split())


def tags_of(pdf: bytes) -> list[str]:
    """Return each tag of the structure tree, in the order of reading."""
    found: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(str(element.S))
            walk(element.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


def fields_of(pdf: bytes) -> dict[str, str]:
    """Return what a screen reader says of each field, by the field's name."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fields = [(str(field.T), str(field.TU)) for field in document.Root.AcroForm.Fields]
    assert len(dict(fields)) == len(fields)
    return dict(fields)


@pytest.fixture(scope="module")
def questionnaire():
    return load_course(shipped()).questionnaire


@pytest.fixture(scope="module")
def blank(questionnaire, templates):
    """The shipped questionnaire with everything left to write in by hand."""
    return render_questionnaire(questionnaire, a_sheet(territory="", return_to=""), templates)


@pytest.fixture(scope="module")
def filled(questionnaire, templates):
    """The shipped questionnaire for a territory and its référent."""
    return render_questionnaire(questionnaire, a_sheet(), templates)


def test_the_sheet_opens_with_who_asks_where_it_goes_back_and_who_answers(filled):
    beginning = text_of(filled).split("Vous\n1 ")[0]
    assert beginning == (
        "Les Démonstr@teurs\n"
        "La Région (exemple)\n"
        "Votre inscription\n"
        "Écrivez dans les cadres et cochez les cases. Vous pouvez laisser une question sans réponse.\n"
        "Territoire : Pays fictif de l’Exemple\n"
        "À remettre à votre référent : Dominique Modèle, mairie fictive de Saint-Exemple, avant le 12\n"
        "mars 2027\n"
        "Votre nom et votre collectivité\n"
        "Nom Prénom\n"
        "Collectivité (commune ou intercommunalité)\n"
        "Aménagement souhaité (facultatif)\n"
        "Par exemple : une place près de la porte, un écran agrandi, un document en gros caractères.\n"
    )


def test_what_is_not_known_yet_is_left_to_write_in(blank):
    lines = text_of(blank).splitlines()
    assert lines[4:6] == ["Territoire :", "À remettre à votre référent : avant le"]
    assert list(fields_of(blank))[:3] == ["territoire", "referent", "avant"]


def test_what_is_known_is_not_a_field(filled):
    assert list(fields_of(filled))[:4] == ["nom", "prenom", "collectivite", "amenagement"]


def test_without_an_organiser_the_programme_stands_alone(questionnaire, templates):
    lines = text_of(render_questionnaire(questionnaire, a_sheet(organiser=""), templates)).splitlines()
    assert lines[:2] == ["Les Démonstr@teurs", "Votre inscription"]


def test_the_shipped_questionnaire_is_asked_whole_and_in_order(questionnaire, blank):
    how = {"choix-multiple": "(plusieurs réponses possibles)"}
    how |= dict.fromkeys(("choix-unique", "role"), "(une seule réponse)")
    words: list[str] = []
    for section in numbered(questionnaire):
        words.append(section.title)
        for question in section.questions:
            item = question.item
            words += [str(question.number), item.text, how.get(item.type, ""), item.note]
            if item.type == "disponibilites":
                words += ["Nombre de demi-journées :", "À quels moments ?", how["choix-multiple"]]
            lettered = item.type != "oui-non"
            words += [f"{tick.letter} {tick.text}" if lettered else tick.text for tick in question.ticks]
    printed = re.sub(r"Les Démonstr@teurs – questionnaire, version 1a2b3c4d page . sur 2", "", text_of(blank))
    assert f" {flat(' '.join(words))} Vos données personnelles " in flat(printed)


def test_there_is_one_field_with_a_name_for_each_answer(questionnaire, filled):
    fields = fields_of(filled)
    answers = {
        f"{question.number}{tick.letter}": f"{question.item.text} – {tick.text}"
        for section in numbered(questionnaire)
        for question in section.questions
        for tick in question.ticks
    }
    assert answers.items() <= fields.items()
    assert set(fields) - set(answers) == {"nom", "prenom", "collectivite", "amenagement", "12nombre"}
    assert fields["collectivite"] == "Collectivité (commune ou intercommunalité)"


def test_every_field_is_drawn_in_each_of_its_states_and_leaves_nothing_to_the_reader(blank):
    with pikepdf.open(io.BytesIO(blank)) as document:
        form = document.Root.AcroForm
        assert set(form.keys()) == {"/DR", "/Fields"}
        for field in form.Fields:
            left, bottom, right, top = field.Rect
            assert (left < right, bottom < top) == (True, True)
            if pikepdf.Name.Btn == field.FT:
                assert (set(field.AP.N.keys()), field.AS) == ({"/Off", "/on"}, pikepdf.Name.Off)
            else:
                assert (str(field.DA), str(field.V)) == ("/Helv 12 Tf 0 g", "")
                assert field.AP.N.Subtype == pikepdf.Name.Form


def test_how_many_answers_a_question_takes_is_said_beside_it(blank):
    text = flat(text_of(blank))
    assert "vous êtes : (une seule réponse)" in text
    assert "à la fin de votre parcours ? (plusieurs réponses possibles)" in text
    assert "Nombre de demi-journées : À quels moments ? (plusieurs réponses possibles) a En journée" in text


def test_a_screen_reader_finds_headings_and_lists(questionnaire, blank):
    tags = tags_of(blank)
    items = [question for section in numbered(questionnaire) for question in section.questions]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == len(questionnaire.sections) + 2  # who answers, and the notice
    assert tags.count("/H3") == len(items) + len(NOTICE)
    assert tags.count("/L") == len(items)
    assert tags.count("/LI") == sum(len(question.ticks) for question in items)
    assert tags.count("/Form") == len(fields_of(blank))


def test_the_shipped_questionnaire_holds_on_one_sheet_of_two_pages(blank, filled):
    for pdf in (blank, filled):
        pages = text_of(pdf).split("\f")
        assert len(pages) == 3
        for number, page in enumerate(pages[:2], 1):
            footer = f"Les Démonstr@teurs – questionnaire, version 1a2b3c4d page {number} sur 2"
            assert page.rstrip("\n").splitlines()[-1] == footer


def test_no_question_of_a_long_questionnaire_is_cut_by_a_page(templates):
    form = long_form()
    pages = text_of(render_questionnaire(form, a_sheet(), templates)).split("\f")
    for question in numbered(form)[0].questions:
        asked = flat(f"{question.number} {question.item.text}")
        (page,) = [flat(page) for page in pages if f"{asked} (" in flat(page)]
        whole = page.partition(f"{asked} (")[2]
        for tick in question.ticks:
            _before, found, whole = whole.partition(flat(f"{tick.letter} {tick.text}"))
            assert found, (question.number, tick.letter)


def test_the_title_of_a_section_is_never_the_last_line_of_a_page(templates):
    tall = a_choice(2, "Une réponse assez longue pour tenir seule sur sa ligne de la feuille, n° {}", 20)
    form = made(
        Questionnaire,
        shapes.Questionnaire,
        {
            "titre": "Votre inscription",
            "sections": [
                {"titre": "Première", "questions": [a_choice(1, "Une réponse un peu longue, n° {}", 12)]},
                {"titre": "Seconde", "questions": [tall]},
            ],
        },
    )
    first, second, *_rest = text_of(render_questionnaire(form, a_sheet(), templates)).split("\f")
    assert "Seconde" not in first
    assert second.startswith("Seconde\n2 Question n° 2")


def test_the_notice_is_whole_on_one_page(templates):
    pages = text_of(render_questionnaire(long_form(), a_sheet(), templates)).split("\f")
    (page,) = [page for page in pages if "Vos données personnelles" in page]
    for heading, text in NOTICE:
        assert flat(heading) in flat(page)
        assert flat(text) in flat(page)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Jamais", "Parfois", "Souvent : chaque semaine ou plus"], "row"),
        (["Choix"] * 20, "columns-3"),
        (["Une réponse de trente lettres."] * 4, "columns-2"),
        (["Jamais", "Une réponse de plus de trente lettres."] * 3, "columns-1"),
    ],
)
def test_short_answers_stand_side_by_side(texts, expected):
    assert arrangement([Tick(letter="a", value="oui", text=text) for text in texts]) == expected


def test_what_looks_like_code_is_text(templates):
    form = a_form(a_choice(1, "<b>{}</b> & {{{{ 7*7 }}}}"), title="<script>alert(1)</script>")
    sheet = a_sheet(programme='"><i>P', territory="<img src=x>", return_to="{% for %}", organiser="&amp;")
    text = text_of(render_questionnaire(form, sheet, templates))
    for words in ("<b>1</b> & {{ 7*7 }}", "<script>alert(1)</script>", "<img src=x>", "{% for %}", "&amp;"):
        assert words in text
    assert '"><i>P – questionnaire, version 1a2b3c4d page 1 sur' in text


def test_a_text_that_no_glyph_covers_is_refused_by_its_letters(questionnaire, templates):
    with pytest.raises(Unprintable, match=r"☐ \(U\+2610\)"):
        render_questionnaire(questionnaire, a_sheet(territory="☐"), templates)
    with pytest.raises(Unprintable, match=r"김 \(U\+AE40\)"):
        render_questionnaire(a_form(a_choice(1, "김 {}")), a_sheet(), templates)


def test_the_same_sheet_is_the_same_bytes_whatever_the_process(questionnaire, filled, templates):
    script = (
        "import sys; from pathlib import Path; from hashlib import sha256\n"
        "from course_engine.content import load_course\n"
        "from course_engine.documents.questionnaire import Sheet, render_questionnaire\n"
        "from course_engine.settings import shipped\n"
        "sheet = Sheet.model_validate_json(sys.stdin.read())\n"
        "pdf = render_questionnaire(load_course(shipped()).questionnaire, sheet, Path(sys.argv[1]))\n"
        "print(sha256(pdf).hexdigest())"
    )
    digest = subprocess.run(
        [sys.executable, "-c", script, templates],
        input=a_sheet().model_dump_json(),
        env=os.environ | {"PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert digest.strip() == sha256(filled).hexdigest()
    assert render_questionnaire(questionnaire, a_sheet(), templates) == filled


def test_it_conforms_to_pdf_a_3a_and_to_pdf_ua_1(blank, filled, templates, verapdf):
    long = render_questionnaire(long_form(), a_sheet(notice=()), templates)
    files = {"blank.pdf": blank, "filled.pdf": filled, "long.pdf": long}
    assert verapdf(files) == {name: {"ua1": "pass", "3a": "pass"} for name in files}


def test_a_photocopier_keeps_every_stroke_and_colour(templates):
    """No colour lighter than a third of white, no stroke under three quarters of a point."""
    sheet = Path(templates / "questionnaire.css").read_text(encoding="utf-8")
    colours = {tuple(bytes.fromhex(digits)) for digits in re.findall(r"#([0-9a-f]{6})\b", sheet)}
    assert {max(colour) < 0x60 for colour in colours} == {True}
    assert min(float(width) for width in re.findall(r"border[\w-]*: ([\d.]+)pt", sheet)) >= 0.75


def test_hands_have_room_to_write_and_to_tick(templates):
    sheet = Path(templates / "questionnaire.css").read_text(encoding="utf-8")
    height = {name: float(mm) for name, mm in re.findall(r"\.([\w-]+) \{[^}]*?[ ;]height: ([\d.]+)mm", sheet)}
    assert height["writing"] >= 9
    assert height["number-box"] >= 9
    assert height["box"] >= 4.5

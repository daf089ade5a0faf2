"""What a trainee must not be given is not in the bytes of what they are given: canaries, from text to bytes."""

import json
import re
import shutil
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from stand import NOW, Clock, application
from visitor import Visitor

from course_engine.cli import command
from course_engine.content import load_course
from course_engine.exchange.registrations import read_registrations
from course_engine.rendering.theme import load_theme
from course_engine.store import open_database
from course_engine.training.access import issue_codes
from course_engine.training.library import Library
from course_engine.training.registration import register, registrants
from course_engine.web import Site

MINIMAL = Path(__file__).parent / "courses" / "minimal"
UNIT = "modules/decouvrir/courriel.md"
CANARY = re.compile(rb"canari-[a-z-]+", re.IGNORECASE)

NOT_THEIRS = {
    "canari-animateur",
    "canari-animateur-imbrique",
    "canari-autre-niveau",
    "canari-page-autre-niveau",
    "canari-autre-unite",
    "canari-autre-quiz",
    "canari-autre-cle",
    "canari-autre-personne",
}
"""Words that this trainee is never given, answered or not."""
AFTER_ANSWERING = {"canari-cle-texte", "canari-retour", "canari-explication", "canari-explication-texte"}
"""Words that travel in their bundle, since it corrects offline, and that the server keeps until an answer."""

QUESTIONS = """
## Comment se nomme le signe ? {#signe}

= canari-cle-texte

> [!explication] canari-explication-texte
"""
OTHER_UNIT = """---
titre: Autre chose
resume: Une autre demi-journée.
duree: 3 h
domaine: communication
objectifs: [autre]
niveaux: [decouverte]
---

# Apport {duree="60 min"}

canari-autre-unite

# Expérimentation {duree="60 min"}

::: exercice
canari-autre-unite

::: solution
canari-autre-unite
:::
:::

# Évaluation {duree="30 min"}

::: quiz autre
:::

# Échanges {duree="30 min"}

canari-autre-unite
"""
OTHER_QUIZ = """---
titre: Autre quiz
---

## Qu’est-ce que canari-autre-quiz ? {#autre-question}

= canari-autre-cle
"""


def change(course: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (course / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (course / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A course whose every private word is a canary."""
    course = shutil.copytree(MINIMAL, tmp_path_factory.mktemp("canaries") / "course")
    change(
        course,
        UNIT,
        ("Les règles de tri rangent pour vous.", "canari-autre-niveau"),
        ("Laissez-les chercher.", "canari-animateur\n\n::: retenir\ncanari-animateur-imbrique\n:::"),
        ("# Expérimentation", '## canari-page-autre-niveau {niveau="pratique"}\nTexte.\n\n# Expérimentation'),
    )
    change(
        course,
        "quizzes/courriel.md",
        ("Tous le voient.", "canari-retour"),
        ("Cci protège les adresses.", "canari-explication"),
    )
    with (course / "quizzes/courriel.md").open("a", encoding="utf-8") as stream:
        stream.write(QUESTIONS)
    change(
        course,
        "modules/programme.yml",
        ("unites: [courriel]", "unites: [courriel, autre]"),
        (
            "  messagerie: Envoyer et recevoir du courrier",
            "  messagerie: Envoyer du courrier\n  autre: Autre",
        ),
    )
    change(
        course,
        "modules/questionnaire.yml",
        ("{ id: rien, texte: Rien de tout cela }", "{ id: autre, texte: Autre, objectifs: { autre: 1 } }"),
    )
    with (course / "modules/questionnaire.yml").open("a", encoding="utf-8") as stream:
        stream.write("      - id: disponibilites\n        texte: Quand ?\n        type: disponibilites\n")
    (course / "modules/decouvrir/autre.md").write_text(OTHER_UNIT, encoding="utf-8")
    (course / "quizzes/autre.md").write_text(OTHER_QUIZ, encoding="utf-8")
    return course


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> Path:
    """Two people's forms: only the first is looked over the shoulder of."""

    def form(trainee: str, name: str, wish: str) -> dict[str, object]:
        person = {"id": trainee, "nom": name, "prenom": "Camille", "collectivite": name}
        wishes = {"souhaits": [wish], "disponibilites": {"nombre": 1, "quand": []}}
        return person | {"reponses": {"courriel-3-mois": "non"} | wishes}

    file = tmp_path_factory.mktemp("answers") / "answers.json"
    forms = [form("tr-elle", "Exemple", "ecrire"), form("tr-lui", "canari-autre-personne", "autre")]
    file.write_text(json.dumps({"programme": "essai", "inscriptions": forms}), encoding="utf-8")
    return file


def canaries(content: bytes) -> set[str]:
    return {found.decode().lower() for found in CANARY.findall(content)}


def run(*words: object) -> None:
    result = CliRunner().invoke(command, [str(word) for word in words])
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_whole_archive_holds_only_what_its_trainee_may_read(course, answers, tmp_path):
    run("bundle", "--answers", answers, "--course", course, "--out", tmp_path / "out", "--workers", "1")
    with ZipFile(tmp_path / "out" / "tr-elle.zip") as archive:
        content = b"\n".join(
            [*(archive.read(name) for name in archive.namelist()), *map(str.encode, archive.namelist())]
        )
    assert canaries(content) & NOT_THEIRS == set()
    assert canaries(content) == AFTER_ANSWERING  # the search finds what is there
    with ZipFile(tmp_path / "out" / "tr-lui.zip") as archive:
        other = b"\n".join(archive.read(name) for name in archive.namelist())
    assert {"canari-autre-unite", "canari-autre-quiz", "canari-autre-personne"} <= canaries(other)
    assert not canaries(other) & {"canari-animateur", "canari-retour", "canari-cle-texte"}


def test_built_pages_hold_no_key_and_no_animator_s_word(course, tmp_path):
    run("build", "--course", course, "--out", tmp_path / "site")
    by_page = {
        path.relative_to(tmp_path / "site").as_posix(): canaries(path.read_bytes())
        for path in (tmp_path / "site").rglob("*")
        if path.is_file()
    }
    assert by_page.pop("courriel/pratique.html") == {"canari-autre-niveau", "canari-page-autre-niveau"}
    assert by_page.pop("autre/decouverte.html") == {"canari-autre-unite", "canari-autre-quiz"}
    assert set().union(*by_page.values()) == set()


@pytest.fixture
def visitor(course, answers, tmp_path):
    """The first person, let in."""
    catalogue = load_course(course)
    people = registrants(catalogue, read_registrations(answers, catalogue))
    with open_database(tmp_path / "records.db") as database:
        register(database, people, now=NOW, rng=Random(1))
        code = issue_codes(database, ["tr-elle"], by="test", now=NOW, rng=Random(2))["tr-elle"]
        site = Site(
            database=database,
            library=Library(catalogue),
            course=course,
            theme=load_theme(),
            organiser="",
            session_ends=NOW.time().replace(hour=23),
            clock=Clock(),
            rng=Random(3),
        )
        visitor = Visitor(application(site))
        visitor.enter(code)
        yield visitor


def crawl(visitor: Visitor, **headers: str) -> dict[str, bytes]:
    """Follow every address of this site from the first page, and try those of what is not theirs."""
    left = [
        "/",
        "/parcours",
        "/glossaire",
        "/unites/autre",
        "/unites/autre/apport",
        "/unites/courriel/apport",
    ]
    seen: dict[str, bytes] = {}
    while left:
        address = left.pop()
        if address in seen:
            continue
        reply = visitor.get(address, **headers)
        seen[address] = reply.content + str(reply.headers).encode()
        if reply.headers.get("content-type", "").startswith("text/html"):
            left += re.findall(r'(?:href|src)="(/[^"#]*)', reply.text)
    return seen


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_no_response_before_an_answer_holds_a_key(visitor, accept):
    seen = crawl(visitor, accept=accept)
    assert sum(address.startswith("/unites/courriel/") for address in seen) >= 4 or accept != "text/html"
    for question, nonsense in (("champ-cci", "zzz"), ("piece-jointe", ""), ("signe", "")):
        address = f"/reponses/courriel/{question}"
        reply = visitor.post(address, {"answer": nonsense}, accept=accept)
        assert reply.status_code == 422
        seen[address] = reply.content
        seen[f"GET {address}"] = visitor.get(address, accept=accept).content
    seen["/reponses/autre"] = visitor.post(
        "/reponses/autre/autre-question", {"answer": "x"}, accept=accept
    ).content
    assert {address: found for address, content in seen.items() if (found := canaries(content))} == {}


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_an_answer_brings_the_feedback_of_its_question_only(visitor, accept):
    reply = visitor.post("/reponses/courriel/signe", {"answer": "dièse"}, accept=accept)
    assert reply.status_code == (303 if accept == "text/html" else 200)
    seen = canaries(reply.content) | canaries(b"".join(crawl(visitor).values()))
    assert seen == {"canari-cle-texte", "canari-explication-texte"}

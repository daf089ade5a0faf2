"""A file of registrations is read whole: every problem is told, on its line, with the way out."""

import json
from pathlib import Path
from typing import Any

import pytest

from course_engine.content import shapes
from course_engine.content.shaping import made
from course_engine.errors import InputRefused
from course_engine.exchange.registrations import read_registrations
from course_engine.model.course import Catalogue, Programme
from course_engine.model.questionnaire import Questionnaire
from course_engine.model.registration import AvailabilityAnswer

QUESTIONS = [
    {"id": "role", "texte": "Élu ou agent ?", "type": "role"},
    {"id": "courriel", "texte": "Avez-vous envoyé un courriel ?", "type": "oui-non"},
    {
        "id": "souvent",
        "texte": "Souvent ?",
        "type": "choix-unique",
        "options": [{"id": "jamais", "texte": "Jamais"}, {"id": "parfois", "texte": "Parfois"}],
    },
    {
        "id": "souhaits",
        "texte": "Que voulez-vous ?",
        "type": "choix-multiple",
        "options": [{"id": "ecrire", "texte": "Écrire"}, {"id": "lire", "texte": "Lire"}],
    },
    {"id": "temps", "texte": "Combien ?", "type": "disponibilites"},
]
PERSON = {"id": "st-0001", "nom": "Exemple", "prenom": "Camille", "collectivite": "Mairie de Saint-Exemple"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    programme = {
        "id": "essai",
        "titre": "Essai",
        "niveaux": ["bas"],
        "domaines": {"ecrit": {"titre": "Écrit", "seuils": {}}},
        "objectifs": {"ecrire": "Écrire"},
        "series": [{"id": "serie", "titre": "Série", "unites": []}],
    }
    sections = [{"titre": "Vous", "questions": QUESTIONS}]
    return Catalogue(
        programme=made(Programme, shapes.Programme, programme),
        questionnaire=made(
            Questionnaire, shapes.Questionnaire, {"titre": "Inscription", "sections": sections}
        ),
        units={},
        quizzes={},
        keys={},
        sources={},
        digest="0",
    )


def written(folder: Path, *people: dict[str, Any], **fields: Any) -> Path:
    """One line for each person, from line 3 on."""
    lines = ",\n".join(json.dumps(person, ensure_ascii=False) for person in people)
    more = "".join(f', "{name}": {json.dumps(value)}' for name, value in fields.items())
    return raw(folder, f'{{"programme": "essai",\n"inscriptions": [\n{lines}\n]{more}}}')


def raw(folder: Path, content: str | bytes) -> Path:
    path = folder / "inscriptions.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems(path: Path, catalogue: Catalogue) -> list[tuple[int, int, str]]:
    return [(found.line, found.column, found.code) for found in refused(path, catalogue)]


def refused(path: Path, catalogue: Catalogue) -> Any:
    with pytest.raises(InputRefused) as failure:
        read_registrations(path, catalogue)
    assert {found.file for found in failure.value.diagnostics} == {path.name}
    return failure.value.diagnostics


def test_registrations_are_read_in_the_order_of_the_file(tmp_path: Path, catalogue: Catalogue) -> None:
    answers = {
        "role": "elu",
        "courriel": "non",
        "souvent": "jamais",
        "souhaits": ["lire", "ecrire"],
        "temps": {"nombre": 3, "quand": ["soiree"]},
    }
    path = written(tmp_path, {**PERSON, "id": "st-0002", "reponses": answers}, PERSON)
    first, second = read_registrations(path, catalogue)
    assert (first.id, second.id, second.answers) == ("st-0002", "st-0001", {})
    assert first.answers["souhaits"] == ("lire", "ecrire")
    assert first.answers["temps"] == AvailabilityAnswer(number=3, kinds=("soiree",))


def test_a_byte_order_mark_is_accepted(tmp_path: Path, catalogue: Catalogue) -> None:
    path = written(tmp_path, PERSON)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_registrations(path, catalogue)) == 1


@pytest.mark.parametrize(
    ("answers", "code", "hint"),
    [
        ({"couriel": "oui"}, "REG301", "vouliez-vous dire «\u00a0courriel\u00a0»\u00a0?"),
        ({"courriel": "Oui"}, "REG302", "vouliez-vous dire «\u00a0oui\u00a0»\u00a0?"),
        ({"souvent": "toujours"}, "REG302", "au choix\u00a0: jamais, parfois"),
        ({"souhaits": ["lire", "ecrir"]}, "REG302", "vouliez-vous dire «\u00a0ecrire\u00a0»\u00a0?"),
        ({"souhaits": ["lire", "lire"]}, "REG302", "gardez l’un des deux"),
        ({"souhaits": "lire"}, "REG303", 'écrivez ["ecrire", "lire"]'),
        ({"courriel": True}, "REG303", 'écrivez "oui" ou "non"'),
        ({"courriel": None}, "REG303", 'écrivez "oui" ou "non"'),
        ({"role": "maire"}, "REG302", "au choix\u00a0: elu, agent"),
        (
            {"temps": {"nombre": -1}},
            "REG303",
            'écrivez {"nombre": 4, "quand": ["en-journee", "soiree", "samedi-matin"]}',
        ),
        (
            {"temps": 4},
            "REG303",
            'écrivez {"nombre": 4, "quand": ["en-journee", "soiree", "samedi-matin"]}',
        ),
    ],
)
def test_a_bad_answer_is_told_where_its_question_is_written(
    answers: dict[str, Any], code: str, hint: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    path = written(tmp_path, PERSON, {**PERSON, "id": "st-0002", "reponses": answers})
    (found,) = refused(path, catalogue)
    question = next(iter(answers))
    column = path.read_text("utf-8").splitlines()[3].index(f'"{question}"') + 1
    assert (found.line, found.column, found.code, found.hint) == (4, column, code, hint)


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"nomm": "Exemple"}, "REG201", "champ inconnu “nomm”"),
        ({"nom": ""}, "REG203", "“” ne convient pas au champ “nom”"),
        ({"prenom": 12}, "REG203", "“12” ne convient pas au champ “prenom”"),
        ({"id": "Été"}, "REG203", "“Été” ne convient pas au champ “id”"),
        ({"reponses": ["oui"]}, "REG203", '“["oui"]” ne convient pas au champ “reponses”'),
        ({"collectivite": "x" * 201}, "REG203", f"“{'x' * 40}…” ne convient pas au champ “collectivite”"),
    ],
)
def test_a_bad_field_is_told(
    changes: dict[str, Any], code: str, message: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    (found,) = refused(written(tmp_path, {**PERSON, **changes}), catalogue)
    assert (found.line, found.code, found.message) == (3, code, message)
    assert found.column > 1
    assert found.hint


def test_a_missing_field_is_told_at_the_start_of_its_registration(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = written(tmp_path, {"id": "st-0001", "nom": "Exemple", "prenom": "Camille"})
    assert problems(path, catalogue) == [(3, 1, "REG202")]


def test_one_identifier_for_two_people_names_the_first_line(tmp_path: Path, catalogue: Catalogue) -> None:
    (found,) = refused(written(tmp_path, PERSON, PERSON), catalogue)
    assert (found.line, found.column, found.code) == (4, 2, "REG204")
    assert found.message == "l’identifiant “st-0001” est déjà celui de la ligne 3"


def test_every_problem_of_every_registration_is_told_at_once(tmp_path: Path, catalogue: Catalogue) -> None:
    bad = {**PERSON, "id": "st-0002", "surnom": "C.", "reponses": {"courriel": "si", "souvant": "jamais"}}
    path = written(tmp_path, {**PERSON, "nom": 3}, bad, "Camille", remarque="à revoir")  # type: ignore[arg-type]  # on purpose
    assert sorted((line, code) for line, _column, code in problems(path, catalogue)) == [
        (3, "REG203"),
        (4, "REG201"),
        (4, "REG301"),
        (4, "REG302"),
        (5, "REG203"),
        (6, "REG201"),
    ]


def test_a_key_written_twice_is_told(tmp_path: Path, catalogue: Catalogue) -> None:
    twice = json.dumps({**PERSON, "reponses": {}}).replace("{}", '{"courriel": "oui", "courriel": "non"}')
    path = raw(tmp_path, f'{{"programme": "essai", "inscriptions": [\n{twice}]}}')
    assert [(line, code) for line, _column, code in problems(path, catalogue)] == [(2, "REG205")]


def test_another_programme_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    path = raw(tmp_path, f'{{\n"programme": "autre", "inscriptions": [{json.dumps(PERSON)}]}}')
    assert problems(path, catalogue) == [(2, 1, "REG104")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", (1, 1, "REG101")),
        (" \n", (1, 1, "REG101")),
        ("{", (1, 2, "REG103")),
        ("[1]", (1, 1, "REG103")),
        ('{"programme": "essai",\n "inscriptions": [{"id": }]}', (2, 26, "REG103")),
        ('{"programme": "essai", "inscriptions": [{}] } x', (1, 47, "REG103")),
        ('{"programme": "essai", "inscriptions": [NaN]}', (1, 41, "REG103")),
        ('{"programme": "essai",\n"programme": "essai"}', (2, 1, "REG103")),
        ('{"programme": "essai", "inscriptions": []}', (1, 1, "REG202")),
        ('{"programme": "essai", "inscriptions": {}}', (1, 1, "REG202")),
        ('{"programme": "essai", "inscriptions": ' + "[" * 100_000, (1, 1, "REG103")),
        ('{"programme": "essai", "inscriptions": [' + "9" * 5_000 + "]}", (1, 1, "REG103")),
        (b'{"programme":\n"\xe9"}', (2, 1, "REG102")),
        (b"\x89PNG\r\n", (1, 1, "REG102")),
    ],
)
def test_what_is_no_such_file_is_refused_in_one_sentence(
    content: str | bytes, expected: tuple[int, int, str], tmp_path: Path, catalogue: Catalogue
) -> None:
    assert problems(raw(tmp_path, content), catalogue) == [expected]


def test_an_over_long_file_is_refused_unread(tmp_path: Path, catalogue: Catalogue) -> None:
    path = raw(tmp_path, "{")
    with path.open("r+b") as stream:
        stream.truncate(64_000_001)
    (found,) = refused(path, catalogue)
    assert (found.line, found.code) == (1, "REG101")
    assert "64000001" in found.message


def test_a_file_that_is_not_there_is_told(tmp_path: Path, catalogue: Catalogue) -> None:
    assert problems(tmp_path / "absent.json", catalogue) == [(1, 1, "REG101")]

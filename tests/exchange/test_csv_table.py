"""A CSV file as an office makes it: read whatever its encoding, refused with the place and the way out."""

import pytest

from course_engine.errors import InputRefused
from course_engine.exchange.csv_table import MAX_BYTES, read_rows

COLUMNS = ("nom", "ville")


def cells(content: bytes) -> list[dict[str, str]]:
    return [row.cells for row in read_rows(content, "liste.csv", COLUMNS)]


def refusal(content: bytes) -> list[str]:
    with pytest.raises(InputRefused) as refused:
        list(read_rows(content, "liste.csv", COLUMNS))
    return [str(problem) for problem in refused.value.diagnostics]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_do_not_matter(encoding: str, line_end: str) -> None:
    text = f"nom;ville{line_end}Noémie;L’Œuvre{line_end}"
    assert cells(text.encode(encoding)) == [{"nom": "Noémie", "ville": "L’Œuvre"}]


def test_columns_come_in_any_order_with_capitals_and_accents() -> None:
    assert cells("VILLE; Nom\nArras;Zoé\n".encode()) == [{"nom": "Zoé", "ville": "Arras"}]


def test_empty_lines_and_empty_cells_at_the_end_do_not_count() -> None:
    assert cells(b"nom;ville\n\n;;;\nZoe;Arras;;\n") == [{"nom": "Zoe", "ville": "Arras"}]


def test_a_cell_may_hold_a_separator_and_a_line_break() -> None:
    rows = list(read_rows(b'nom;ville\n"Zoe; la ""grande""";"Ar\nras"\nLeo;Lens\n', "liste.csv", COLUMNS))
    assert [row.cells["nom"] for row in rows] == ['Zoe; la "grande"', "Leo"]
    assert [row.place.line for row in rows] == [2, 4]


def test_a_line_of_another_length_is_located_and_reading_goes_on() -> None:
    rows = list(read_rows(b"nom;ville\nZoe\nLeo;Lens\nMax;Arras;62\n", "liste.csv", COLUMNS))
    problems = [(problem.line, problem.column, problem.code) for row in rows for problem in row.problems]
    assert problems == [(2, 1, "CSV104"), (4, 2, "CSV104")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "liste.csv:1:1 erreur CSV101 « le fichier est vide » → écrivez l’en-tête sur la première ligne : nom;ville"),
        (b"PK\x03\x04\0\0", "liste.csv:1:1 erreur CSV102 « ce n’est pas un fichier de texte » → enregistrez le tableau au format CSV (séparateur point-virgule) depuis le tableur"),
        (b"nom;ville\nZo\x81;Arras\n", "liste.csv:2:1 erreur CSV102 « le caractère 0x81 n’est ni de l’UTF-8 ni du Windows-1252 » → enregistrez le fichier au format « CSV UTF-8 » depuis le tableur"),
        (b'nom;ville\nZoe;"Arras\n', "liste.csv:2:1 erreur CSV105 « un guillemet est ouvert et jamais fermé, ou mal placé » → doublez les guillemets à l’intérieur d’une case, et fermez le dernier"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(content: bytes, expected: str) -> None:
    assert [problem.replace("\u00a0", " ") for problem in refusal(content)] == [expected]


def test_every_problem_of_a_header_is_said() -> None:
    places = refusal(b"nom;vile;nom\n")
    assert [place.split(" →")[0].replace("\u00a0", " ") for place in places] == [
        "liste.csv:1:1 erreur CSV103 « la colonne « ville » manque »",
        "liste.csv:1:2 erreur CSV103 « colonne inconnue « vile » »",
        "liste.csv:1:3 erreur CSV103 « la colonne « nom » est là deux fois »",
    ]
    assert "vouliez-vous dire «\u00a0ville\u00a0»" in places[1]


def test_a_file_that_is_too_big_is_refused() -> None:
    (problem,) = refusal(b"nom;ville\n" + b"a" * MAX_BYTES)
    assert problem.startswith("liste.csv:1:1 erreur CSV101 «\u00a0le fichier est trop gros")

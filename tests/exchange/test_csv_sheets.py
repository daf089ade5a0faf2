"""Signed sheets: hours with a signature, neither without."""

from datetime import time

from course_engine.exchange.csv_sheets import SheetLine, read_sheet

HEADER = "seance;stagiaire;nom;prenom;arrivee;depart;signature\n"


def read(*lines: str) -> tuple[list[SheetLine], list[tuple[int, int, str]]]:
    table = read_sheet((HEADER + "\n".join(lines)).encode(), "S01.csv")
    return [row.value for row in table.rows], [(p.line, p.column, p.code) for p in table.problems]


def test_a_signed_line_and_an_absence() -> None:
    lines, problems = read("S01;st-1234;Exemple;Camille;9 h 40;12:00;OUI", "S01;st-5678;L’Exemple;Inès;;;non")
    assert problems == []
    assert lines == [
        SheetLine("S01", "st-1234", "Exemple", "Camille", time(9, 40), time(12), signed=True),
        SheetLine("S01", "st-5678", "L’Exemple", "Inès", None, None, signed=False),
    ]


def test_what_a_sheet_may_not_say() -> None:
    lines, problems = read(
        "S01;st-1234;Exemple;Camille;;12:00;oui",
        "S01;st-1234;Exemple;Camille;9:00;12:00;non",
        "S01;st-1234;Exemple;Camille;12:00;9:00;oui",
        "S01;st-1234;Exemple;Camille;9:00;12:00;peut-être",
        "S01;st-1234;;Camille;9:00;12:00;oui",
    )
    assert lines == []
    assert problems == [
        (2, 5, "CSV201"),
        (3, 7, "CSV204"),
        (4, 6, "CSV203"),
        (5, 7, "CSV202"),
        (6, 3, "CSV201"),
    ]

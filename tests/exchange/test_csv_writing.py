"""A CSV file for a French office: what it opens, what it does not run, and what comes back of it."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.exchange.csv_formulas import neutralised, restored
from course_engine.exchange.csv_table import read_rows
from course_engine.exchange.csv_writing import write_csv

COLUMNS = ("nom", "note")
# A cell keeps its text but for the spaces around it; a NUL is no text (CSV102), and an empty line no row.
texts = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1).filter(
    str.strip
)


def test_the_file_has_its_mark_semicolons_and_windows_line_ends() -> None:
    written = write_csv(COLUMNS, [("Noémie", "L’Œuvre"), ('Dit "le Petit"', "a;b")])
    assert written.startswith(b"\xef\xbb\xbfnom;note\r\n")
    assert written.decode("utf-8-sig") == 'nom;note\r\nNoémie;L’Œuvre\r\n"Dit ""le Petit""";"a;b"\r\n'


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (3.5, "3,5"),
        (Decimal("-1.20"), "-1,20"),
        (12, "12"),
        (date(2027, 3, 12), "12/03/2027"),
        (time(9), "09:00"),
        (None, ""),
    ],
)
def test_each_kind_of_cell_is_written_as_an_office_does(cell: object, written: str) -> None:
    content = write_csv(COLUMNS, [("x", cell)])  # type: ignore[list-item] - one of the kinds, by hand
    assert content.decode("utf-8-sig").splitlines()[1] == f"x;{written}"


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "'=1", " =1", "\t@x", "＝1"])
def test_no_text_is_run_as_a_formula(text: str) -> None:
    cell = neutralised(text)
    assert cell == f"'{text}"
    assert restored(cell) == text


@pytest.mark.parametrize("text", ["d’Exemple", "'t Exemple", "1=1", "a-b", ""])
def test_other_texts_are_written_as_they_are(text: str) -> None:
    assert neutralised(text) == text
    assert restored(text) == text


@given(st.text())
def test_whatever_a_text_is_it_comes_back(text: str) -> None:
    assert restored(neutralised(text)) == text


@given(st.lists(st.tuples(texts, texts), min_size=1))
def test_what_is_written_is_read_back(rows: list[tuple[str, str]]) -> None:
    read = [row.cells for row in read_rows(write_csv(COLUMNS, rows), "liste.csv", COLUMNS)]
    assert read == [{"nom": name.strip(), "note": note.strip()} for name, note in rows]

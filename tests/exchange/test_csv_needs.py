"""The needs as a file that a French office opens by double click."""

from course_engine.exchange.csv_needs import NEED_COLUMNS, NeedLine, write_needs


def line(need: str = "Envoyer un courriel", **hidden: str) -> NeedLine:
    """Return a line of 13 people out of 21, or a hidden one."""
    return NeedLine(
        territory="Pays d’Exemple (fictif)",
        reading="ce que disent les personnes",
        need=need,
        share=None if hidden else (13, 21),
        bounds=None if hidden else (0.4088, 0.7925),
        remark=hidden.get("remark", ""),
        units=("Communiquer", "Bilan"),
        pages=("Trois champs",),
    )


def written(*lines: NeedLine) -> list[str]:
    return write_needs(lines).decode("utf-8-sig").splitlines()


def test_a_need_is_a_line_with_its_proportion_and_its_interval_in_per_cent() -> None:
    header, row = written(line())
    assert header.split(";") == list(NEED_COLUMNS)
    assert row.split(";")[2:] == [
        "Envoyer un courriel",
        "13",
        "21",
        "61,9",
        "40,9",
        "79,2",
        "",
        "Communiquer | Bilan",
        "Trois champs",
    ]


def test_what_is_hidden_has_no_figure_and_says_why() -> None:
    row = written(line(remark="masqué"))[1]
    assert row.split(";")[3:9] == ["", "", "", "", "", "masqué"]


def test_no_cell_is_run_as_a_formula_by_a_spreadsheet() -> None:
    assert written(line("=2+2"))[1].split(";")[2] == "'=2+2"

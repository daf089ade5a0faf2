"""Territories: one line a commune; bad ones are located, and what is written is read back."""

from hypothesis import given
from hypothesis import strategies as st

from course_engine.exchange.csv_territories import read_territories, write_territories
from course_engine.model.places import Commune, Territory, TerritoryKind

HEADER = "territoire;nom;type;siren;insee;commune\n"
PAYS = Territory(id="pays-x", name="Pays d’Exemple", kind=TerritoryKind.PAYS)


def test_a_line_is_a_territory_with_one_commune() -> None:
    line = "cu-d-arras;CU d’Arras;Communauté urbaine;200 033 579;62041;Arras\n"
    (row,) = read_territories((HEADER + line).encode("cp1252"), "t.csv").accepted()
    assert row.value == Territory(
        id="cu-d-arras",
        name="CU d’Arras",
        kind=TerritoryKind.URBAN,
        siren="200033579",
        communes=(Commune(code="62041", name="Arras"),),
    )


def test_a_territory_may_have_neither_siren_nor_communes() -> None:
    (row,) = read_territories((HEADER + "pays-x;Pays d’Exemple;pays;;;\n").encode(), "t.csv").accepted()
    assert row.value == PAYS


def test_bad_lines_are_located() -> None:
    bad = [
        "Pays X;Pays;pays;;62041;Arras",
        "pays-x;;pays;;62041;Arras",
        "pays-x;Pays;canton;;62041;Arras",
        "pays-x;Pays;pays;200033578;62041;Arras",
        "pays-x;Pays;pays;20003357;62041;Arras",
        "pays-x;Pays;pays;;6204;Arras",
        "pays-x;Pays;pays;;62041;",
        "pays-x;Pays;pays;;;Arras",
        "pays-x;Pays;pays;;62041",
    ]
    table = read_territories((HEADER + "\n".join(bad)).encode(), "t.csv")
    assert table.rows == ()
    assert [(p.line, p.column, p.code) for p in table.problems] == [
        (2, 1, "CSV202"),
        (3, 2, "CSV201"),
        (4, 3, "CSV202"),
        (5, 4, "CSV205"),
        (6, 4, "CSV202"),
        (7, 5, "CSV202"),
        (8, 6, "CSV201"),
        (9, 5, "CSV201"),
        (10, 5, "CSV104"),
    ]


@given(st.lists(st.integers(1, 999), unique=True, min_size=1, max_size=5))
def test_what_is_written_is_read_back(codes: list[int]) -> None:
    communes = tuple(Commune(code=f"62{code:03}", name=f"Exemple {code}") for code in sorted(codes))
    arras = Territory(
        id="ca", name="CA", kind="communaute-d-agglomeration", siren="200033579", communes=communes
    )
    rows = read_territories(write_territories([PAYS, arras]), "t.csv").accepted()
    assert [row.value for row in rows] == [
        PAYS,
        *(arras.model_copy(update={"communes": (commune,)}) for commune in communes),
    ]

"""Stays of stands: good lines become values, bad ones are located."""

from datetime import date

from course_engine.exchange.csv_deployments import read_deployments, write_deployments
from course_engine.model.places import Deployment

HEADER = "sejour;stand;territoire;vague;debut;fin;salle;places\n"
STAY = Deployment(
    id="arras-1",
    stand="Stand 1",
    territory="cu-d-arras",
    wave=1,
    begins=date(2027, 1, 11),
    ends=date(2027, 5, 7),
    room="Salle d’exemple",
    capacity=10,
)


def test_a_stay() -> None:
    line = "arras-1;Stand 1;cu-d-arras;1;11/01/2027;07/05/2027;Salle d’exemple;10,0\n"
    (row,) = read_deployments((HEADER + line).encode("cp1252"), "d.csv").accepted()
    assert row.value == STAY


def test_what_is_written_is_read_back() -> None:
    (row,) = read_deployments(write_deployments([STAY]), "d.csv").accepted()
    assert row.value == STAY


def test_bad_lines_are_located() -> None:
    bad = [
        "Arras 1;Stand 1;cu-d-arras;1;11/01/2027;07/05/2027;Salle;10",
        "arras-1;;cu-d-arras;1;11/01/2027;07/05/2027;Salle;10",
        "arras-1;Stand 1;CU;1;11/01/2027;07/05/2027;Salle;10",
        "arras-1;Stand 1;cu-d-arras;0;11/01/2027;07/05/2027;Salle;10",
        "arras-1;Stand 1;cu-d-arras;1;31/02/2027;07/05/2027;Salle;10",
        "arras-1;Stand 1;cu-d-arras;1;11/01/2027;11/01/2027;Salle;10",
        "arras-1;Stand 1;cu-d-arras;1;11/01/2027;07/05/2027;;10",
        "arras-1;Stand 1;cu-d-arras;1;11/01/2027;07/05/2027;Salle;8",
        "arras-1;Stand 1;cu-d-arras;1;11/01/2027;07/05/2027;Salle;13",
        "arras-1;Stand 1;cu-d-arras;1;11/01/2027;07/05/2027;Salle;9,5",
    ]
    table = read_deployments((HEADER + "\n".join(bad)).encode(), "d.csv")
    assert table.rows == ()
    assert [(p.line, p.column, p.code) for p in table.problems] == [
        (2, 1, "CSV202"),
        (3, 2, "CSV201"),
        (4, 3, "CSV202"),
        (5, 4, "CSV202"),
        (6, 5, "CSV202"),
        (7, 6, "CSV203"),
        (8, 7, "CSV201"),
        (9, 8, "CSV202"),
        (10, 8, "CSV202"),
        (11, 8, "CSV202"),
    ]

"""Territories: a file says all of each; doubts are said, contradictions refused."""

import pytest

from course_engine.errors import ConflictingFact, InputRefused, NotFound
from course_engine.exchange.csv_territories import read_territories
from course_engine.store import Database
from course_engine.training.imports import ImportReport
from course_engine.training.territories import add_groupings, import_territories, recorded_territories

HEADER = "territoire;nom;type;siren;insee;commune\n"
ARRAS = "cu-d-arras;CU d'Arras;communaute-urbaine;200033579;"
PAYS = "pays-x;Pays d’Exemple;pays;;"


def imported(database: Database, *lines: str, keep_good: bool = False) -> ImportReport:
    table = read_territories((HEADER + "\n".join(lines)).encode(), "t.csv")
    return import_territories(database, table, keep_good=keep_good)


def refused(database: Database, *lines: str) -> list[tuple[int, int, str]]:
    with pytest.raises(InputRefused) as refusal:
        imported(database, *lines)
    return [(problem.line, problem.column, problem.code) for problem in refusal.value.diagnostics]


def doubts(report: ImportReport) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in report.problems]


def communes(database: Database, territory: str) -> list[str]:
    (found,) = [one for one in recorded_territories(database) if one.id == territory]
    return [commune.code for commune in found.communes]


def test_a_file_gathers_the_communes_of_each_territory(database: Database) -> None:
    lines = (ARRAS + "62041;Arras", PAYS + "62041;Arras", ARRAS + "62004;Achicourt", "pays-y;Y;pays;;;")
    report = imported(database, *lines)
    assert (report.added, report.changed, report.unchanged, report.refused) == (3, 0, 0, 0)
    assert communes(database, "cu-d-arras") == ["62004", "62041"]
    assert imported(database, *lines).unchanged == 3


def test_a_territory_imported_again_has_the_communes_of_the_new_file(database: Database) -> None:
    imported(database, ARRAS + "62041;Arras", ARRAS + "62004;Achicourt")
    assert imported(database, ARRAS + "62041;Arras") == ImportReport(changed=1)
    assert communes(database, "cu-d-arras") == ["62041"]


def test_contradictions_are_located_and_nothing_is_recorded(database: Database) -> None:
    found = refused(
        database,
        ARRAS + "62041;Arras",
        ARRAS + "62041;Arras",
        "cu-d-arras;CU;pays;245900428;62004;Achicourt",
        "autre;Autre;communaute-urbaine;200033579;62013;Agny",
    )
    assert found == [(3, 5, "TE102"), (4, 2, "TE101"), (4, 3, "TE101"), (4, 4, "TE101"), (5, 4, "TE103")]
    assert recorded_territories(database) == ()


def test_doubts_are_said_and_the_lines_taken(database: Database) -> None:
    imported(database, ARRAS + "62041;Arras")
    report = imported(database, PAYS + "62041;Arras", PAYS + "62999;Ancienne", PAYS + "62004;Acicourt")
    assert doubts(report) == [(2, 5, "TE106"), (3, 5, "TE104"), (4, 6, "TE105")]
    assert communes(database, "pays-x") == ["62004", "62041", "62999"]


def test_case_accents_and_hyphens_of_a_commune_s_name_do_not_matter(database: Database) -> None:
    assert imported(database, PAYS + "59004;AIX EN PEVELE", PAYS + "59183;dunkerque").problems == ()


def test_good_lines_alone_are_taken_where_they_are_asked_for(database: Database) -> None:
    report = imported(database, ARRAS + "62041;Arras", ARRAS + "6204;Arras", PAYS + ";", keep_good=True)
    assert (report.added, report.refused) == (2, 1)
    assert communes(database, "cu-d-arras") == ["62041"]


def test_a_grouping_is_made_a_territory_once(database: Database) -> None:
    assert add_groupings(database, ["200033579", "245900428"]) == ImportReport(added=2)
    assert add_groupings(database, ["200 033 579"]) == ImportReport(unchanged=1)
    assert len(communes(database, "cu-d-arras")) == 46


def test_an_unknown_grouping_adds_nothing(database: Database) -> None:
    with pytest.raises(NotFound, match="123456789"):
        add_groupings(database, ["200033579", "123456789"])
    assert recorded_territories(database) == ()


def test_an_identifier_that_another_territory_has_is_not_taken(database: Database) -> None:
    imported(database, "cu-d-arras;Autre;pays;;;")
    with pytest.raises(ConflictingFact, match="Autre"):
        add_groupings(database, ["200033579"])

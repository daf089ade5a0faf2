"""An office's list of people: all or none, or the good lines where they are asked for; nothing merged."""

from random import Random

import pytest
from referent import HERE, LIBRARY, REFERENT, open_desk, status
from stand import NOW

from course_engine.errors import InputRefused, NotFound
from course_engine.exchange.csv_people import read_people
from course_engine.model.admission import AdmissionStatus, Channel
from course_engine.model.trail import TrailAction
from course_engine.store import Database
from course_engine.training.people import people_of
from course_engine.training.people_import import (
    ImportAsked,
    PeopleReport,
    export_list,
    export_people,
    import_people,
)

HEADER = "id;nom;prenom;collectivite;insee;role;demi-journees-nombre;deja-en-ligne;imprimer\n"
GOOD = ";Modèle;Anne;Saint-Exemple;62001;elu;4;demarche,achat;oui\n"
TEN_BAD = (
    ";;Anne;Saint-Exemple;;;;;\n"
    f";{'x' * 101};Anne;Saint-Exemple;;;;;\n"
    ";Modèle;Luc;Saint-Exemple;62X01;;;;\n"
    ";Modèle;Zoé;Saint-Exemple;;maire;;;\n"
    ";Modèle;Paul;Saint-Exemple;;;beaucoup;;\n"
    ";Modèle;Jean;Saint-Exemple;;;;danse;\n"
    ";Modèle;Léa;Saint-Exemple;59999;;;;\n"
    "st-nobody;Modèle;Max;Saint-Exemple;;;;;\n"
    ";Modèle;Anne;Saint-Exemple;62001;elu;4;demarche,achat;oui\n"
    ";Modèle;Max\n"
)
TEN_ERRORS = [
    (3, 2, "CSV201"),
    (4, 2, "CSV202"),
    (5, 5, "CSV202"),
    (6, 6, "CSV202"),
    (7, 7, "CSV202"),
    (8, 8, "CSV202"),
    (9, 5, "PE103"),
    (10, 1, "PE101"),
    (11, 2, "PE102"),
    (12, 3, "CSV104"),
]
RNG = Random(9)


@pytest.fixture
def desk(database: Database) -> Database:
    """The records of a référent's territory."""
    open_desk(database)
    return database


def load(
    desk: Database, content: str | bytes, *, keep_good: bool = False, territory: str = HERE
) -> PeopleReport:
    raw = content if isinstance(content, bytes) else content.encode()
    table = read_people(raw, "liste.csv", LIBRARY.catalogue.questionnaire)
    asked = ImportAsked(territory, keep_good=keep_good, decided_by="bureau")
    return import_people(desk, LIBRARY, table, asked, now=NOW, rng=RNG)


def names(desk: Database) -> list[str]:
    return [line.name for line in people_of(desk, LIBRARY, REFERENT)]


def test_somebody_new_is_registered_with_their_path(desk: Database) -> None:
    (trainee,) = load(desk, HEADER + GOOD).added
    assert trainee.startswith("st-")
    with desk.reading() as records:
        admission, path = records.admissions.history(trainee)[-1], records.people.path(trainee)
    assert (admission.channel, admission.status) == (Channel.FILE, AdmissionStatus.RECEIVED)
    assert path is not None
    assert path.half_days == 4


def test_the_same_file_again_adds_nothing(desk: Database) -> None:
    first = load(desk, HEADER + GOOD)
    again = load(desk, HEADER + GOOD)
    assert (again.added, again.changed, again.unchanged) == ((), (), first.added)
    assert again.look_alikes == ()


def test_ten_different_bad_lines_are_ten_located_errors_and_nothing_is_imported(desk: Database) -> None:
    before = names(desk)
    with pytest.raises(InputRefused) as refused:
        load(desk, HEADER + GOOD + TEN_BAD)
    found = [(one.line, one.column, one.code) for one in refused.value.diagnostics]
    assert found == TEN_ERRORS
    assert names(desk) == before


def test_the_good_lines_are_imported_where_they_are_asked_for(desk: Database) -> None:
    report = load(desk, HEADER + GOOD + TEN_BAD, keep_good=True)
    assert len(report.added) == 1
    assert [(one.line, one.column, one.code) for one in report.problems] == TEN_ERRORS
    assert "Modèle Anne" in names(desk)


def test_somebody_known_by_their_identifier_is_corrected(desk: Database) -> None:
    line = "st-camille;Exemple;Camille;Saint-Exemple;62001;elu;2;;\n"
    report = load(desk, HEADER + line)
    assert (report.changed, status(desk, "st-camille")) == (("st-camille",), AdmissionStatus.RECEIVED)
    assert load(desk, HEADER + line).unchanged == ("st-camille",)


def test_an_identifier_of_another_territory_is_as_if_nobody_s_and_not_twice(desk: Database) -> None:
    line = "st-camille;Exemple;Camille;Saint-Exemple;;;;;\n"
    with pytest.raises(InputRefused) as refused:
        load(desk, HEADER + "st-loin;Fiction;Loin;Fiction-sur-Mer;;;;;\n" + line + line)
    assert [(one.line, one.code) for one in refused.value.diagnostics] == [(2, "PE101"), (4, "PE102")]


def test_somebody_who_looks_like_somebody_is_shown_and_not_merged(desk: Database) -> None:
    report = load(desk, HEADER + ";Dexemple;Ines;Saint-Exemple;;;;;\n")
    (pair,) = report.look_alikes
    assert (pair.new.last_name, pair.other.id) == ("Dexemple", "st-ines")
    assert pair.why == "Même nom, même prénom, même collectivité."
    assert status(desk, "st-ines") is AdmissionStatus.RECEIVED


def test_what_is_exported_is_imported_back_without_a_change(desk: Database) -> None:
    load(desk, HEADER + GOOD)
    content = export_people(desk, LIBRARY, HERE, by="bureau", now=NOW, rng=Random(3))
    assert content.startswith(b"\xef\xbb\xbfid;nom;prenom;collectivite;insee;amenagement;role;")
    report = load(desk, content)
    assert (report.added, report.changed, len(report.unchanged)) == ((), (), 4)


def test_a_list_exported_from_a_screen_leaves_a_trace(desk: Database) -> None:
    lines = people_of(desk, LIBRARY, REFERENT, search="camille")
    content = export_list(desk, LIBRARY, REFERENT, lines, now=NOW, rng=RNG)
    assert len(content.splitlines()) == 2
    with desk.reading() as records:
        (entry,) = records.trail.entries()
    assert (entry.action, entry.detail) == (
        TrailAction.LIST_EXPORTED,
        "personnes\u00a0: 1\u00a0; territoires\u00a0: pays-exemple",
    )


def test_a_territory_that_does_not_exist_is_said(desk: Database) -> None:
    with pytest.raises(NotFound, match="«\u00a0rien\u00a0»"):
        load(desk, HEADER + GOOD, territory="rien")
    with pytest.raises(NotFound, match="«\u00a0rien\u00a0»"):
        export_people(desk, LIBRARY, "rien", by="bureau", now=NOW, rng=Random(3))

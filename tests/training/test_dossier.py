"""One person's whole file: nothing about them is missing, nothing is about anybody else."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from random import Random
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from stand import NOW
from whole_file import (
    ARRANGEMENT,
    DOCUMENT,
    FIRST_NAME,
    LAST_NAME,
    NEIGHBOUR,
    NUMBER,
    PERSON,
)

from course_engine.errors import NotFound
from course_engine.model.trail import TrailAction
from course_engine.store import Database
from course_engine.store.tables import METADATA
from course_engine.training.dossier import Dossier, export_dossier, search_people, view_dossier
from course_engine.training.erasure import ErasureReason, erase
from course_engine.training.inventory import TABLES
from course_engine.training.privacy import RecordKind
from course_engine.training.retention import Retention

RETENTION = Retention()
NOT_IN_A_FILE = {
    "account",
    "account_territory",
    "countersignature",
    "merge_receipt",
    "password",
    "plan_variant",
    "register_link",
    "registration_link",
    "wrong_attempt",
}
"""Tables about those who work on the operation, or that name no trainee."""


@pytest.fixture
def location(full_location: str) -> str:
    """Every table holds something."""
    return full_location


def export(database: Database, trainee: str = PERSON, seed: int = 41) -> Dossier:
    return export_dossier(database, trainee, by="region", retention=RETENTION, now=NOW, rng=Random(seed))


def lines(dossier: Dossier) -> dict[str, list[dict[str, Any]]]:
    """Return the lines of the JSON by the word of their table."""
    content = json.loads(dossier.as_json())
    return {word: found for section in content["sections"] for word, found in section["lignes"].items()}


def leaves(value: object) -> Iterator[object]:
    match value:
        case dict():
            for part in value.values():
                yield from leaves(part)
        case list():
            for part in value:
                yield from leaves(part)
        case _:
            yield value


def naming(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table one of whose values is the person's id, whatever the column."""
    with database.reading() as records:
        connection = records.files._connection
        found = {
            name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for name, table in METADATA.tables.items()
        }
    return {
        name: [row for row in rows if PERSON in leaves(row)]
        for name, rows in found.items()
        if any(PERSON in leaves(row) for row in rows)
    }


def test_every_table_that_can_name_a_trainee_does_so_here(database: Database) -> None:
    assert set(naming(database)) == set(TABLES) - NOT_IN_A_FILE - {
        "registration_draft",
        "training_session",
        "signed_by",
    }


def test_every_row_that_names_the_person_is_in_their_file(database: Database) -> None:
    told = lines(export(database))
    for name, rows in naming(database).items():
        table = TABLES[name]
        assert len(told[table.word]) == len(rows), name
        for row in rows:
            plain = {
                word: str(row[column])
                for column, word in table.columns.items()
                if word and isinstance(row[column], str | int | UUID) and not isinstance(row[column], bool)
            }
            assert any(
                plain.items() <= {k: str(v) for k, v in one.items()}.items() for one in told[table.word]
            ), name


def test_every_text_that_json_columns_hold_is_in_the_file(database: Database) -> None:
    said = {str(leaf) for leaf in leaves(lines(export(database)))}
    for name in ("registration", "learning_path", "attestation", "answer"):
        for row in naming(database)[name]:
            column = "response" if name == "answer" else "content"
            texts = {leaf for leaf in leaves(row[column]) if isinstance(leaf, str) and " " in leaf}
            assert texts <= said, name


def test_what_was_begun_and_never_sent_and_the_sessions_are_in_it(database: Database) -> None:
    told = lines(export(database))
    assert [draft["contenu"]["nom"] for draft in told["questionnaires commencés"]] == [LAST_NAME.upper()]
    assert [session["séance"] for session in told["séances"]] == ["S1", "S2"]


def test_the_drawing_of_a_signature_is_in_it(database: Database) -> None:
    (drawn,) = lines(export(database))["signatures"]
    assert (drawn["moyen"], drawn["tracé"]) == ("ecran", {"strokes": [[[100, 200], [300, 250]]]})


def test_each_section_says_why_and_until_when(database: Database) -> None:
    content = json.loads(export(database).as_json())
    assert (content["format"], content["version"], content["personne"]) == ("dossier", 1, PERSON)
    assert content["établi le"] == "2027-03-13T08:15:00Z"
    sections = {section["nature"]: section for section in content["sections"]}
    assert set(sections) == set(RecordKind) - {
        RecordKind.LINKS,
        RecordKind.ACCOUNTS,
        RecordKind.ATTEMPTS,
        RecordKind.MERGES,
    }
    assert all(section["pourquoi"] and section["durée"] for section in sections.values())
    assert sections["presence"]["jusqu’au"] == "2033-03-20T23:59:59.999999Z"
    assert sections["quiz"]["jusqu’au"] == "2028-03-20T23:59:59.999999Z"
    assert sections["trace"]["jusqu’au"] is None


def test_the_form_is_told_in_french(database: Database) -> None:
    (form,) = lines(export(database))["formulaires"]
    assert form["contenu"] == {
        "nom": LAST_NAME,
        "prenom": FIRST_NAME,
        "collectivite": "Saint-Exemple-les-Essais",
        "insee": None,
        "amenagement": ARRANGEMENT,
        "reponses": {},
    }


def test_no_hash_and_nothing_of_the_neighbour_is_in_it(database: Database) -> None:
    said = export(database).as_json().decode()
    assert "Camille" not in said
    assert said.count(NEIGHBOUR) == 2  # who looked like whom: the ruling, and what was decided of the twin
    assert json.loads(said)["sections"]
    assert not {"hash", "code_hash", "token_hash", "schema_version"} & set(said.split('"'))


def test_the_archive_holds_the_json_and_the_attestations_and_is_the_same_each_time(
    database: Database,
) -> None:
    dossier = export(database)
    assert dossier.as_zip() == dossier.as_zip()
    with ZipFile(BytesIO(dossier.as_zip())) as archive:
        assert archive.namelist() == ["dossier.json", f"attestations/{NUMBER}.pdf"]
        assert archive.read(f"attestations/{NUMBER}.pdf") == DOCUMENT
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_looking_and_taking_away_each_leave_an_entry(database: Database) -> None:
    view_dossier(database, PERSON, by="region", retention=RETENTION, now=NOW, rng=Random(42))
    export(database)
    with database.reading() as records:
        entries = records.trail.entries(trainee=PERSON)
    assert {entry.action for entry in entries} == {
        TrailAction.CODE_ISSUED,
        TrailAction.FILE_VIEWED,
        TrailAction.FILE_EXPORTED,
    }


def test_nobody_has_no_file_and_leaves_no_entry(database: Database) -> None:
    with pytest.raises(NotFound):
        export(database, "inconnu")
    with database.reading() as records:
        assert [entry.action for entry in records.trail.entries()] == [TrailAction.CODE_ISSUED]


def test_an_erased_person_keeps_a_file_without_a_name(database: Database) -> None:
    later = datetime(2027, 6, 1, tzinfo=UTC)
    erase(
        database,
        PERSON,
        reason=ErasureReason.ASKED,
        by="region",
        retention=RETENTION,
        now=later,
        rng=Random(1),
    )
    dossier = export(database)
    assert dossier.person.erased
    assert dossier.documents == {}
    said = dossier.as_json().decode()
    assert LAST_NAME not in said
    assert set(lines(dossier)) == {
        "personnes",
        "signatures",
        "décisions d’inscription",
        "places",
        "présences",
        "attestations",
        "séances",
        "trace",
    }


@pytest.mark.parametrize("written", ["zebulon", "PHILOMÈNE zé", "essais exemple", PERSON])
def test_people_are_found_by_their_words_without_accents_or_order(database: Database, written: str) -> None:
    (found,) = search_people(database, written)
    assert (found.trainee.id, found.territory) == (PERSON, "Pays de Saint-Exemple")


def test_nothing_written_finds_nobody(database: Database) -> None:
    assert search_people(database, "  ") == ()
    assert search_people(database, "introuvable") == ()

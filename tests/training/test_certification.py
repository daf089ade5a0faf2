"""Certification: exactly the agents who signed, for exactly the hours signed; the bytes are kept."""

import re
from datetime import time, timedelta
from random import Random

import pytest
import sample_catalogue as sample
from databases import disarm
from stand import NOW, fill, registrant

from course_engine.errors import NotCertifiable, StoreError
from course_engine.exchange.csv_sheets import read_sheet
from course_engine.model.questionnaire import Role
from course_engine.model.training import Attestation
from course_engine.store import Database
from course_engine.store.attestations import IssuedAttestation
from course_engine.store.tables import ATTENDANCE, ATTESTATION
from course_engine.training.certification import IssuedDocument, Issuer, certifiable, certify
from course_engine.training.codes import compact, is_whole
from course_engine.training.record import import_sheets
from course_engine.training.registration import register

HEADER = "seance;stagiaire;nom;prenom;arrivee;depart;signature\n"
ISSUER = Issuer(organiser="La Région (exemple)", place="Saint-Exemple", signatory="Dominique Exemple")


def issue(attestation: Attestation) -> IssuedDocument:
    """Make a document that shows what it states."""
    return IssuedDocument(content=attestation.model_dump_json().encode(), statement="statement")


def give(database: Database, trainee: str = "tr4f2a", day: int = 0) -> IssuedAttestation:
    return certify(
        database,
        sample.sample_catalogue(),
        trainee,
        issue=issue,
        issuer=ISSUER,
        now=NOW + timedelta(days=day),
        rng=Random(day),
    )


def sign(database: Database, *lines: str, day: int = 0) -> None:
    table = read_sheet((HEADER + "\n".join(lines)).encode(), "sheet.csv")
    import_sheets(database, [table], entered_by="A", now=NOW + timedelta(days=day), rng=Random(day))


@pytest.fixture(autouse=True)
def _stand(database: Database) -> None:
    fill(database)


def test_an_agent_is_attested_the_hours_signed_and_no_more(database: Database) -> None:
    sign(database, "S1;tr4f2a;Exemple;Camille;9:40;12:00;oui", "S2;tr4f2a;Exemple;Camille;9:00;11:15;oui")
    attestation = give(database).attestation
    assert [half_day.minutes for half_day in attestation.half_days] == [140, 135]
    first = attestation.half_days[0]
    assert (first.title, first.begins, first.ends) == ("Communiquer par messagerie", time(9, 40), time(12))
    assert (attestation.programme, attestation.organiser) == ("Les Démonstr@teurs", ISSUER.organiser)
    assert (attestation.issued_in, attestation.signatory) == (ISSUER.place, ISSUER.signatory)
    assert re.fullmatch("[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", attestation.number)
    assert is_whole(compact(attestation.number))


def test_issued_again_for_the_same_facts_it_is_the_same_bytes(database: Database) -> None:
    sign(database, "S1;tr4f2a;Exemple;Camille;9:00;12:00;oui")
    assert give(database, day=1) == give(database)


def test_a_correction_gives_a_new_attestation_and_the_old_one_is_kept(database: Database) -> None:
    sign(database, "S1;tr4f2a;Exemple;Camille;9:00;12:00;oui")
    first = give(database)
    sign(database, "S1;tr4f2a;Exemple;Camille;9:00;11:00;oui", day=1)
    second = certify(
        database, sample.sample_catalogue(), "tr4f2a", issue=issue, issuer=ISSUER, now=NOW, rng=Random(9)
    )
    assert give(database, day=2) == second
    assert (first.attestation.minutes, second.attestation.minutes) == (180, 120)
    assert first.attestation.number != second.attestation.number
    with database.reading() as records:
        assert records.attestations.find(first.attestation.number) == first


def test_bytes_altered_in_the_database_are_not_given_out(database: Database) -> None:
    sign(database, "S1;tr4f2a;Exemple;Camille;9:00;12:00;oui")
    give(database)
    with database.writing() as records:
        connection = records.people._connection
        disarm(connection, "attestation")
        connection.execute(ATTESTATION.update().values(document=b"\0"))
    with pytest.raises(StoreError, match="a été altérée"):
        give(database)


@pytest.mark.parametrize(
    ("role", "rule"),
    [
        (Role.ELECTED, "Règle\u00a0: élu\u00a0; les attestations sont données aux agents."),
        (None, "Règle\u00a0: rôle non indiqué\u00a0; corrigez l’inscription."),
    ],
)
def test_nobody_but_an_agent_is_attested(database: Database, role: Role | None, rule: str) -> None:
    register(database, [registrant("st-other", role)], now=NOW, rng=Random(7))
    sign(database, "S1;st-other;Exemple;Camille;9:00;12:00;oui")
    with pytest.raises(NotCertifiable) as refusal:
        give(database, "st-other")
    assert str(refusal.value) == f"Pas d’attestation pour Camille Exemple (st-other). {rule}"


def test_an_agent_who_signed_nothing_is_refused(database: Database) -> None:
    sign(database, "S1;tr4f2a;Exemple;Camille;;;non")
    with pytest.raises(NotCertifiable, match="aucune demi-journée signée"):
        give(database)


def test_nobody_unknown_is_attested(database: Database) -> None:
    with pytest.raises(NotCertifiable, match="stagiaire inconnu"):
        give(database, "st-nobody")


def test_those_to_whom_one_is_due_are_exactly_those_who_are_given_one(database: Database) -> None:
    register(
        database,
        [registrant("st-absent"), registrant("st-elu", Role.ELECTED), registrant("st-agent")],
        now=NOW,
        rng=Random(7),
    )
    sign(
        database,
        "S1;st-elu;Exemple;Camille;9:00;12:00;oui",
        "S1;st-agent;Exemple;Camille;9:00;9:10;oui",
        "S1;st-absent;Exemple;Camille;;;non",
    )
    assert certifiable(database) == ("st-agent",)
    for trainee in ("st-absent", "st-elu", "tr4f2a"):
        with pytest.raises(NotCertifiable):
            give(database, trainee)
    assert give(database, "st-agent").attestation.minutes == 10


def test_what_cannot_be_printed_is_not_recorded(database: Database) -> None:
    sign(database, "S1;tr4f2a;Exemple;Camille;9:00;12:00;oui")

    def jammed(attestation: Attestation) -> IssuedDocument:
        raise OSError(attestation.number)

    with pytest.raises(OSError, match="-"):
        certify(
            database,
            sample.sample_catalogue(),
            "tr4f2a",
            issue=jammed,
            issuer=ISSUER,
            now=NOW,
            rng=Random(1),
        )
    with database.reading() as records:
        assert records.attestations.numbers() == frozenset()


def test_no_attestation_for_hours_that_were_changed_behind_the_register(database: Database) -> None:
    sign(database, "S1;tr4f2a;Exemple;Camille;9:00;11:00;oui")
    with database.writing() as records:
        connection = records.people._connection
        disarm(connection, "attendance")
        connection.execute(ATTENDANCE.update().values(ends=NOW + timedelta(hours=3)))
    with pytest.raises(NotCertifiable, match="le registre d’émargement a été modifié depuis la signature"):
        give(database)

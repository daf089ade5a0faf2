"""Attestations of plainly fictional people, keys that never change, and veraPDF."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from course_engine.model.training import Attestation, AttestedHalfDay, HalfDay, Trainee

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


def half_day(rank: int, minutes: int = 180) -> AttestedHalfDay:
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


def attestation(
    *half_days: AttestedHalfDay,
    first_name: str = "Élodie",
    last_name: str = "Lefebvre-d’Hérouville",
    employer: str = "Commune fictive de Saint-Exemple",
    number: str = "AP-7K3M-92QF",
) -> Attestation:
    """Return a whole attestation; only what a test is about need be said."""
    return Attestation(
        number=number,
        trainee=Trainee(
            id="t-0001", first_name=first_name, last_name=last_name, employer=employer, role="agent"
        ),
        programme="Les Démonstr@teurs",
        organiser="Région Nord-Pas-de-Calais",
        half_days=half_days or (half_day(2),),
        issued_at=datetime(2027, 6, 12, 15, 30, tzinfo=UTC),
        issued_in="Saint-Exemple",
        signatory="Dominique Modèle, responsable de l’opération",
    )

"""A territory with its communes, those who work there, and a questionnaire filled in."""

from datetime import UTC, datetime

from course_engine.model.accounts import Account, AccountRole
from course_engine.model.places import Commune, Territory, TerritoryKind
from course_engine.store import Database
from course_engine.training.questionnaire_form import Fields

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)

TERRITORY = Territory(
    id="pays-exemple",
    name="Pays d’Exemple (fictif)",
    kind=TerritoryKind.PAYS,
    communes=(
        Commune(code="62001", name="Saint-Exemple"),
        Commune(code="62002", name="Échantillon-sur-Mer"),
        Commune(code="62003", name="Doublet"),
        Commune(code="62004", name="Doublet"),
    ),
)
ELSEWHERE = Territory(id="ailleurs", name="Ailleurs (fictif)", kind=TerritoryKind.COMMUNES)

REFERENT = Account(
    id="r.exemple",
    name="Référente Exemple",
    role=AccountRole.REFERENT,
    territories=("pays-exemple",),
    created_at=NOW,
)
ANIMATOR = Account(
    id="a.exemple",
    name="Animateur Exemple",
    role=AccountRole.ANIMATOR,
    territories=("ailleurs", "pays-exemple"),
    created_at=NOW,
)
STRANGER = Account(
    id="r.ailleurs",
    name="Référent Ailleurs",
    role=AccountRole.REFERENT,
    territories=("ailleurs",),
    created_at=NOW,
)

PERSON: Fields = {
    "nom": ("Exemple",),
    "prenom": ("Camille",),
    "collectivite": ("saint-exemple",),
    "amenagement": ("",),
}
"""The first step, filled in."""


def furnish(database: Database) -> None:
    """Record the territories and the accounts."""
    with database.writing() as records:
        for territory in (TERRITORY, ELSEWHERE):
            records.places.save_territory(territory)
        for account in (REFERENT, ANIMATOR, STRANGER):
            records.accounts.add_account(account)

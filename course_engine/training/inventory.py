"""Every table and column that holds something about a person, with the word that an export says for it.

A test compares it with the database's tables: no column can be added without saying here what it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

NOT_EXPORTED = ""
"""The word of a column that tells nothing to anybody: a hash, the version of a schema."""


@dataclass(frozen=True, slots=True)
class KeptTable:
    """What a table keeps about people.

    Attributes:
        word: its key in an export.
        columns: the key of each column, `NOT_EXPORTED` for those that tell nothing.
        people: the columns that hold a trainee's id.
    """

    word: str
    columns: Mapping[str, str]
    people: tuple[str, ...] = ("trainee",)


_FACT = {"id": "fait", "trainee": "personne"}
_DECISION = {"decided_by": "decide_par", "decided_at": "decide_le"}
_CONTENT = {"content": "contenu", "schema_version": NOT_EXPORTED}

TABLES: Mapping[str, KeptTable] = {
    "trainee": KeptTable("personnes", {"id": "personne", "registered_at": "inscrite_le"}, people=("id",)),
    "registration": KeptTable(
        "formulaires", {**_FACT, **_CONTENT, "role": "qualite", "recorded_at": "enregistre_le"}
    ),
    "admission": KeptTable(
        "decisions_d_inscription",
        {
            **_FACT,
            **_DECISION,
            "territory": "territoire",
            "channel": "arrivee_par",
            "status": "etat",
            "link": "lien",
            "same_as": "meme_personne_que",
            "reason": "motif",
        },
        people=("trainee", "same_as"),
    ),
    "twin_ruling": KeptTable(
        "ressemblances",
        {"id": "fait", "one": "premiere", "other": "seconde", "same": "meme_personne", **_DECISION},
        people=("one", "other"),
    ),
    "learning_path": KeptTable("parcours", {**_FACT, **_CONTENT, "recorded_at": "enregistre_le"}),
    "path_override": KeptTable(
        "changements_du_parcours",
        {**_FACT, **_DECISION, "unit": "module", "kind": "decision", "reason": "motif"},
    ),
    "enrolment_decision": KeptTable(
        "places", {**_FACT, **_DECISION, "session": "seance", "status": "etat", "reason": "motif"}
    ),
    "placement_proposal": KeptTable(
        "propositions_de_places",
        {
            "id": "proposition",
            "deployment": "venue_du_stand",
            **_CONTENT,
            "read_from": NOT_EXPORTED,
            "made_by": "faite_par",
            "made_at": "faite_le",
        },
        people=(),
    ),
    "attendance": KeptTable(
        "presences",
        {
            **_FACT,
            "session": "seance",
            "half_day": "demi_journee",
            "begins": "arrivee",
            "ends": "depart",
            "signed": "signature",
            "entered_by": "saisie_par",
            "entered_at": "saisie_le",
            "corrects": "corrige",
        },
    ),
    "answer": KeptTable(
        "reponses_aux_quiz",
        {
            **_FACT,
            "quiz": "quiz",
            "question": "question",
            "catalogue": "version_du_cours",
            "response": "reponse",
            "schema_version": NOT_EXPORTED,
            "fraction": "fraction",
            "points": "points",
            "answered_at": "donnee_le",
        },
    ),
    "attestation": KeptTable(
        "attestations",
        {
            "number": "numero",
            "trainee": "personne",
            **_CONTENT,
            "document": NOT_EXPORTED,
            "sha256": "empreinte_sha256",
            "statement": "enonce_signe",
            "issued_at": "delivree_le",
            "erased_at": "effacee_le",
        },
    ),
    "access_code": KeptTable(
        "codes_personnels", {"hash": NOT_EXPORTED, "trainee": "personne", "issued_at": "remis_le"}
    ),
    "web_session": KeptTable(
        "navigateurs_connectes",
        {
            "token_hash": NOT_EXPORTED,
            "trainee": "personne",
            "account": "compte",
            "begins_at": "depuis",
            "expires_at": "jusqu_a",
        },
    ),
    "registration_draft": KeptTable(
        "questionnaires_commences",
        {
            "id": "brouillon",
            "code_hash": NOT_EXPORTED,
            "territory": "territoire",
            "link": "lien",
            "account": "compte",
            **_CONTENT,
            "step": "etape",
            "saved_at": "enregistre_le",
            "expires_at": "oublie_le",
        },
        people=(),
    ),
    "registration_link": KeptTable(
        "liens",
        {
            "id": "lien",
            "token_hash": NOT_EXPORTED,
            "territory": "territoire",
            "label": "pour",
            "most": "au_plus",
            "made_by": "fait_par",
            "made_at": "fait_le",
            "expires_at": "jusqu_a",
            "revoked_at": "arrete_le",
        },
        people=(),
    ),
    "account": KeptTable(
        "comptes",
        {"id": "compte", "name": "nom", "role": "role", "created_at": "cree_le", "closed_at": "ferme_le"},
        people=(),
    ),
    "account_territory": KeptTable(
        "territoires_des_comptes", {"account": "compte", "territory": "territoire"}, people=()
    ),
    "password": KeptTable(
        "mots_de_passe",
        {
            "account": "compte",
            "hash": NOT_EXPORTED,
            "temporary": "provisoire",
            "issued_at": "remis_le",
            "issued_by": "remis_par",
        },
        people=(),
    ),
    "wrong_attempt": KeptTable(
        "essais_manques", {"id": "essai", "subject": NOT_EXPORTED, "at": "le"}, people=()
    ),
    "trail": KeptTable(
        "trace",
        {
            "id": "fait",
            "at": "le",
            "account": "compte",
            "action": "action",
            "trainee": "personne",
            "detail": "detail",
        },
    ),
    "training_session": KeptTable(
        "seances",
        {
            "id": "seance",
            "unit": "module",
            "day": "jour",
            "half_day": "demi_journee",
            "begins": "debut",
            "ends": "fin",
            "place": "lieu",
            "capacity": "places",
            "animator": "animateur",
            "deployment": "venue_du_stand",
        },
        people=(),
    ),
}
"""What is kept about people, by table."""

NOT_ABOUT_PEOPLE = frozenset({"territory", "commune", "deployment", "secret", "erasure_permit"})
"""The other tables: places, the salts of hashes, the latch of erasure."""

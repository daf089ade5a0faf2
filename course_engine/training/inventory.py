"""Every table and column that holds something about a person, with the word that an export says for it.

A test compares it with the database's tables: no column can be added without saying here what it is.
"""

from collections.abc import Mapping

from msgspec import Struct

NOT_EXPORTED = ""
"""The word of a column that tells nothing to anybody: a hash, the version of a schema."""


class KeptTable(Struct, frozen=True):
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
_DECISION = {"decided_by": "décidé par", "decided_at": "décidé le"}
_CONTENT = {"content": "contenu", "schema_version": NOT_EXPORTED}

TABLES: Mapping[str, KeptTable] = {
    "trainee": KeptTable("personnes", {"id": "personne", "registered_at": "inscrite le"}, people=("id",)),
    "registration": KeptTable(
        "formulaires", {**_FACT, **_CONTENT, "role": "qualité", "recorded_at": "enregistré le"}
    ),
    "admission": KeptTable(
        "décisions d’inscription",
        {
            **_FACT,
            **_DECISION,
            "territory": "territoire",
            "channel": "arrivée par",
            "status": "état",
            "link": "lien",
            "same_as": "même personne que",
            "reason": "motif",
        },
        people=("trainee", "same_as"),
    ),
    "twin_ruling": KeptTable(
        "ressemblances",
        {"id": "fait", "one": "première", "other": "seconde", "same": "même personne", **_DECISION},
        people=("one", "other"),
    ),
    "learning_path": KeptTable("parcours", {**_FACT, **_CONTENT, "recorded_at": "enregistré le"}),
    "path_override": KeptTable(
        "changements du parcours",
        {**_FACT, **_DECISION, "unit": "module", "kind": "décision", "reason": "motif"},
    ),
    "enrolment_decision": KeptTable(
        "places", {**_FACT, **_DECISION, "session": "séance", "status": "état", "reason": "motif"}
    ),
    "placement_proposal": KeptTable(
        "propositions de places",
        {
            "id": "proposition",
            "deployment": "venue du stand",
            **_CONTENT,
            "read_from": NOT_EXPORTED,
            "made_by": "faite par",
            "made_at": "faite le",
        },
        people=(),
    ),
    "attendance": KeptTable(
        "présences",
        {
            **_FACT,
            "session": "séance",
            "half_day": "demi-journée",
            "begins": "arrivée",
            "ends": "départ",
            "signed": "signature",
            "entered_by": "saisie par",
            "entered_at": "saisie le",
            "corrects": "corrige",
        },
    ),
    "answer": KeptTable(
        "réponses aux quiz",
        {
            **_FACT,
            "quiz": "quiz",
            "question": "question",
            "catalogue": "version du cours",
            "response": "réponse",
            "schema_version": NOT_EXPORTED,
            "fraction": "fraction",
            "points": "points",
            "answered_at": "donnée le",
            "session": "séance",
            "late": "après la clôture",
            "version": "version de la question",
        },
    ),
    "quiz_draw": KeptTable(
        "questions tirées", {**_FACT, "quiz": "quiz", "questions": "questions", "drawn_at": "tirées le"}
    ),
    "judgement": KeptTable(
        "jugements",
        {
            **_FACT,
            "answer": "réponse",
            "version": "version de la question",
            "fraction": "fraction",
            "points": "points",
            "by": "confirmé par",
            "at": "le",
        },
    ),
    "room_act": KeptTable(
        "actes en salle",
        {
            **_FACT,
            "session": "séance",
            "kind": "acte",
            "target": "objet",
            "text": "texte",
            "by": "par",
            "at": "le",
        },
    ),
    "debrief_note": KeptTable(
        "bilans",
        {
            **_FACT,
            "session": "séance",
            "author": "dit par",
            "view": "contenu",
            "schema_version": NOT_EXPORTED,
            "by": "saisi par",
            "at": "le",
        },
    ),
    "signed_by": KeptTable(
        "signatures",
        {"attendance": "présence", "means": "moyen", "signature": "tracé", "digest": "empreinte SHA-256"},
        people=(),
    ),
    "countersignature": KeptTable(
        "contresignatures",
        {
            "id": "fait",
            "session": "séance",
            "account": "compte",
            "signature": "tracé",
            "digest": "empreinte SHA-256",
            "sheet": "empreinte de la feuille",
            "at": "le",
        },
        people=(),
    ),
    "register_link": KeptTable(
        "chaîne du registre",
        {
            "chain": NOT_EXPORTED,
            "rank": "rang",
            "kind": "nature",
            "fact": "fait",
            "digest": NOT_EXPORTED,
            "previous": NOT_EXPORTED,
            "hash": NOT_EXPORTED,
            "at": "le",
        },
        people=(),
    ),
    "merge_receipt": KeptTable(
        "fusions",
        {
            "id": "fait",
            "stand": "stand",
            "sha256": "empreinte SHA-256",
            "made_at": "fait le",
            "merged_by": "fusionné par",
            "merged_at": "fusionné le",
            "counts": "nombres",
            "apart": "décisions prises chacun de son côté",
        },
        people=(),
    ),
    "plan_variant": KeptTable(
        "plans selon chaque stand",
        {
            "plan": "plan",
            "key": "clé",
            "stand": "stand",
            "content": "contenu",
            "against": NOT_EXPORTED,
            "said_at": "dit le",
        },
        people=(),
    ),
    "attestation": KeptTable(
        "attestations",
        {
            "number": "numéro",
            "trainee": "personne",
            **_CONTENT,
            "document": NOT_EXPORTED,
            "sha256": "empreinte SHA-256",
            "statement": "énoncé signé",
            "issued_at": "délivrée le",
            "erased_at": "effacée le",
        },
    ),
    "access_code": KeptTable(
        "codes personnels", {"hash": NOT_EXPORTED, "trainee": "personne", "issued_at": "remis le"}
    ),
    "web_session": KeptTable(
        "navigateurs connectés",
        {
            "token_hash": NOT_EXPORTED,
            "trainee": "personne",
            "account": "compte",
            "begins_at": "depuis",
            "expires_at": "jusqu’à",
        },
    ),
    "registration_draft": KeptTable(
        "questionnaires commencés",
        {
            "id": "brouillon",
            "code_hash": NOT_EXPORTED,
            "territory": "territoire",
            "link": "lien",
            "account": "compte",
            **_CONTENT,
            "step": "étape",
            "saved_at": "enregistré le",
            "expires_at": "oublié le",
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
            "most": "au plus",
            "made_by": "fait par",
            "made_at": "fait le",
            "expires_at": "jusqu’à",
            "revoked_at": "arrêté le",
        },
        people=(),
    ),
    "account": KeptTable(
        "comptes",
        {"id": "compte", "name": "nom", "role": "rôle", "created_at": "créé le", "closed_at": "fermé le"},
        people=(),
    ),
    "account_territory": KeptTable(
        "territoires des comptes", {"account": "compte", "territory": "territoire"}, people=()
    ),
    "password": KeptTable(
        "mots de passe",
        {
            "account": "compte",
            "hash": NOT_EXPORTED,
            "temporary": "provisoire",
            "issued_at": "remis le",
            "issued_by": "remis par",
        },
        people=(),
    ),
    "wrong_attempt": KeptTable(
        "essais manqués", {"id": "essai", "subject": NOT_EXPORTED, "at": "le"}, people=()
    ),
    "trail": KeptTable(
        "trace",
        {
            "id": "fait",
            "at": "le",
            "account": "compte",
            "action": "action",
            "trainee": "personne",
            "detail": "détail",
        },
    ),
    "training_session": KeptTable(
        "séances",
        {
            "id": "séance",
            "unit": "module",
            "day": "jour",
            "half_day": "demi-journée",
            "begins": "début",
            "ends": "fin",
            "place": "lieu",
            "capacity": "places",
            "animator": "animateur",
            "deployment": "venue du stand",
        },
        people=(),
    ),
}
"""What is kept about people, by table."""

NOT_ABOUT_PEOPLE = frozenset({"territory", "commune", "deployment", "secret", "erasure_permit", "catalogue"})
"""The other tables: places, the salts of hashes, the latch of erasure, courses as they were published."""

"""What is collected and why is written in one place, and leaves no table and no column out."""

from course_engine.store.tables import METADATA
from course_engine.training.inventory import NOT_ABOUT_PEOPLE, TABLES
from course_engine.training.privacy import COLLECTED, RecordKind, collected_in_words, privacy_notice, seen_by
from course_engine.training.retention import Retention

NOTICE = privacy_notice(controller="La Région", contact="dpo@exemple.fr", retention=Retention())
MOST_WORDS = 180


def test_every_table_is_either_about_people_or_said_not_to_be() -> None:
    assert set(TABLES) | NOT_ABOUT_PEOPLE == set(METADATA.tables)
    assert not set(TABLES) & NOT_ABOUT_PEOPLE


def test_every_column_of_a_table_about_people_has_its_word() -> None:
    columns = {name: set(METADATA.tables[name].columns.keys()) for name in TABLES}
    assert {name: set(table.columns) for name, table in TABLES.items()} == columns


def test_every_reference_to_a_trainee_is_known_as_one() -> None:
    found = {
        name: {
            column.name
            for column in METADATA.tables[name].columns
            if "trainee.id" in map(_target, column.foreign_keys)
        }
        for name in TABLES
    }
    for name, columns in found.items():
        assert columns <= set(TABLES[name].people), name
    assert not any(
        "trainee.id" in map(_target, key.elements)
        for name in NOT_ABOUT_PEOPLE
        for key in METADATA.tables[name].foreign_key_constraints
    )


def _target(key: object) -> str:
    return str(getattr(key, "target_fullname", ""))


def test_every_table_about_people_has_its_reason_and_one_only() -> None:
    named = [table for record in COLLECTED.values() for table in record.tables]
    assert sorted(named) == sorted(TABLES)
    assert set(COLLECTED) == set(RecordKind)


def test_no_two_tables_and_no_two_columns_of_a_table_have_one_word() -> None:
    assert len({table.word for table in TABLES.values()}) == len(TABLES)
    for name, table in TABLES.items():
        words = [word for word in table.columns.values() if word]
        assert len(set(words)) == len(words), name


def test_who_reads_is_what_the_table_of_rights_says() -> None:
    assert seen_by(COLLECTED[RecordKind.REGISTRATION]) == (
        "les référents du territoire, les animateurs du territoire, l’équipe de la Région"
    )
    assert seen_by(COLLECTED[RecordKind.QUIZZES]) == (
        "la personne, les animateurs du territoire, l’équipe de la Région"
    )
    assert seen_by(COLLECTED[RecordKind.ATTEMPTS]) == "le moteur seul"


def test_the_public_table_says_everything_of_each_kind() -> None:
    lines = list(collected_in_words(Retention(register_months=120)))
    assert len(lines) == len(COLLECTED)
    assert all(all(getattr(line, name) for name in line.__slots__) for line in lines)
    kept = {line.title: line.kept for line in lines}
    assert kept["Présence"] == "10\u00a0ans après la dernière séance"
    assert kept["Questionnaires commencés"] == "30\u00a0jours après le dernier enregistrement"


def test_the_notice_says_what_article_13_asks() -> None:
    said = " ".join(f"{heading} {text}" for heading, text in NOTICE)
    for words in (
        "La Région.",
        "mission d’intérêt public (RGPD, article 6.1.e)",
        "l’équipe de la Région",
        "12\u00a0mois après votre dernière séance",
        "6\u00a0ans",
        "consulter",
        "rectifier",
        "limiter",
        "opposer",
        "effacées",
        "dpo@exemple.fr",
        "CNIL",
    ):
        assert words in said
    assert "portabilité" not in said


def test_the_notice_is_short() -> None:
    said = " ".join(f"{heading} {text}" for heading, text in NOTICE)
    assert len(said.split()) <= MOST_WORDS


def test_without_an_address_the_notice_says_whom_to_write_to() -> None:
    notice = privacy_notice(controller="La Région", contact="", retention=Retention())
    assert "Écrivez à l’organisateur, à l’attention du délégué" in notice[-1][1]

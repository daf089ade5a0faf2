"""The people of a territory, as a list and one by one; corrections of who they are."""

from random import Random

import pytest
from msgspec.structs import replace
from referent import CAMILLE, INES, LIBRARY, REFERENT, STRANGER, open_desk, seat
from stand import NOW

from course_engine.errors import DecisionRefused, NotFound
from course_engine.model.admission import AdmissionStatus, Channel
from course_engine.model.questionnaire import Role
from course_engine.model.trail import TrailAction
from course_engine.store import Database
from course_engine.training.correction import CorrectionAsked, correct
from course_engine.training.people import people_of, person_file

RNG = Random(8)


@pytest.fixture
def desk(database: Database) -> Database:
    """The records of a référent's territory."""
    open_desk(database)
    return database


def names(desk: Database, **filters: object) -> list[str]:
    return [line.name for line in people_of(desk, LIBRARY, REFERENT, **filters)]  # type: ignore[arg-type] - filters


def asked(desk: Database, **changes: str) -> CorrectionAsked:
    seen = person_file(desk, LIBRARY, REFERENT, CAMILLE.id, now=NOW).registration_seen
    known = CorrectionAsked(CAMILLE.id, "Exemple", "Camille", "Saint-Exemple", "", seen)
    return replace(known, **changes)  # type: ignore[arg-type] - the fields that are texts


def test_a_list_says_who_when_they_can_come_and_where_they_stand(desk: Database) -> None:
    seat(desk, "S1", INES.id)
    line = next(one for one in people_of(desk, LIBRARY, REFERENT) if one.registration.id == INES.id)
    assert line.name == "d’Exemple Inès"
    assert line.availability == "3\u00a0demi-journées, le samedi matin"
    assert (line.asked, line.kept, line.placed, line.role) == (3, 3, 1, Role.ELECTED)
    assert (line.admission.status, line.admission.channel) == (AdmissionStatus.RECEIVED, Channel.LINK)
    assert line.twins == 0


def test_a_list_is_in_order_of_name_and_of_one_s_territories_only(desk: Database) -> None:
    assert names(desk) == ["d’Exemple Inès", "Exemple Camile", "Exemple Camille"]
    assert [line.name for line in people_of(desk, LIBRARY, STRANGER)] == ["Fiction Loin"]
    assert [line.twins for line in people_of(desk, LIBRARY, REFERENT)] == [0, 1, 1]


@pytest.mark.parametrize(
    ("search", "found"),
    [("ines", ["d’Exemple Inès"]), ("CAMILLE exemple", ["Exemple Camille"]), ("saint-ex", 3), ("rien", [])],
)
def test_a_list_is_searched_by_name_and_collectivite(desk: Database, search: str, found: object) -> None:
    result = names(desk, search=search)
    assert (len(result) if isinstance(found, int) else result) == found


def test_a_list_is_filtered_by_where_registrations_stand(desk: Database) -> None:
    assert names(desk, status=AdmissionStatus.ACCEPTED) == []
    assert len(names(desk, status=AdmissionStatus.RECEIVED)) == 3


def test_a_file_has_answers_in_words_and_the_history(desk: Database) -> None:
    file = person_file(desk, LIBRARY, REFERENT, INES.id, now=NOW)
    answers = {one.question: one.answer for one in file.answers}
    assert answers["Êtes-vous élu ou agent ?"] == "élu"
    assert answers["Combien de demi-journées pouvez-vous venir ?"] == "3\u00a0demi-journées, le samedi matin"
    assert answers["Avez-vous déjà imprimé un document sans aide ?"] == "sans réponse"
    assert [one.status for one in file.history] == [AdmissionStatus.RECEIVED]


@pytest.mark.parametrize("trainee", ["st-loin", "st-nobody"])
def test_a_file_of_elsewhere_is_as_if_nobody(desk: Database, trainee: str) -> None:
    with pytest.raises(NotFound):
        person_file(desk, LIBRARY, REFERENT, trainee, now=NOW)


def test_a_correction_is_a_new_fact_and_leaves_a_trace_without_a_name(desk: Database) -> None:
    changed = correct(
        desk, REFERENT, asked(desk, last_name=" D’Exemple ", employer="SAINT EXEMPLE"), now=NOW, rng=RNG
    )
    assert changed == ("nom", "collectivité", "code de la commune")
    file = person_file(desk, LIBRARY, REFERENT, CAMILLE.id, now=NOW)
    assert (file.registration.last_name, file.registration.commune) == ("D’Exemple", None)
    assert file.registration.answers == CAMILLE.answers
    with desk.reading() as records:
        (entry,) = records.trail.entries(trainee=CAMILLE.id)
    assert (entry.action, entry.account, entry.detail) == (
        TrailAction.CORRECTED,
        "referente",
        "nom, collectivité, code de la commune",
    )


def test_a_commune_of_the_territory_is_known_by_its_name(desk: Database) -> None:
    correct(desk, REFERENT, asked(desk, employer="Ailleurs"), now=NOW, rng=RNG)
    correct(desk, REFERENT, asked(desk, employer="saint-exemple"), now=NOW, rng=RNG)
    assert person_file(desk, LIBRARY, REFERENT, CAMILLE.id, now=NOW).registration.commune == "62001"


def test_nothing_to_correct_leaves_no_trace(desk: Database) -> None:
    assert correct(desk, REFERENT, asked(desk), now=NOW, rng=RNG) == ()
    with desk.reading() as records:
        assert records.trail.entries() == ()


def test_an_empty_name_or_a_screen_that_is_no_longer_true_is_refused(desk: Database) -> None:
    old = asked(desk, last_name="Autre")
    with pytest.raises(DecisionRefused, match="Remplissez ou raccourcissez\u00a0: nom, prénom"):
        correct(desk, REFERENT, asked(desk, last_name=" ", first_name="x" * 101), now=NOW, rng=RNG)
    correct(desk, REFERENT, asked(desk, accommodation="place près de la porte"), now=NOW, rng=RNG)
    with pytest.raises(DecisionRefused, match="Entre-temps, cette inscription a été corrigée"):
        correct(desk, REFERENT, old, now=NOW, rng=RNG)

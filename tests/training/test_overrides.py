"""A unit of a path decided of by somebody: recorded, shown to the trainee, and held when the answers change."""

from random import Random
from uuid import UUID

import pytest
from referent import ANIMATOR, INES, LIBRARY, REFERENT, STRANGER, open_desk
from stand import NOW

from course_engine.errors import DecisionRefused, NotFound
from course_engine.model.accounts import Account
from course_engine.model.admission import OverrideKind
from course_engine.model.path import LearningPath, Rule
from course_engine.model.registration import Registration
from course_engine.store import Database
from course_engine.training.overrides import OverrideAsked, override_path
from course_engine.training.people import person_file
from course_engine.training.registration import register, registrants

KEEP, LEAVE_OUT, AS_PLANNED = OverrideKind.KEEP, OverrideKind.LEAVE_OUT, OverrideKind.AS_PLANNED
RNG = Random(7)


@pytest.fixture
def desk(database: Database) -> Database:
    """The records of a territory where Inès has three half-days."""
    open_desk(database)
    return database


def path_seen(desk: Database) -> UUID:
    seen = person_file(desk, LIBRARY, REFERENT, INES.id, now=NOW).path_seen
    assert seen is not None
    return seen


def ask(
    desk: Database,
    unit: str,
    kind: OverrideKind,
    reason: str = "pour son service",
    *,
    by: Account = REFERENT,
    seen: UUID | None = None,
) -> LearningPath:
    asked = OverrideAsked(INES.id, unit, kind, reason, seen or path_seen(desk))
    return override_path(desk, LIBRARY, by, asked, now=NOW, rng=RNG)


def kept(desk: Database) -> list[str]:
    with desk.reading() as records:
        path = records.people.path(INES.id)
    assert path is not None
    return [step.unit for step in path.kept]


def answering(desk: Database, **answers: object) -> None:
    changed = Registration.model_validate(INES.model_dump() | {"answers": answers})
    register(desk, registrants(LIBRARY.catalogue, [changed]), now=NOW, rng=RNG)


def test_a_unit_left_out_is_kept_with_who_and_why(desk: Database) -> None:
    assert kept(desk) == ["ordinateur", "bureautique", "bilan"]
    path = ask(desk, "messagerie", KEEP)
    assert kept(desk) == ["ordinateur", "bureautique", "messagerie", "bilan"]
    assert path.kept[2].reason.rule is Rule.OVERRIDE
    assert path.kept[2].reason.sentence.startswith("Dominique Exemple a mis cette séance dans votre parcours")


def test_back_to_what_was_planned_needs_no_reason(desk: Database) -> None:
    before = kept(desk)
    ask(desk, "messagerie", KEEP)
    ask(desk, "messagerie", AS_PLANNED, "")
    assert kept(desk) == before
    assert person_file(desk, LIBRARY, REFERENT, INES.id, now=NOW).overrides == {}


def test_without_a_reason_or_against_a_rule_nothing_is_recorded(desk: Database) -> None:
    before = path_seen(desk)
    with pytest.raises(DecisionRefused, match="Dites pourquoi"):
        ask(desk, "messagerie", KEEP, " ")
    with pytest.raises(DecisionRefused, match="demande d’abord"):
        ask(desk, "ordinateur", LEAVE_OUT)
    assert path_seen(desk) == before
    with desk.reading() as records:
        assert records.admissions.overrides(INES.id) == ()


def test_changed_answers_keep_what_people_decided(desk: Database) -> None:
    ask(desk, "messagerie", KEEP)
    ask(desk, "bureautique", LEAVE_OUT)
    answering(desk, role="elu", **{"demi-journees": {"nombre": 4}})
    assert kept(desk) == ["ordinateur", "messagerie", "bilan"]


def test_what_no_longer_fits_is_set_aside_and_said(desk: Database) -> None:
    ask(desk, "bureautique", LEAVE_OUT)
    answering(desk, **{"souhaits-commune": ["actes"], "courriel-souvent": "souvent", "piece-jointe": "oui"})
    assert "dematerialisation" in kept(desk)
    assert "bureautique" in kept(desk)
    assert person_file(desk, LIBRARY, REFERENT, INES.id, now=NOW).set_aside == {"bureautique"}


def test_the_same_form_sent_twice_changes_nothing_more(desk: Database) -> None:
    before = path_seen(desk)
    path = ask(desk, "messagerie", KEEP, seen=before)
    assert ask(desk, "messagerie", KEEP, seen=before) == path
    with desk.reading() as records:
        assert len(records.admissions.overrides(INES.id)) == 1


def test_a_path_that_changed_meanwhile_is_read_again_first(desk: Database) -> None:
    before = path_seen(desk)
    ask(desk, "messagerie", KEEP, by=ANIMATOR, seen=before)
    with pytest.raises(DecisionRefused, match="Entre-temps, ce parcours a changé"):
        ask(desk, "web", KEEP, seen=before)


def test_other_territories_and_unknown_units_are_as_if_they_were_not(desk: Database) -> None:
    seen = path_seen(desk)
    with pytest.raises(NotFound):
        ask(desk, "messagerie", KEEP, by=STRANGER, seen=seen)
    with pytest.raises(NotFound, match="Le programme n’a pas de séance «\u00a0rien\u00a0»"):
        ask(desk, "rien", KEEP, seen=seen)

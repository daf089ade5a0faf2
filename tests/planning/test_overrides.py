"""What people decide of a path, laid over what the engine proposed."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.errors import DecisionRefused
from course_engine.model.admission import OverrideKind, PathOverride
from course_engine.model.course import Catalogue
from course_engine.model.path import LearningPath, Rule
from course_engine.model.registration import AnswerValue, AvailabilityAnswer
from course_engine.planning.overrides import fitting, with_overrides
from course_engine.planning.path import Planner
from course_engine.planning.profile import profile_of

KEEP, LEAVE_OUT, AS_PLANNED = OverrideKind.KEEP, OverrideKind.LEAVE_OUT, OverrideKind.AS_PLANNED
NAMES = {"referente": "Dominique Exemple"}


def override(unit: str, kind: OverrideKind, reason: str = "le maire le demande") -> PathOverride:
    return PathOverride(
        id=UUID(int=0),
        trainee="st-a0001",
        unit=unit,
        kind=kind,
        reason=reason,
        decided_by="referente",
        decided_at=datetime(2027, 3, 13, tzinfo=UTC),
    )


def planned(catalogue: Catalogue, half_days: int | None = None, **answers: AnswerValue) -> LearningPath:
    """The path of somebody of the lowest level everywhere, with so many half-days."""
    time = {} if half_days is None else {"demi-journees": AvailabilityAnswer(number=half_days)}
    return Planner(catalogue).plan(profile_of({**answers, **time}, catalogue))


def overridden(catalogue: Catalogue, path: LearningPath, *overrides: PathOverride) -> LearningPath:
    return with_overrides(path, overrides, catalogue, NAMES)


def kept(path: LearningPath) -> list[str]:
    return [step.unit for step in path.kept]


def sentence(path: LearningPath, unit: str) -> str:
    return next(
        step.reason.sentence.replace("\u00a0", " ")
        for step in (*path.kept, *path.left_out)
        if step.unit == unit
    )


def test_a_path_that_nobody_decided_of_is_as_planned(ten_units: Catalogue) -> None:
    path = planned(ten_units, 3)
    assert overridden(ten_units, path) is path
    back = [override("web", KEEP), override("web", AS_PLANNED)]
    assert overridden(ten_units, path, *back) is path


def test_a_unit_kept_comes_in_with_what_it_asks_for_first(ten_units: Catalogue) -> None:
    path = planned(ten_units, 3)
    assert kept(path) == ["ordinateur", "bureautique", "bilan"]
    longer = overridden(ten_units, path, override("premier-projet", KEEP))
    assert kept(longer) == ["ordinateur", "bureautique", "web", "services-publics", "premier-projet", "bilan"]
    assert [step.reason.rule for step in longer.kept][2:5] == [Rule.OVERRIDE] * 3
    assert sentence(longer, "premier-projet") == (
        "Dominique Exemple a mis cette séance dans votre parcours : « le maire le demande »."
    )
    assert sentence(longer, "web") == (
        "Cette séance vous prépare à « Des services publics plus proches », que Dominique Exemple a mise dans votre "
        "parcours : « le maire le demande »."
    )
    assert longer.kept[2].reason.prerequisite_of == ("services-publics",)
    assert longer.notice.replace("\u00a0", " ") == (
        "Ce parcours compte 6 demi-journées ; vos réponses en annonçaient moins (3 demi-journées) : convenez des "
        "dates avec votre référent."
    )


def test_what_is_mastered_is_not_brought_in(ten_units: Catalogue) -> None:
    path = planned(ten_units, 3)
    higher = path.model_copy(
        update={
            "left_out": tuple(
                step.model_copy(update={"reason": step.reason.model_copy(update={"level": "autonome"})})
                if step.unit == "web"
                else step
                for step in path.left_out
            )
        }
    )
    assert "web" not in kept(overridden(ten_units, higher, override("site-communal", KEEP)))


def test_a_unit_left_out_says_who_and_why(ten_units: Catalogue) -> None:
    path = overridden(ten_units, planned(ten_units, 3), override("bureautique", LEAVE_OUT, "déjà suivie."))
    assert kept(path) == ["ordinateur", "bilan"]
    assert path.left_out[0].unit == "bureautique"
    assert path.left_out[0].reason.rule is Rule.OVERRIDE
    assert sentence(path, "bureautique") == (
        "Dominique Exemple a retiré cette séance de votre parcours : « déjà suivie »."
    )


@pytest.mark.parametrize(
    "overrides",
    [
        [override("ordinateur", LEAVE_OUT)],
        [override("bureautique", LEAVE_OUT), override("ordinateur", LEAVE_OUT), override("web", KEEP)],
    ],
)
def test_what_a_kept_unit_asks_for_cannot_be_left_out(
    ten_units: Catalogue, overrides: list[PathOverride]
) -> None:
    asking = "web" if len(overrides) > 1 else "bureautique"
    with pytest.raises(DecisionRefused) as refused:
        overridden(ten_units, planned(ten_units, 3), *overrides)
    titles = [
        f"«\u00a0{ten_units.units[unit].title.replace(chr(39), '’')}\u00a0»"
        for unit in (asking, "ordinateur")
    ]
    assert str(refused.value) == (
        f"La séance {titles[0]} demande d’abord {titles[1]}\u00a0: gardez les deux dans le parcours, "
        "ou écartez les deux."
    )


@pytest.mark.parametrize("kind", [KEEP, LEAVE_OUT])
def test_the_closing_unit_is_nobody_s_to_decide(ten_units: Catalogue, kind: OverrideKind) -> None:
    with pytest.raises(DecisionRefused, match="d’elle-même"):
        overridden(ten_units, planned(ten_units, 3), override("bilan", kind))


def test_a_path_emptied_is_not_closed_and_says_so(ten_units: Catalogue) -> None:
    path = planned(ten_units, 3)
    emptied = overridden(
        ten_units, path, override("ordinateur", LEAVE_OUT), override("bureautique", LEAVE_OUT)
    )
    assert kept(emptied) == []
    assert emptied.left_out[-1].unit == "bilan"
    assert emptied.left_out[-1].reason.rule is Rule.MASTERED
    assert emptied.notice == "Votre parcours est vide\u00a0: parlez-en à votre référent ou à l’animateur."


def test_an_empty_path_that_somebody_fills_is_closed_where_it_is_due(ten_units: Catalogue) -> None:
    path = planned(ten_units, 0)
    assert kept(path) == []
    assert kept(overridden(ten_units, path, override("ordinateur", KEEP))) == ["ordinateur"]
    enough = path.model_copy(update={"half_days": 2})
    assert kept(overridden(ten_units, enough, override("ordinateur", KEEP))) == ["ordinateur", "bilan"]


def test_the_sentences_on_wishes_follow_what_is_kept(ten_units: Catalogue) -> None:
    wish = "«\u00a0Trouver une information sûre\u00a0»"
    path = planned(ten_units, 0).model_copy(update={"unserved": (f"{wish} ne trouve pas de place.",)})
    assert overridden(ten_units, path, override("web", KEEP)).unserved == ()
    assert overridden(ten_units, path, override("ordinateur", KEEP)).unserved == path.unserved


def test_an_override_that_no_longer_fits_is_set_aside_and_the_others_stay(ten_units: Catalogue) -> None:
    path = planned(ten_units, 3)
    decided = [override("ordinateur", LEAVE_OUT), override("web", KEEP), override("perdue", KEEP)]
    assert [one.unit for one in fitting(path, decided, ten_units)] == ["web"]


def _overrides(units: Iterable[str]) -> st.SearchStrategy[list[PathOverride]]:
    one = st.builds(override, st.sampled_from(sorted(units)), st.sampled_from(list(OverrideKind)))
    return st.lists(one, max_size=8)


@given(data=st.data(), half_days=st.none() | st.integers(0, 10))
def test_whatever_fits_is_held_and_the_rules_of_paths_too(
    ten_units: Catalogue, data: st.DataObject, half_days: int | None
) -> None:
    path = planned(ten_units, half_days)
    fit = fitting(path, data.draw(_overrides(ten_units.units)), ten_units)
    result = overridden(ten_units, path, *fit)
    units = kept(result)
    order = ten_units.programme.unit_order
    assert sorted(units + [step.unit for step in result.left_out]) == sorted(order)
    assert units == sorted(units, key=order.index)
    assert [step.unit for step in result.left_out] == sorted(
        (step.unit for step in result.left_out), key=order.index
    )
    for one in fit:
        assert (one.unit in units) == (one.kind is KEEP)
    for unit in units:
        assert set(ten_units.units[unit].prerequisites) <= set(units)
    assert ("bilan" in units) == (units not in ([], ["bilan"]) and (half_days is None or half_days >= 2))

"""Why each unit is kept or left out: the rule, the half-days that it would take, the sentence."""

import pytest
from hypothesis import given
from path_oracle import (
    DOMAINS,
    OBJECTIVES,
    Build,
    Case,
    a_unit,
    any_case,
    best,
    cases,
    names_of,
    required,
    smallest_enough,
)

from course_engine.model.path import Rule
from course_engine.model.questionnaire import Availability

KEPT = {Rule.WISH, Rule.NEED, Rule.PREREQUISITE, Rule.CLOSING}


def plain(sentence: str) -> str:
    """No-break spaces as spaces, so that a sentence can be read here; test_sentences.py checks them."""
    return sentence.replace("\u00a0", " ")


@any_case
@given(case=cases())
def test_every_unit_is_kept_or_left_out_exactly_once(case: Case, build_catalogue: Build) -> None:
    path = case.path(build_catalogue)
    told = [step.unit for step in (*path.kept, *path.left_out)]
    assert sorted(told) == sorted(case.units)
    assert all((step.reason.rule in KEPT) == (step in path.kept) for step in (*path.kept, *path.left_out))


@any_case
@given(case=cases())
def test_the_smallest_number_of_half_days_is_the_smallest(case: Case, build_catalogue: Build) -> None:
    for step in case.path(build_catalogue).left_out:
        if step.reason.rule is Rule.NOT_ENOUGH_HALF_DAYS:
            assert step.reason.half_days == smallest_enough(case, step.unit)


@any_case
@given(case=cases())
def test_prerequisites_too_long_says_how_many_half_days_they_take(case: Case, build_catalogue: Build) -> None:
    for step in case.path(build_catalogue).left_out:
        if step.reason.rule is Rule.PREREQUISITES_TOO_LONG:
            first, waiting = set(), [step.unit]
            while waiting:
                more = required(case, waiting.pop()) - first
                first |= more
                waiting += more
            assert step.reason.half_days == len(first)
            assert case.half_days is not None
            assert 1 <= case.half_days <= len(first) + 1


@any_case
@given(case=cases())
def test_mastered_means_that_no_number_of_half_days_brings_the_unit_in(
    case: Case, build_catalogue: Build
) -> None:
    for step in case.path(build_catalogue).left_out:
        if step.reason.rule is Rule.MASTERED:
            assert step.unit not in best(case, None)
            assert case.half_days is None or smallest_enough(case, step.unit) is None


@any_case
@given(case=cases())
def test_a_wish_is_named_when_no_chosen_unit_covers_it_and_only_then(
    case: Case, build_catalogue: Build
) -> None:
    path = case.path(build_catalogue)
    chosen = [step.unit for step in path.kept if step.reason.rule is not Rule.CLOSING]
    served = {name for unit in chosen for name in case.units[unit]["objectives"]}
    missing = [name for name in OBJECTIVES if name in case.wishes and name not in served]
    assert len(path.unserved) == len(missing)
    assert all(f"Objectif {name}" in told for name, told in zip(missing, path.unserved, strict=True))


@any_case
@given(case=cases())
def test_an_empty_path_and_only_it_says_why_and_whom_to_speak_to(case: Case, build_catalogue: Build) -> None:
    path = case.path(build_catalogue)
    assert bool(path.notice) == (not path.kept)
    assert path.kept or "animateur" in path.notice
    assert (path.programme, path.half_days) == ("essai", case.half_days)


def test_no_half_day_gives_one_clear_sentence(build_catalogue: Build) -> None:
    path = Case(units={"base": a_unit()}, half_days=0).path(build_catalogue)
    assert path.kept == ()
    assert plain(path.notice) == (
        "Votre parcours est vide ; pour trouver un moment, parlez-en à votre référent ou à l’animateur (à « Combien de demi-journées ? »,"
        " vous avez répondu « aucune demi-journée »)."
    )


@pytest.mark.parametrize(
    ("wishes", "ending"),
    [
        ({}, "si vous attendez autre chose, parlez-en à l’animateur."),
        ({"but-d": 1}, "aucune séance ne répond à vos souhaits : parlez-en à l’animateur."),
    ],
)
def test_whoever_masters_everything_is_told_so(
    wishes: dict[str, int], ending: str, build_catalogue: Build
) -> None:
    case = Case(
        units={"base": a_unit("but-a", levels=("bas",)), "bilan": a_unit()},
        levels=dict.fromkeys(DOMAINS, "haut"),
        wishes=wishes,
        half_days=4,
        closing=("bilan", 2),
    )
    path = case.path(build_catalogue)
    assert path.kept == ()
    assert path.notice.startswith("Vous pratiquez déjà tout ce que ce programme enseigne")
    assert plain(path.notice).endswith(ending)
    assert [plain(step.reason.sentence) for step in path.left_out] == [
        "Vous pratiquez déjà ce que cette séance enseigne (à « Et vous ? », vous avez répondu « oui »).",
        "Cette séance fait le point sur un parcours, et le vôtre n’en compte pas d’autre.",
    ]


def test_the_last_half_day_is_kept_for_closing(build_catalogue: Build) -> None:
    units = {"une": a_unit(), "deux": a_unit(), "bilan": a_unit()}
    case = Case(units=units, half_days=2, closing=("bilan", 2))
    path = case.path(build_catalogue)
    assert names_of(path) == ["une", "bilan"]
    assert path.kept[-1].reason.rule is Rule.CLOSING
    assert plain(path.kept[-1].reason.sentence) == (
        "Cette séance clôt votre parcours, vous y faites le point avec l’animateur (à « Combien de demi-journées ? »,"
        " vous avez répondu « 2 demi-journées »)."
    )
    assert path.left_out[0].reason.half_days == 3


def test_who_says_when_but_not_how_often_is_not_told_that_they_did_not_answer(build_catalogue: Build) -> None:
    case = Case(units={"une": a_unit(), "bilan": a_unit()}, closing=("bilan", 2))
    closing = case.path(build_catalogue, availabilities=(Availability.EVENING,)).kept[-1]
    assert closing.reason.answers == ()
    assert plain(closing.reason.sentence) == (
        "Cette séance clôt votre parcours, vous y faites le point avec l’animateur."
    )


def test_a_mastered_unit_gives_way_to_one_that_serves_the_wish_better(build_catalogue: Build) -> None:
    case = Case(
        units={"facile": a_unit("but-a", levels=("bas",)), "utile": a_unit("but-a")},
        levels=dict.fromkeys(DOMAINS, "haut"),
        wishes={"but-a": 1},
    )
    path = case.path(build_catalogue)
    assert names_of(path) == ["utile"]
    assert path.left_out[0].reason.rule is Rule.MASTERED
    sentence = plain(path.left_out[0].reason.sentence)
    assert "votre souhait trouve mieux sa réponse dans « Utile » (" in sentence

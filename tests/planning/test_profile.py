"""What the answers to the ten-unit course's questionnaire say of a person."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from course_engine.model.course import Catalogue
from course_engine.model.path import LearningPath
from course_engine.model.questionnaire import AskAvailability, Availability, ChooseSeveral, Role
from course_engine.planning.answers import accepted, answers_validator
from course_engine.planning.path import Planner
from course_engine.planning.profile import ProfileReader, profile_of


def test_no_answer_is_the_lowest_level_no_wish_and_as_many_half_days_as_useful(ten_units: Catalogue) -> None:
    profile = profile_of({}, ten_units)
    assert {level.level for level in profile.levels} == {"decouverte"}
    assert [level.domain for level in profile.levels] == list(ten_units.programme.domains)
    assert (profile.role, profile.wishes, profile.half_days, profile.availabilities) == (None, (), None, ())
    assert {quote.answer for level in profile.levels for quote in level.answers} == {"sans réponse"}


@pytest.mark.parametrize(
    ("answers", "points", "level"),
    [
        ({"courriel-souvent": "parfois"}, 1, "decouverte"),
        ({"courriel-souvent": "souvent"}, 2, "pratique"),
        ({"courriel-souvent": "parfois", "piece-jointe": "oui"}, 2, "pratique"),
        ({"courriel-souvent": "souvent", "piece-jointe": "oui", "copie-cachee": "non"}, 3, "pratique"),
        ({"courriel-souvent": "souvent", "piece-jointe": "oui", "copie-cachee": "oui"}, 4, "autonome"),
    ],
)
def test_a_level_is_reached_at_its_threshold(
    answers: dict[str, str], points: int, level: str, ten_units: Catalogue
) -> None:
    found = profile_of(answers, ten_units).levels[1]
    assert (found.domain, found.points, found.level) == ("communication", points, level)


def test_the_answers_behind_a_level_stand_from_the_least_practice_to_the_most(ten_units: Catalogue) -> None:
    answers = {"courriel-souvent": "parfois", "piece-jointe": "oui", "copie-cachee": "non"}
    quotes = profile_of(answers, ten_units).levels[1].answers
    assert [(quote.question, quote.answer) for quote in quotes] == [
        ("copie-cachee", "non"),
        ("agenda-partage", "sans réponse"),
        ("courriel-souvent", "parfois"),
        ("piece-jointe", "oui"),
    ]


def test_every_option_ticked_counts_and_is_quoted(ten_units: Catalogue) -> None:
    profile = profile_of({"deja-en-ligne": ("favori", "achat", "demarche")}, ten_units)
    internet = profile.levels[2]
    assert internet.points == 2
    assert "une démarche administrative\u00a0; un achat\u00a0; garder une adresse dans vos favoris" in {
        quote.answer for quote in internet.answers
    }


def test_the_weights_of_a_wish_add_up_and_keep_the_answers_behind_them(ten_units: Catalogue) -> None:
    answers = {"souhaits-commune": ("actes",), "souhaits-vous": ("demarches",), "priorite": "accueil"}
    wishes = {wish.objective: wish for wish in profile_of(answers, ten_units).wishes}
    assert {name: wish.weight for name, wish in wishes.items()} == {"services": 4, "dematerialisation": 3}
    assert [quote.answer for quote in wishes["services"].answers] == [
        "Faire des démarches en ligne",
        "Dématérialiser les actes de ma commune",
        "un meilleur accueil des habitants",
    ]


def test_role_and_half_days_are_read(ten_units: Catalogue) -> None:
    given_answers = {"role": "agent", "demi-journees": {"nombre": 4, "quand": ["soiree"]}}
    profile = profile_of(answers_validator(ten_units.questionnaire).validate_python(given_answers), ten_units)
    assert (profile.role, profile.half_days) == (Role.AGENT, 4)
    assert profile.availabilities == (Availability.EVENING,)


@pytest.mark.parametrize(
    "answers",
    [
        {"inconnue": "oui"},
        {"piece-jointe": "peut-être"},
        {"piece-jointe": True},
        {"souhaits-vous": "courrier"},
        {"souhaits-vous": ["courrier", "courrier"]},
        {"demi-journees": {"nombre": -1}},
        {"role": "maire"},
    ],
)
def test_what_is_no_answer_to_the_questionnaire_is_refused(
    answers: dict[str, Any], ten_units: Catalogue
) -> None:
    with pytest.raises(ValidationError) as refused:
        answers_validator(ten_units.questionnaire).validate_python(answers)
    assert refused.value.errors()[0]["loc"][0] == next(iter(answers))


# --- Properties of paths made from answers ----------------------------------------------------------


@st.composite
def anybody(draw: st.DrawFn, catalogue: Catalogue) -> dict[str, Any]:
    """Valid answers to some of the questions."""
    answers: dict[str, Any] = {}
    for item in catalogue.questionnaire.items:
        if draw(st.booleans()):
            words = st.sampled_from(accepted(item) or ("",))
            if isinstance(item, AskAvailability):
                answers[item.id] = {"nombre": draw(st.integers(0, 11))}
            elif isinstance(item, ChooseSeveral):
                answers[item.id] = sorted(draw(st.sets(words)))
            else:
                answers[item.id] = draw(words)
    return answers


def planned(answers: dict[str, Any], catalogue: Catalogue) -> LearningPath:
    valid = answers_validator(catalogue.questionnaire).validate_python(answers)
    return Planner(catalogue).plan(ProfileReader(catalogue).read(valid))


def told(path: LearningPath) -> dict[str, tuple[bool, str]]:
    kept = {step.unit: (True, step.reason.sentence) for step in path.kept}
    return kept | {step.unit: (False, step.reason.sentence) for step in path.left_out}


few = settings(derandomize=True, max_examples=25, deadline=None)


@few
@given(data=st.data())
def test_flipping_an_answer_that_a_reason_cites_changes_the_decision_or_the_sentence(
    data: st.DataObject, ten_units: Catalogue
) -> None:
    answers = data.draw(anybody(ten_units))
    before = planned(answers, ten_units)
    for step in (*before.kept, *before.left_out):
        for quote in step.reason.answers:
            for flipped in other_answers(answers, quote.question, ten_units)[:3]:
                assert told(planned(flipped, ten_units))[step.unit] != told(before)[step.unit]


def other_answers(answers: dict[str, Any], question: str, catalogue: Catalogue) -> list[dict[str, Any]]:
    """The same answers but for one question: nothing answered, then each other single answer."""
    without = {name: value for name, value in answers.items() if name != question}
    item = next(item for item in catalogue.questionnaire.items if item.id == question)
    if isinstance(item, AskAvailability):
        others: list[Any] = [{"nombre": number} for number in (0, 5, 11)]
    elif isinstance(item, ChooseSeveral):
        others = []
    else:
        others = list(accepted(item))
    flipped = [{**without, question: other} for other in others if other != answers.get(question)]
    return [without, *flipped] if answers.get(question) else flipped


@few
@given(data=st.data())
def test_every_reason_but_closing_quotes_an_answer_in_its_sentence(
    data: st.DataObject, ten_units: Catalogue
) -> None:
    path = planned(data.draw(anybody(ten_units)), ten_units)
    for step in (*path.kept, *path.left_out):
        plain = step.reason.sentence.replace("\u00a0", " ")
        assert step.reason.answers or step.reason.level is None
        assert all(quote.text in plain for quote in step.reason.answers)
        assert plain.endswith(".")


@few
@given(data=st.data())
def test_the_role_changes_nothing_in_a_path(data: st.DataObject, ten_units: Catalogue) -> None:
    answers = data.draw(anybody(ten_units))
    paths = {planned({**answers, "role": role.value}, ten_units).model_dump_json() for role in Role}
    assert len(paths) == 1

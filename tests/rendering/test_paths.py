"""« Mon parcours » says what was planned, what was followed, where one is, and draws it."""

import re

import sample_catalogue as sample

from course_engine.rendering.figures import path_road
from course_engine.rendering.pages import Addresses
from course_engine.rendering.paths import path_context
from course_engine.rendering.theme import load_theme

CATALOGUE = sample.sample_catalogue()
PATH = sample.sample_path(CATALOGUE)
ADDRESSES = Addresses(asset=str, unit=lambda unit: f"#{unit}", page=lambda unit, page: f"#{unit}/{page}")
CONTEXT = path_context(
    CATALOGUE, PATH, sample.sample_sessions(), sample.sample_followed(), ADDRESSES, scope="s/"
)


def test_each_half_day_has_its_reason_and_its_state() -> None:
    assert [(step.number, step.title, step.state, step.reason) for step in CONTEXT.kept] == [
        (
            1,
            "Communiquer par messagerie",
            "followed",
            "Vous avez souhaité « Envoyer et recevoir du courrier ».",
        ),
        (2, "Chercher sur le web", "here", "Vous n’avez pas encore cherché sur le web."),
    ]
    assert [(step.title, step.state) for step in CONTEXT.left_out] == [("Tenir un secret", "left-out")]


def test_planned_and_followed_are_said_in_words() -> None:
    first, second = CONTEXT.kept
    assert first.planned == ("samedi 13\u00a0mars 2027, 9\u00a0h, salle des fêtes de Saint-Exemple",)
    assert first.followed == ("samedi 13\u00a0mars 2027, de 9\u00a0h à 12\u00a0h (3\u00a0h)",)
    assert second.followed == ()


def test_before_the_first_half_day_one_is_at_the_first() -> None:
    context = path_context(CATALOGUE, PATH, (), (), ADDRESSES)
    assert [step.state for step in context.kept] == ["here", "ahead"]


def test_the_road_says_the_same_in_words() -> None:
    road = path_road(CONTEXT.kept, "s/")
    assert 'role="img" aria-labelledby="s/road-title s/road-desc"' in road
    assert (
        '<desc id="s/road-desc">1. Communiquer par messagerie, suivie\u00a0; 2. Chercher sur le web, vous en êtes ici.</desc>'
        in road
    )
    assert re.findall(r'<g class="stop (\w+)">', road) == ["followed", "here"]


def test_no_half_day_no_road() -> None:
    assert path_road((), "s/") == ""


def test_a_road_of_ten_stays_inside_its_frame() -> None:
    steps = [CONTEXT.kept[1]] * 10
    road = path_road(steps, "")
    assert 'viewBox="0 0 400 ' in road
    assert all(30 <= int(x) <= 370 for x in re.findall(r'cx="(-?\d+)"', road))


def test_left_out_half_days_are_folded_with_their_reasons() -> None:
    html = load_theme().render("path.html", CONTEXT)
    folded = html[html.index("<details") : html.index("</details>")]
    assert "Il faudrait trois demi-journées pour celle-ci." in folded
    assert html.count("<summary>") == 1

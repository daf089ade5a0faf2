"""The calendar of the stands: one lane a stand, one bar a stay, the same as a table."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.model.places import Deployment
from course_engine.rendering.theme import load_theme
from course_engine.rendering.timeline import calendar_context, timeline_svg

TODAY = date(2027, 5, 10)
NAMES = {"exemple": "Territoire d’exemple (fictif)", "long": "Communauté de communes & d’agglomération " * 3}


def stay(stand: str, begins: date, ends: date, territory: str = "exemple", wave: int = 1) -> Deployment:
    return Deployment(
        id=f"{stand}-{wave}",
        stand=stand,
        territory=territory,
        wave=wave,
        begins=begins,
        ends=ends,
        room="Salle",
        capacity=12,
    )


STAYS = [
    stay("s2", date(2027, 5, 3), date(2027, 8, 31), wave=2),
    stay("s1", date(2027, 1, 4), date(2027, 4, 30)),
    stay("s1", date(2027, 9, 1), date(2027, 12, 31), territory="long", wave=3),
]


def drawing(stays: list[Deployment], today: date = TODAY) -> ET.Element:
    return ET.fromstring(timeline_svg(stays, NAMES, today=today))


def test_each_stay_is_a_bar_that_says_whether_it_is_over_here_or_ahead() -> None:
    bars = [(bar.get("class"), "".join(bar.itertext())) for bar in drawing(STAYS).iter("g")]
    assert [name for name, _words in bars] == ["stay here", "stay over", "stay ahead"]
    assert bars[0][1].endswith("vague 2, en cours")
    assert bars[1][1].endswith("vague 1")


def test_stands_are_lanes_in_order_of_name() -> None:
    tops = [int(bar.find("rect").get("y")) for bar in drawing(STAYS).iter("g")]
    assert tops[1] == tops[2] < tops[0]


def test_months_are_named_and_years_said_once() -> None:
    words = [text.text for text in drawing([stay("s1", date(2026, 11, 2), date(2027, 2, 26))]).iter("text")]
    assert [word for word in words if word in {"nov.", "déc.", "janv.", "févr.", "2026", "2027"}] == [
        "2026",
        "nov.",
        "déc.",
        "2027",
        "janv.",
        "févr.",
    ]


def test_bars_follow_the_days() -> None:
    (bar,) = drawing([stay("s1", date(2027, 4, 1), date(2027, 5, 31))]).iter("rect")
    assert (float(bar.get("x")), float(bar.get("width"))) == (98, 100)


@pytest.mark.parametrize(("today", "shown"), [(date(2027, 4, 15), 1), (date(2027, 7, 1), 0)])
def test_today_is_marked_where_the_calendar_holds_it(today: date, shown: int) -> None:
    svg = timeline_svg([stay("s1", date(2027, 3, 1), date(2027, 6, 30))], NAMES, today=today)
    assert svg.count("aujourd’hui") == shown


def test_names_are_escaped() -> None:
    assert "&amp; d’agglomération" in timeline_svg(STAYS, NAMES, today=TODAY)


def test_ids_take_a_scope() -> None:
    svg = timeline_svg(STAYS, NAMES, today=TODAY, scope="a-")
    assert 'aria-labelledby="a-timeline-title a-timeline-desc"' in svg
    assert set(re.findall(r' id="([^"]+)"', svg)) == {"a-timeline-title", "a-timeline-desc"}


def test_the_table_says_the_same_in_order_of_time() -> None:
    context = calendar_context(STAYS, NAMES, today=TODAY, heading=2)
    assert [(row.stand, row.begins, row.state) for row in context.stays] == [
        ("s1", "4\u00a0janvier\u00a02027", "over"),
        ("s2", "3\u00a0mai\u00a02027", "here"),
        ("s1", "1ᵉʳ\u00a0septembre\u00a02027", "ahead"),
    ]
    html = load_theme().render("calendar.html", context)
    assert re.findall(r"<td>(terminé|en cours|à venir)</td>", html) == ["terminé", "en cours", "à venir"]


def test_a_calendar_without_stays_says_what_to_do() -> None:
    html = load_theme().render("calendar.html", calendar_context([], {}, today=TODAY, heading=2))
    assert "Aucun séjour n’est prévu." in html
    assert "<svg" not in html


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 900))
def test_a_bar_is_always_inside_the_drawing(begins: date, days: int) -> None:
    ends = date.fromordinal(begins.toordinal() + days)
    svg = drawing([stay("s1", begins, ends)], today=begins)
    (bar,) = svg.iter("rect")
    left, width = float(bar.get("x")), float(bar.get("width"))
    assert 0 < left < left + width < float(svg.get("width"))

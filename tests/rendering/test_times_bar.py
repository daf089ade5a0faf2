"""The four times of a session, drawn to scale."""

from xml.etree import ElementTree as ET

from course_engine.model.course import PhaseKind
from course_engine.rendering.times_bar import times_bar

KINDS = tuple(PhaseKind)


def widths(minutes: tuple[int, ...]) -> list[tuple[str, str]]:
    drawing = ET.fromstring(times_bar(list(zip(KINDS, minutes, strict=True)), 180))
    return [(rect.get("x", ""), rect.get("width", "")) for rect in list(drawing.iter("rect"))[1:]]


def test_times_follow_one_another_to_the_end():
    assert widths((60, 60, 30, 30)) == [
        ("0.0%", "32.7%"),
        ("33.3%", "32.7%"),
        ("66.7%", "16.1%"),
        ("83.3%", "16.1%"),
    ]


def test_what_is_missing_stays_empty_and_what_is_too_much_makes_the_bar():
    assert widths((45, 45, 0, 0))[1] == ("25.0%", "24.4%")
    assert widths((180, 180, 0, 0))[1] == ("50.0%", "49.4%")


def test_a_session_without_times_is_an_empty_bar():
    assert "time-bed" in times_bar([], 180)

"""Needs as ranked bars with their intervals."""

from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from course_engine.rendering.needs_chart import ChartRow, needs_chart, per_cent

GOLDEN = Path(__file__).parent / "golden" / "needs.svg"
ROWS = (
    ChartRow(
        "Reconnaître un message piégé & protéger ses comptes", "62 % (entre 41 % et 79 %)", 0.62, 0.41, 0.79
    ),
    ChartRow("Faire un plan", "masqué"),
)


def test_the_drawing_is_that_of_the_golden_file() -> None:
    assert (
        needs_chart(ROWS, "Pays d’Exemple (fictif) : les besoins")
        == GOLDEN.read_text(encoding="utf-8").rstrip()
    )


def test_a_bar_is_as_long_as_its_share_and_its_interval_goes_from_bound_to_bound() -> None:
    drawing = ET.fromstring(needs_chart(ROWS, "Besoins"))
    assert [bar.get("width") for bar in drawing.iter("rect") if bar.get("class") == "need-bar"] == ["62.0%"]
    (line,) = (line for line in drawing.iter("line") if line.get("x1") != line.get("x2"))
    assert (line.get("x1"), line.get("x2")) == ("41.0%", "79.0%")


def test_what_is_hidden_has_words_and_no_bar() -> None:
    hidden = list(ET.fromstring(needs_chart(ROWS, "Besoins")).iter("g"))[-1]
    assert [child.tag for child in hidden] == ["text", "text"]
    assert "".join(hidden.itertext()) == "Faire un planmasqué"


def test_it_says_what_it_is_and_that_a_table_says_the_same() -> None:
    drawing = ET.fromstring(needs_chart(ROWS, "Besoins", scope="b-"))
    assert drawing.get("aria-labelledby") == "b-needs-title b-needs-desc"
    assert [drawing[0].text, drawing[1].text] == ["Besoins", "Le tableau qui suit dit la même chose."]


def test_nothing_is_drawn_of_nothing() -> None:
    assert needs_chart((), "Besoins") == ""


def test_a_share_is_said_in_per_cent() -> None:
    assert [per_cent(share) for share in (0, 0.625, 1)] == ["0\u00a0%", "62\u00a0%", "100\u00a0%"]


@given(st.lists(st.tuples(st.text("aé <&\"'", max_size=90), st.floats(0, 1)), min_size=1, max_size=6))
def test_no_two_texts_share_a_line_and_all_stand_in_the_drawing(rows: list[tuple[str, float]]) -> None:
    drawn = needs_chart([ChartRow(label, "100 %", share, 0, 1) for label, share in rows], "Besoins")
    drawing = ET.fromstring(drawn)
    lines = [int(text.get("y", "")) for text in drawing.iter("text") if text.get("class") != "need-scale"]
    assert lines == sorted(set(lines))
    assert lines[-1] < int(drawing.get("height", ""))

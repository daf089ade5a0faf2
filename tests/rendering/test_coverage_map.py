"""Objectives by levels, drawn."""

from xml.etree import ElementTree as ET

from course_engine.rendering.coverage_map import MapRow, coverage_map

LEVELS = ("découverte", "pratique")
ROWS = (
    MapRow("Envoyer et recevoir du courrier", (0, 1)),
    MapRow("Protéger ses comptes & ses données", (3, 9)),
)


def test_each_objective_has_a_cell_a_level_with_its_figure():
    drawing = ET.fromstring(coverage_map(LEVELS, ROWS))
    counts = [text.text for text in drawing.iter("text") if "coverage-count" in text.get("class", "")]
    assert counts == ["0", "1", "3", "9"]
    shades = [cell.get("class") for cell in drawing.iter("rect")]
    assert shades == [f"coverage-cell shade-{shade}" for shade in (0, 1, 3, 4)]


def test_columns_share_the_width_and_bear_the_levels():
    drawing = ET.fromstring(coverage_map(LEVELS, ROWS))
    assert [cell.get("x") for cell in drawing.iter("rect")][:2] == ["0.5%", "50.5%"]
    heads = [text.text for text in drawing.iter("text") if text.get("class") == "coverage-level"]
    assert heads == list(LEVELS)


def test_a_row_is_as_tall_as_its_words():
    (short, tall) = (coverage_map(LEVELS, [MapRow(words, (1, 1))]) for words in ("Un mot", "Un mot " * 12))
    assert int(ET.fromstring(short).get("height", "")) < int(ET.fromstring(tall).get("height", ""))


def test_it_says_what_it_is_and_that_a_table_says_the_same():
    drawing = ET.fromstring(coverage_map(LEVELS, ROWS))
    assert drawing[0].text == "Combien de séances couvrent chaque objectif à chaque niveau"
    assert drawing[1].text == "Le tableau qui suit dit la même chose."


def test_nothing_is_drawn_of_nothing():
    assert coverage_map(LEVELS, ()) == ""

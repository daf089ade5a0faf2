"""Which unit comes before which, drawn."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from course_engine.rendering.prerequisite_graph import BOX, prerequisite_graph

TITLES = {
    "a": "Le poste & ses dossiers",
    "b": "Communiquer par messagerie",
    "c": "Dématérialiser les actes",
    "d": "Le bilan",
}


def boxes(drawing: str) -> dict[str, tuple[int, int]]:
    """Return where each unit stands, by its words."""
    found = {}
    for group in ET.fromstring(drawing).iter("g"):
        rect = group[0]
        words = " ".join(text.text or "" for text in group.iter("text"))
        found[words] = (int(rect.get("x", "")), int(rect.get("y", "")))
    return found


def test_nothing_is_drawn_where_no_unit_asks_for_another():
    assert prerequisite_graph(TITLES, {"a": []}) == ""


def test_a_unit_stands_to_the_right_of_what_it_asks_for_and_strangers_are_left_out():
    placed = boxes(prerequisite_graph(TITLES, {"b": ["a"], "c": ["a", "b"]}))
    assert list(placed) == [
        "Le poste & ses dossiers",
        "Communiquer par messagerie",
        "Dématérialiser les actes",
    ]
    across = [x for x, _y in placed.values()]
    assert across == sorted(across)
    assert len(set(across)) == 3


def test_units_that_ask_for_the_same_stand_one_under_the_other():
    placed = boxes(prerequisite_graph(TITLES, {"b": ["a"], "c": ["a"]}))
    (first, second) = (placed["Communiquer par messagerie"], placed["Dématérialiser les actes"])
    assert first[0] == second[0]
    assert first[1] < second[1]


def test_what_is_not_there_and_what_closes_a_circle_is_left_out():
    drawing = ET.fromstring(prerequisite_graph(TITLES, {"a": ["b"], "b": ["a", "z"], "c": ["c"]}))
    assert len([path for path in drawing.iter("path") if path.get("class") == "arrow"]) == 1


def test_it_says_what_it_is_and_that_a_table_says_the_same():
    drawing = ET.fromstring(prerequisite_graph(TITLES, {"b": ["a"]}))
    assert [drawing[0].text, drawing[1].text] == [
        "Quelle séance vient avant quelle autre",
        "Le tableau qui suit dit la même chose.",
    ]


def test_a_long_title_is_cut_to_its_box():
    drawing = ET.fromstring(prerequisite_graph({"a": "mot " * 40, "b": "B"}, {"b": ["a"]}))
    lines = [text.text or "" for text in drawing.iter("text")]
    assert len(lines) == 3
    assert max(map(len, lines)) * 9 < BOX


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefz"), max_size=4), max_size=6)
)
def test_no_two_units_stand_on_one_another_and_every_arrow_goes_right(before):
    titles = {name: name for name in "abcdef"}
    drawing = prerequisite_graph(titles, before)
    if drawing:
        placed = list(boxes(drawing).values())
        assert len(set(placed)) == len(placed)

"""What the typeface of paper can draw."""

import pytest

from course_engine.documents.fonts import font_faces, printable
from course_engine.errors import Unprintable


@pytest.mark.parametrize(
    "name",
    ["Œdipe Ÿ. d’Ælred", "Łukasz Żółć", "Søren Ångström", "Ægir Þórðarson", "Zoë-Maëlle L’Haÿ", "José Núñez"],
)
def test_the_names_of_europe_are_printed(name):
    assert printable(name) == name


def test_a_name_typed_letter_by_letter_is_printed_composed():
    assert printable("e\N{COMBINING ACUTE ACCENT}le\N{COMBINING GRAVE ACCENT}ne") == "élène"


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("Анна", "А (U+0410), н (U+043D), а (U+0430)"),
        ("A\N{SOFT HYPHEN}B", "U+00AD"),
        ("Jean\N{ZERO WIDTH SPACE}Paul", "U+200B"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}abc", "U+202E"),
        ("Jean\tPaul\n", "U+0009, U+000A"),
        ("Jean\0", "U+0000"),
        ("\ud800", "U+D800"),
        ("😀", "😀 (U+1F600)"),
    ],
)
def test_what_has_no_glyph_is_named_and_what_cannot_be_seen_is_numbered(name, characters):
    with pytest.raises(Unprintable) as refused:
        printable(name)
    assert str(refused.value).endswith(f"la police des documents n’a pas de signe pour {characters}.")
    assert str(refused.value).isprintable() or "\u00a0" in str(refused.value)


def test_both_weights_are_declared():
    assert [line.split(";")[1] for line in font_faces().splitlines()] == [
        " font-weight: 400",
        " font-weight: 700",
    ]

"""A drawn signature as SVG: whole numbers only, and a name for who does not see it."""

from xml.etree import ElementTree

from course_engine.model.register import Signature
from course_engine.rendering.signature import signature_file, signature_svg

DRAWN = Signature(strokes=(((1, 2), (300, 40), (310, 60)), ((500, 350),)))


def test_each_stroke_is_a_line_and_a_point_is_a_dot() -> None:
    svg = ElementTree.fromstring(signature_svg(DRAWN, "Signature d’Anne"))
    assert svg.attrib["viewBox"] == "0 0 1000 400"
    assert svg[0].attrib["d"] == "M1 2L300 40L310 60M500 350h0"
    assert svg[0].attrib["stroke"] == "currentColor"


def test_its_name_is_escaped() -> None:
    svg = signature_svg(DRAWN, '"><script>')
    assert "<script>" not in svg
    assert ElementTree.fromstring(svg).attrib["aria-label"] == '"><script>'


def test_a_drawing_lower_than_the_box_is_whole() -> None:
    low = Signature(strokes=(((0, 0), (10, 900)),))
    assert ElementTree.fromstring(signature_svg(low, "x")).attrib["viewBox"] == "0 0 1000 900"


def test_a_file_of_its_own_has_the_ink_that_is_asked() -> None:
    svg = ElementTree.fromstring(signature_file(DRAWN, "#123456"))
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert svg[0].attrib["stroke"] == "#123456"

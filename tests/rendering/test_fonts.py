"""The font of the pages is that of its package, in WOFF2."""

from io import BytesIO

from fontTools.ttLib import TTFont

from course_engine.rendering.fonts import faces_as_packaged, web_fonts


def test_each_face_draws_every_character_that_its_package_does() -> None:
    for name, truetype in faces_as_packaged().items():
        converted = TTFont(BytesIO(web_fonts()[name]))
        assert converted.flavor == "woff2"
        assert converted.getBestCmap().keys() == TTFont(BytesIO(truetype)).getBestCmap().keys()


def test_the_licence_of_the_font_goes_with_it() -> None:
    assert b"SIL OPEN FONT LICENSE" in web_fonts()["license.txt"].upper()

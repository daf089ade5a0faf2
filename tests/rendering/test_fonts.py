"""The font of the pages is that of its package, in WOFF2."""

from course_engine.rendering.fonts import make_faces, web_fonts


def test_the_faces_that_are_kept_are_those_that_the_package_gives() -> None:
    """Otherwise: `python -m course_engine.rendering.fonts`."""
    kept = {name: content for name, content in web_fonts().items() if name.endswith(".woff2")}
    assert kept == make_faces()


def test_the_licence_of_the_font_goes_with_it() -> None:
    assert b"SIL OPEN FONT LICENSE" in web_fonts()["license.txt"].upper()

"""The names of the font's files are those of what its conversion makes."""

from course_engine.rendering.font_files import web_fonts
from course_engine.rendering.fonts import web_font_names


def test_the_names_of_the_files_are_known_before_they_are_made() -> None:
    assert set(web_font_names()) == set(web_fonts())

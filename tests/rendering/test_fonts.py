"""The font of the pages is that of its package, in WOFF2, in two parts a face."""

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from course_engine.rendering import fonts
from course_engine.rendering.fonts import FRENCH, REST, faces_as_packaged, web_font_names, web_fonts
from course_engine.rendering.theme import load_theme

FACE = re.compile(r"fonts/([a-z-]+)\.woff2.*?unicode-range: ([^;]+);", re.DOTALL)


def drawn(name: str) -> set[int]:
    font = TTFont(BytesIO(web_fonts()[f"{name}.woff2"]))
    assert font.flavor == "woff2"
    return set(font.getBestCmap())


def ranges(written: str) -> set[int]:
    """Return the characters of a unicode-range."""
    found = set[int]()
    for one in written.split(","):
        first, _dash, last = one.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_the_parts_of_a_face_draw_every_character_that_its_package_does_and_none_twice() -> None:
    for name, truetype in faces_as_packaged().items():
        french, rest = drawn(name), drawn(name + REST)
        assert french | rest == set(TTFont(BytesIO(truetype)).getBestCmap())
        assert not french & rest


def test_the_style_sheet_says_which_part_draws_what() -> None:
    style = load_theme().own_files()["tokens.css"].decode()
    said = {name: ranges(written) for name, written in FACE.findall(style)}
    assert len(said) == 2 * len(faces_as_packaged())
    for name in faces_as_packaged():
        assert said[name] == FRENCH
        assert {one for one in drawn(name + REST) if chr(one).isprintable()} <= said[name + REST]
        assert not said[name + REST] & FRENCH


def test_a_french_text_loads_one_part() -> None:
    assert {ord(one) for one in "« Où l’œuvre d’Aÿ — 12 € … » ÉÈÊËÀÂÎÏÔÙÛÇŒ"} <= FRENCH


def test_the_names_of_the_files_are_known_before_they_are_made() -> None:
    assert set(web_font_names()) == set(web_fonts())


def test_the_licence_of_the_font_goes_with_it() -> None:
    assert b"SIL OPEN FONT LICENSE" in web_fonts()["license.txt"].upper()


@pytest.mark.parametrize(("refused", "times"), [(False, 1), (True, 2)])
def test_they_are_converted_once_on_a_machine_that_keeps_what_python_compiles(
    refused: bool, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", refused)
    made = fonts._converted()
    conversions: list[bytes] = []
    monkeypatch.setattr(fonts, "_converted", lambda: conversions.append(made) or made)
    first, second = web_fonts.__wrapped__(), web_fonts.__wrapped__()
    assert first == second == web_fonts()
    assert len(conversions) == times

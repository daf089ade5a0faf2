"""The font of the pages is that of its package, in WOFF2, in two parts a face."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fontTools.ttLib import TTFont

from course_engine.rendering import font_files
from course_engine.rendering.font_files import FRENCH, fonts_kept_in, web_fonts
from course_engine.rendering.fonts import REST, faces_as_packaged, web_font_names
from course_engine.rendering.theme import load_theme

FACE = re.compile(r"fonts/([a-z-]+)\.woff2.*?unicode-range: ([^;]+);", re.DOTALL)


@pytest.fixture(scope="module")
def keeping(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where nothing was kept before."""
    return tmp_path_factory.mktemp("home") / "cache"


@pytest.fixture(scope="module")
def made(keeping: Path) -> Mapping[str, bytes]:
    """The fonts as they are converted today."""
    return fonts_kept_in(keeping)


def drawn(made: Mapping[str, bytes], name: str) -> set[int]:
    font = TTFont(BytesIO(made[f"{name}.woff2"]))
    assert font.flavor == "woff2"
    return set(font.getBestCmap())


def ranges(written: str) -> set[int]:
    """Return the characters of a unicode-range."""
    found = set[int]()
    for one in written.split(","):
        first, _dash, last = one.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_the_parts_of_a_face_draw_every_character_that_its_package_does_and_none_twice(
    made: Mapping[str, bytes],
) -> None:
    for name, truetype in faces_as_packaged().items():
        french, rest = drawn(made, name), drawn(made, name + REST)
        assert french | rest == set(TTFont(BytesIO(truetype)).getBestCmap())
        assert not french & rest


def test_the_style_sheet_says_which_part_draws_what(made: Mapping[str, bytes]) -> None:
    style = load_theme().own_files()["tokens.css"].decode()
    said = {name: ranges(written) for name, written in FACE.findall(style)}
    assert len(said) == 2 * len(faces_as_packaged())
    for name in faces_as_packaged():
        assert said[name] == FRENCH
        assert {one for one in drawn(made, name + REST) if chr(one).isprintable()} <= said[name + REST]
        assert not said[name + REST] & FRENCH


def test_a_french_text_loads_one_part() -> None:
    assert {ord(one) for one in "« Où l’œuvre d’Aÿ — 12 € … » ÉÈÊËÀÂÎÏÔÙÛÇŒ"} <= FRENCH


def test_what_was_converted_is_kept_for_the_next_process(made: Mapping[str, bytes], keeping: Path) -> None:
    [kept] = keeping.iterdir()
    assert made == web_fonts() == fonts_kept_in(keeping)
    other = keeping.parent / "other"
    other.mkdir()
    with ZipFile(other / kept.name, "w") as archive:
        archive.writestr("face.woff2", b"as it was kept")
    assert fonts_kept_in(other)["face.woff2"] == b"as it was kept"


def test_what_was_kept_and_is_damaged_is_made_again(made: Mapping[str, bytes], keeping: Path) -> None:
    [kept] = keeping.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1000])
    assert fonts_kept_in(keeping) == made
    assert set(fonts_kept_in(keeping)) == set(web_font_names())


def test_where_nothing_can_be_kept_the_fonts_are_there_all_the_same(
    made: Mapping[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "cache").touch()
    assert fonts_kept_in(tmp_path / "cache") == made


def test_a_user_without_a_home_has_fonts_all_the_same(
    made: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert font_files._of_this_process.__wrapped__() == made


def test_the_licence_of_the_font_goes_with_it() -> None:
    assert b"SIL OPEN FONT LICENSE" in web_fonts()["license.txt"].upper()

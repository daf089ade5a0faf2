"""Codes: every single mistake is told, every way of typing is forgiven."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_engine.training.codes import ALPHABET, check_character, compact, draw, grouped, is_whole

codes = st.integers().map(lambda seed: draw(Random(seed), 12))


def test_the_alphabet_has_31_characters_and_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set(ALPHABET) & set("01OIL")


def test_the_check_character_by_hand() -> None:
    # A is 8, B is 9, 2 is 0: 2 x 9 + 3 x 8 = 42, and 42 + 20 = 62 = 2 x 31; the twentieth is P.
    assert ALPHABET[20] == "P"
    assert check_character("AB") == "P"
    assert is_whole("ABP")
    assert is_whole("2222")


@given(code=codes, place=st.integers(0, 11), character=st.sampled_from(ALPHABET))
def test_every_wrong_character_is_told(code: str, place: int, character: str) -> None:
    wrong = code[:place] + character + code[place + 1 :]
    assert is_whole(wrong) is (wrong == code)


@given(code=codes, first=st.integers(0, 11), second=st.integers(0, 11))
def test_every_two_characters_swapped_are_told(code: str, first: int, second: int) -> None:
    characters = list(code)
    characters[first], characters[second] = characters[second], characters[first]
    assert is_whole("".join(characters)) is ("".join(characters) == code)


@pytest.mark.parametrize(
    "written",
    [
        "ABCD-EFGH-JKMN",
        "abcd efgh jkmn",
        " ABCD\u00a0EFGH\u2011JKMN\n",
        "a.b.c.d–efghjkmn",
        "ＡＢＣＤefghjkmn",
    ],
)
def test_spaces_hyphens_and_case_do_not_count(written: str) -> None:
    assert compact(written) == "ABCDEFGHJKMN"


def test_a_code_is_printed_in_groups_of_four() -> None:
    assert grouped("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"

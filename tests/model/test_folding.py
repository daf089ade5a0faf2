"""Texts are compared folded: once is enough, however their accents are written."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from course_engine.model.folding import fold


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_texts_fold_alike(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))

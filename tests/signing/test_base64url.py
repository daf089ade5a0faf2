"""Base64url in its one spelling."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.signing import base64url


@settings(derandomize=True)
@given(st.binary(max_size=80))
def test_what_is_encoded_is_decoded(data):
    assert base64url.decode(base64url.encode(data)) == data


@pytest.mark.parametrize("text", ["A", "AB==", "A B", "AR", "é", "A+/A", "AA\n"])
def test_any_other_spelling_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the caller turns it into its own sentence
        base64url.decode(text)

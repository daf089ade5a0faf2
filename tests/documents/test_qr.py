"""QR codes: their size on paper and their limit."""

import pytest

from course_engine.documents.qr import qr_code
from course_engine.errors import Unprintable


@pytest.mark.parametrize(("length", "side"), [(10, 32.0), (549, 34.9), (1200, 50.8), (2331, 66.6)])
def test_a_code_grows_with_its_text_so_that_its_modules_stay_readable(length, side):
    assert qr_code("x" * length).side == side


def test_the_drawing_is_vector():
    assert qr_code("x").image.startswith("data:image/svg+xml")


def test_the_limit_is_that_of_iso_18004():
    with pytest.raises(Unprintable, match=r"2332 octets, pour 2\u00a0331 au plus\.$"):
        qr_code("x" * 2332)

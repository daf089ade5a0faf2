"""QR codes, as vector drawings."""

import segno
from msgspec import Struct
from segno.encoder import DataOverflowError

from course_engine.errors import Unprintable
from course_engine.i18n import translator

_ = translator("documents")

QUIET_ZONE = 4
"""Modules of white around the code, as ISO/IEC 18004 wants."""
MODULE_MM = 0.36
"""Side of a module on paper: a telephone of ten years ago reads it, and so does a 200 dpi scan."""
SMALLEST_MM = 32.0
MASK = 2
"""Choosing the best of the eight masks takes four fifths of the time; a signed statement is random
enough for each to serve, and the code itself tells its reader which it has."""


class QrCode(Struct, frozen=True):
    """A QR code ready to stand in a page.

    Attributes:
        image: a `data:` address of its SVG.
        side: the side of the square on paper, quiet zone included, in millimetres.
    """

    image: str
    side: float


def qr_code(text: str) -> QrCode:
    """Return the QR code of `text`, error correction M (15 % of the code may be lost).

    Raises:
        Unprintable: `text` is longer than a QR code holds (2,331 bytes).
    """
    try:
        code = segno.make_qr(text, error="m", boost_error=False, mask=MASK)
    except DataOverflowError as error:
        message = _("The attestation says too much for its QR code: {size} bytes, 2,331 at most.")
        raise Unprintable(message.format(size=len(text))) from error
    modules = code.symbol_size(border=QUIET_ZONE)[0]
    side = max(SMALLEST_MM, round(modules * MODULE_MM, 1))
    return QrCode(code.svg_data_uri(border=QUIET_ZONE), side)

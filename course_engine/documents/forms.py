"""The fields of a PDF that may be filled in on a screen, as archives and every reader want them."""

import pikepdf
from pikepdf import Array, Dictionary, Name, String

TYPED = "/Helv 12 Tf 0 g"
"""How a reader draws what is typed: in Helvetica, which each of them has, with œ and ’. The document's own
typeface is stored under glyph numbers that most readers cannot type in."""


def archive_fields(document: pikepdf.Pdf) -> None:
    """Draw every field of WeasyPrint's form in each of its states; without a form, do nothing.

    WeasyPrint leaves texts and empty boxes for the reader to draw, which ISO 19005-3 forbids (6.3.3,
    6.4.1); and some readers cannot untick a box that has no `Off` state.
    """
    form = document.Root.get("/AcroForm")
    if form is None:
        return
    del form.NeedAppearances
    helvetica = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    form.DR = Dictionary(Font=Dictionary(Helv=helvetica))
    for field in form.Fields:
        _draw_empty(document, field)


def _draw_empty(document: pikepdf.Pdf, field: pikepdf.Object) -> None:
    left, top, right, bottom = field.Rect
    field.Rect = Array([left, bottom, right, top])
    drawn = document.make_stream(
        b"/Tx BMC EMC",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, right - left, top - bottom]),
        Resources=Dictionary(),
    )
    if Name.Btn == field.FT:
        field.AP.N.Off = drawn
    else:
        field.AP = Dictionary(N=drawn)
        field.DA = String(TYPED)

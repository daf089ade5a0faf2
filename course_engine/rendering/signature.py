"""A drawn signature as SVG, made on the server from whole numbers only."""

from markupsafe import Markup

from course_engine.model.register import Signature, Stroke

WIDTH = 1000
HEIGHT = 400
"""The box in which one signs, in thousandths of its width."""
PEN = 9


def signature_svg(signature: Signature, label: str) -> Markup:
    """Return a drawing as an inline SVG, in the colour of the text around it.

    Args:
        signature: what was drawn.
        label: what it is, for who does not see it.
    """
    return Markup('<svg class="signature" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, _height(signature), label, _drawing(signature, "currentColor")
    )


def signature_file(signature: Signature, ink: str) -> str:
    """Return a drawing as a whole SVG file, of the shape of the box.

    Args:
        signature: what was drawn.
        ink: the colour of the pen.
    """
    return Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">{}</svg>').format(
        WIDTH, _height(signature), _drawing(signature, ink)
    )


def _height(signature: Signature) -> int:
    return max(HEIGHT, *(y for stroke in signature.strokes for _x, y in stroke))


def _drawing(signature: Signature, ink: str) -> Markup:
    path = "".join(_path(stroke) for stroke in signature.strokes)
    return Markup(
        '<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-linecap="round" stroke-linejoin="round"></path>'
    ).format(path, ink, PEN)


def _path(stroke: Stroke) -> str:
    (x, y), *rest = stroke
    # A line of no length draws a dot, by its round ends.
    return f"M{x} {y}" + ("".join(f"L{across} {down}" for across, down in rest) or "h0")

"""Ranked bars: a row a thing, its bar drawn beside its figure; the table itself says the figures."""

from markupsafe import Markup


def bar_svg(figure: int, most: int) -> Markup:
    """Return the bar of a figure, drawn as a share of the longest that may be.

    Args:
        figure: how long it is, from 0.
        most: how long the longest may be; 0 where all are.

    Returns:
        An SVG element that takes its width from the page; whoever cannot see it reads the figure beside it.
    """
    share = f"{100 * figure / most:.1f}" if most else "0"
    return Markup(
        '<svg class="bar" aria-hidden="true" focusable="false"><rect width="{share}%" height="100%"/></svg>'
    ).format(share=share)

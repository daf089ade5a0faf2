"""Text holds 7:1 on its ground in light and in dark; edges and the focus ring hold 3:1 (WCAG 2.2)."""

import re

import pytest

from course_engine.rendering.theme import load_theme

TOKENS = load_theme().static_files()["tokens.css"].decode()
TEXT = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("accent", "accent-soft"),
    ("accent-ink", "accent"),
    ("ink", "accent-soft"),
    ("ink", "warm-soft"),
    ("ink", "ok-soft"),
    ("warm", "paper"),
    ("warm", "warm-soft"),
    ("ok", "paper"),
    ("ok", "surface"),
    ("ok", "ok-soft"),
]
EDGES = [("edge", "paper"), ("edge", "surface"), ("focus", "paper"), ("focus", "surface")]


def scheme(name: str) -> dict[str, str]:
    """The colours of one scheme: dark replaces what it names."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    colours = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
    found = dict(colours.findall(light))
    return found | dict(colours.findall(dark.split("@media")[0])) if name == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_seven_to_one(name: str, text: str, ground: str) -> None:
    colours = scheme(name)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_what_shows_a_control_is_three_to_one(name: str, edge: str, ground: str) -> None:
    colours = scheme(name)
    assert contrast(colours[edge], colours[ground]) >= 3

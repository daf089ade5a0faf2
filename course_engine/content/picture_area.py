"""What a picture covers, in its own units: an SVG's `viewBox` (SVG 2, 8.6), the pixels of any other."""

import re
from pathlib import Path
from typing import TypeAlias

Area: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height."""

_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_ATTRIBUTE = re.compile(r"\b(viewBox|width|height)\s*=\s*[\"']\s*([^\"']*?)\s*[\"']")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")


def area_of(file: Path) -> Area | None:
    """Return what the picture in `file` covers; None where it does not say, or cannot be read."""
    area = _drawing(file) if file.suffix == ".svg" else _pixels(file)
    return area if area is not None and area[2] > 0 and area[3] > 0 else None


def _drawing(file: Path) -> Area | None:
    try:
        root = _ROOT.search(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    said = dict(_ATTRIBUTE.findall(root[0])) if root else {}
    try:
        left, top, width, height = (float(number) for number in re.split(r"[\s,]+", said["viewBox"]))
    except (KeyError, ValueError):
        across, down = (_LENGTH.fullmatch(said.get(side, "")) for side in ("width", "height"))
        return (0, 0, float(across[1]), float(down[1])) if across and down else None
    return left, top, width, height


def _pixels(file: Path) -> Area | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(file) as picture:
            return 0, 0, *picture.size
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None

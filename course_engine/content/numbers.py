"""Numbers as authors write them: the decimal comma, thousands, a tolerance, an interval."""

import re
from decimal import Context, Decimal

_EXACT = Context(prec=400)
_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = rf"[-−]?(?:[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+|0|[1-9]\d*)(?:[.,]\d+)?"
_ANSWER = re.compile(
    rf"(?P<value>{_NUMBER})(?:\s*(?:±|\+/-)\s*(?P<tolerance>{_NUMBER})|\s*\.\.\s*(?P<high>{_NUMBER}))?"
)
_LOOKS_LIKE_ONE = re.compile(r"[-−+]?\d[\d\s.,]*\s*(?:[^\W\d]{1,3}|[€%°])?", re.UNICODE)


def bounds(text: str) -> tuple[Decimal, Decimal] | None:
    """Return the bounds of `10`, `10 ± 0,5` or `8..12`, both included.

    None where `text` is not a number by the format's grammar. The low bound may be above the high one.
    """
    match = _ANSWER.fullmatch(text.strip())
    if not match:
        return None
    value = _decimal(match["value"])
    if match["high"] is not None:
        return value, _decimal(match["high"])
    tolerance = _decimal(match["tolerance"] or "0")
    return _EXACT.subtract(value, tolerance), _EXACT.add(value, tolerance)


def decimal_text(number: Decimal) -> str:
    """Return a decimal as text without exponent, such as `9.5`."""
    return format(number, "f")


def looks_like_number(text: str) -> bool:
    """Return whether `text` was probably meant as a number: `012`, `10 Mo`, `1.200,5`."""
    return _LOOKS_LIKE_ONE.fullmatch(text.strip()) is not None


def _decimal(text: str) -> Decimal:
    bare = re.sub(_SPACE, "", text).replace("−", "-").replace(",", ".")
    return Decimal(bare)

"""How texts are compared wherever an accent or a capital does not matter: answers, keywords, options."""

import re
import unicodedata

_SPACES = re.compile("[\t-\r \u2028\u2029]+")
_FIRST_MARK = "\u0300"
"""The least of the characters of category Mn."""
_SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        **dict.fromkeys("\u2019\u02bc\u2032", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "œ": "oe",
        "æ": "ae",
    }
)


def fold(text: str) -> str:
    """Return `text` as both graders compare it: without accents, case, or how a keyboard spells a sign.

    The steps are those of content-format.md, « Folding », in its order.
    """
    if text.isascii():  # of all the steps, two change something there
        return _SPACES.sub(" ", text.lower()).strip(" ")
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    bare = "".join([one for one in decomposed if one < _FIRST_MARK or unicodedata.category(one) != "Mn"])
    return _SPACES.sub(" ", bare.translate(_SPELLINGS)).strip(" ")

"""Counting the syllables of a French word from its letters, without a dictionary.

The e that ends a word is mute and those within count, as where one reads with care: « porte » has one syllable,
« maintenant » three. A vowel after i, u or ou makes one syllable with it (« lien », « nuit »), but two where b, c, d,
f, g, p, t or v and then l or r come before (« client »). -ent is mute where a verb has it (« ils ouvrent »): the words
that sound it are known by their end, -ment or one of a list.
"""

import re
import unicodedata
from functools import cache

_SOUNDED = re.compile(
    r".*ment|(?:[cdglv]|[aâ]g|arg|urg|acc|ta?l|souv|cli|pati|récipi|inconvéni|réc|préc[éè]d|abs|prés|pa?r|appar"
    r"|transpar|cont|mécont|excell|équival|viol|évid|accid|incid|présid|occid|contin|pertin|perman|émin|immin"
    r"|intellig|exig|indulg|innoc|déc|adolesc|compét|fréqu|conséqu|différ|indiffér|cohér|adhér|inhér|référ)ent"
)
_MUTE_VERBS = re.compile(r"(?:.*(?:[df]or|fir|fer|pri|su)|ai|ani|ar|(?!c).*om|consom)ment")
_MUTE_E = re.compile(r"(?<=.)e(?:s|nt)?$")
_SILENT_U = re.compile(r"(?<=q)u(?=[aeéèêioœuy]|$)|(?<=g)u(?=[eéèêiîy])")
_GLIDING_Y = re.compile(r"(?<=[aeéoui])y(?=[aeéèêouàâ])|^y(?=[aeéèêou])")
_HIATUS = re.compile(r"([bcdfgptv][lr](?:i|ou|u))(?=[aeéèêoâô])")
_NUCLEUS = re.compile(
    r"(?:ou|[iîuû])?(?:eau|aoû|eui|œi|œu|ae|aî|ai|au|ea|eî|ei|eoi|eo|eû|eu|oî|oi|oû|ou|[aàâeéèêiîïoôœuùûüëy])"
)


def syllables(word: str) -> int:
    """Return how many syllables a word has, at least one; those of all its parts where a hyphen joins several."""
    parts = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", word))
    return max(1, sum(_of_part(part) for part in parts))


@cache
def _of_part(part: str) -> int:
    word = part.lower()
    if not re.search(r"[aeiouyàâéèêëîïôûùüœæ]", word):
        return (
            len(word) if len(part) > 1 and part.isupper() else 0
        )  # « PDF » is spelled, « l’ » joins the next word
    singular, word = word.removesuffix("s"), _SILENT_U.sub("", word.replace("æ", "é"))
    if not _SOUNDED.fullmatch(singular) or _MUTE_VERBS.fullmatch(singular):
        word = _MUTE_E.sub("", word)
    word = _HIATUS.sub(r"\1-", _GLIDING_Y.sub("-", word))
    return max(1, len(_NUCLEUS.findall(word)))

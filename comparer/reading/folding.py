"""A plain twin of a name for comparing: lower case, no accents, no possessive, no full stops, single spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "\u2011": "-"})
# letters that Unicode does not take apart into a letter and a mark
STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
POSSESSIVE = re.compile(r"'s?$")
ARTICLE = re.compile(r"^(?:the|a|an)\s+")


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """The folded form; "the" and a final "'s" are cut, letters of other scripts are kept."""
    if text.isascii():
        plain = text.lower().replace("`", "'")
    else:
        plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).lower().translate(STROKES))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.replace(".", " " if ". " in plain else "")
    plain = " ".join(plain.split()).strip(' ,;:()[]"“”')
    return ARTICLE.sub("", POSSESSIVE.sub("", plain))
